"""The list in words: why a section stands where it does, what factors and kinds are called."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext, ngettext

from townline.platform.web.moments import english
from townline.prevention.hazards.exploration_planning.rules.backward import Lift
from townline.prevention.hazards.exploration_planning.rules.columns import PlaceFileKind, Surface
from townline.prevention.hazards.exploration_planning.rules.factors import Factor
from townline.prevention.hazards.exploration_planning.rules.scoring import Clause
from townline.prevention.hazards.exploration_planning.settings import WhereNext

_JOINT = " · "


def sentence(clauses: list[Clause], settings: WhereNext) -> str:
    """Say why, in the reader's language: clauses in their order."""
    reach = {name: f"{metres:g}" for name, metres in settings.reach}
    return _JOINT.join(_clause_words(clause, settings, reach) for clause in clauses)


def _clause_words(clause: Clause, settings: WhereNext, reach: Mapping[str, str]) -> str:
    facts: dict[str, object] = dict(clause.facts)
    number = clause.facts.get("material", -1)
    if number >= 0:
        facts["material"] = settings.materials[number].name.in_language("en" if english() else "ko")
    facts |= {f"reach_{name}": metres for name, metres in reach.items()}
    return _CLAUSES[clause.kind](clause.facts.get("n", 0)) % facts


_CLAUSES: Mapping[str, Callable[[int], str]] = {
    "complaints_year": lambda n: ngettext(
        "%(reach_complaints)s m 안 최근 1년 민원 %(n)s건",
        "%(reach_complaints)s m 안 최근 1년 민원 %(n)s건",
        n,
    ),
    "complaints_old": lambda n: ngettext(
        "%(reach_complaints)s m 안 1년 지난 민원 %(n)s건",
        "%(reach_complaints)s m 안 1년 지난 민원 %(n)s건",
        n,
    ),
    "cavities": lambda n: ngettext(
        "과거 공동 %(n)s건(최근 %(year)s년)", "과거 공동 %(n)s건(최근 %(year)s년)", n
    ),
    "permits_open": lambda n: ngettext("진행 중인 공사 %(n)s건", "진행 중인 공사 %(n)s건", n),
    "permits_over": lambda n: ngettext("끝난 공사 %(n)s건", "끝난 공사 %(n)s건", n),
    "sewer": lambda _: gettext("하수관(설치연도·재질 모름)"),
    "sewer_year": lambda _: gettext("%(year)s년 하수관"),
    "sewer_material": lambda _: gettext("%(material)s 하수관"),
    "sewer_both": lambda _: gettext("%(year)s년 %(material)s 하수관"),
    "diameter": lambda _: gettext("관 지름 %(mm)s mm"),
    "subway": lambda _: gettext("지하철에서 %(m)s m"),
    "rain": lambda n: ngettext("최근 큰비 %(n)s일", "최근 큰비 %(n)s일", n),
    "rain_since": lambda n: ngettext(
        "마지막 탐사 뒤 큰비 %(n)s일", "마지막 탐사 뒤 큰비 %(n)s일", n
    ),
    "explored": lambda _: gettext("마지막 탐사 %(year)s년"),
    "never": lambda _: gettext("탐사한 적 없음"),
}


def factor_words() -> dict[Factor, str]:
    """Call the factors by name."""
    return {
        Factor.COMPLAINTS: gettext("주변 민원"),
        Factor.CAVITIES: gettext("과거 공동"),
        Factor.SEWER_AGE: gettext("하수관 나이"),
        Factor.SEWER_MATERIAL: gettext("하수관 재질"),
        Factor.SEWER_DIAMETER: gettext("하수관 지름"),
        Factor.PERMITS: gettext("굴착·건축 공사"),
        Factor.SUBWAY: gettext("지하철"),
        Factor.EXPLORED: gettext("지난 탐사"),
        Factor.RAIN: gettext("큰비"),
    }


def surface_words() -> dict[str, str]:
    """Call roadway and pavement by name."""
    return {Surface.ROADWAY: gettext("차도"), Surface.PAVEMENT: gettext("보도")}


def kind_words() -> dict[PlaceFileKind, str]:
    """Call the kinds of files by name."""
    return {
        PlaceFileKind.SECTION: gettext("도로 구간"),
        PlaceFileKind.SEWER: gettext("하수관"),
        PlaceFileKind.PERMIT: gettext("굴착·건축 공사"),
        PlaceFileKind.SUBWAY: gettext("지하철 노선"),
        PlaceFileKind.RAIN: gettext("일강수량"),
    }


def lift_words(found: Lift, year: int, fewest: int) -> str:
    """Say how the list of a year's first day would have done; honest where that says nothing."""
    if found.cavities < fewest:
        return ngettext(
            "%(year)s년에 찾은 공동이 %(n)s건뿐이라 목록이 맞았는지 말할 수 없습니다. "
            "%(fewest)s건부터 셉니다.",
            "%(year)s년에 찾은 공동이 %(n)s건뿐이라 목록이 맞았는지 말할 수 없습니다. "
            "%(fewest)s건부터 셉니다.",
            found.cavities,
        ) % {"year": year, "n": found.cavities, "fewest": fewest}
    facts = {
        "year": year,
        "n": found.cavities,
        "first": f"{found.first_fifth:.0f}",
        "chance": f"{found.cavities / 5:.0f}",
        "times": f"{found.times:.1f}",
    }
    template = gettext(
        "%(year)s년에 찾은 공동 %(n)s건 가운데 %(first)s건이, 그해 1월 1일에 만들었을 목록에서 "
        "탐사한 거리의 위쪽 5분의 1에 있었습니다. 우연이라면 %(chance)s건쯤입니다(%(times)s배)."
    )
    return f"{template % facts} {_verdict(found)}"


def _verdict(found: Lift) -> str:
    if found.better:
        return gettext("우연으로 보기 어렵습니다.")
    return gettext("우연일 수도 있습니다.")
