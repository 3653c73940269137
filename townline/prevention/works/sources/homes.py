"""Homes with a grade, as objects with needs."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from townline.prevention.surveys import api as surveys
from townline.prevention.surveys.events import HomeMoved
from townline.prevention.works.ports import Needy, Source
from townline.prevention.works.rules import Role
from townline.prevention.works.selectors.kinds import works
from townline.prevention.works.services.following import source_follow
from townline.prevention.works.settings import SurveyNumber

CODE = "home"
_WHOLE = 100
# What changes an object: a grade, or that the home is counted no more, or again.
_FOLLOWED_EVENTS = frozenset(
    {
        surveys.HomeEvent.GRADE,
        surveys.HomeEvent.WITHDRAW,
        surveys.HomeEvent.EXCLUDE,
        surveys.HomeEvent.MERGE,
        surveys.HomeEvent.PUT_BACK,
    }
)


def home_source() -> Source:
    """Name homes as a source."""
    return Source(
        code=CODE,
        name=lambda: gettext("주택 조사"),
        kind=_kind,
        grade=lambda code, _lang: code,
        read=_read,
        all=lambda: map(str, surveys.homes_in_need()),
        page=lambda reference: f"/surveys/homes/{reference}/",
    )


def home_follow(event: HomeMoved) -> None:
    """Have a home that was graded, taken out or put back read anew."""
    if event.event in _FOLLOWED_EVENTS:
        gone = event.to_state == surveys.HomeState.EXCLUDED
        source_follow(CODE, str(event.home_id), gone=gone, now=event.at)


def _kind(code: str, lang: str) -> str:
    known = {kind.code: kind.name for kind in surveys.kinds()}
    return known[code].in_language(lang) if code in known else code


def _read(references: Sequence[str]) -> Iterable[Needy]:
    ids = [int(each) for each in references if each.isdecimal()]
    return [_needy(each) for each in surveys.home_needs(ids)]


def _needy(each: surveys.HomeNeeds) -> Needy:
    home, grade = each.home, each.grade
    known = works()
    return Needy(
        reference=str(home.pk),
        kind=home.kind,
        address=f"{home.address} {home.unit}".strip()[:200],
        dong=home.dong,
        latitude=home.latitude,
        longitude=home.longitude,
        grade=grade.grade if grade else "",
        severity=each.place,
        risk=round(_WHOLE - grade.points, 1) if grade else 0,
        people=_number(known.people, each),
        floods=_number(known.floods, each),
        parties=(Role.LANDLORD, Role.TENANT),
        needs={code: _reason_words(why, grade.grade) for code, why in each.why.items()}
        if grade
        else {},
        **_gone_fields(home),  # type: ignore[arg-type]  # three of its words
    )


def _gone_fields(home: surveys.Home) -> dict[str, str]:
    if home.state != surveys.HomeState.EXCLUDED:
        return {}
    if home.merged_into_id:
        into = str(home.merged_into_id)
        return {"gone": "merged", "gone_for": "중복 주택 병합", "into": into}
    return {"gone": "taken_out", "gone_for": _WHY.get(home.excluded_for, "조사 제외")}


# As the history has it: in the office's language.
_WHY: dict[str, str] = {
    surveys.Exclusion.NOT_LIVED_IN: "조사 제외: 거주하지 않음",
    surveys.Exclusion.DEMOLISHED: "조사 제외: 멸실",
    surveys.Exclusion.NOT_EXISTING: "조사 제외: 없는 주택",
    surveys.Exclusion.OTHER_KIND: "조사 제외: 다른 유형",
    surveys.Exclusion.DUPLICATE: "중복 주택 병합",
}


def _reason_words(why: dict[str, str], grade: str) -> dict[str, str]:
    text = why["en"]
    return {
        "ko": f"{why['ko']} (등급 {grade})".strip(),
        "en": f"{text[:1].upper()}{text[1:]} (grade {grade})".strip(),
    }


def _number(mapping: SurveyNumber | None, each: surveys.HomeNeeds) -> int:
    answer = each.answers.get(mapping.item) if mapping else None
    return mapping.values.get(str(answer), 0) if mapping and answer is not None else 0
