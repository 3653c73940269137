"""Reasons, quarrels and changes in the reader's language; the solver's own are English."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, gettext_lazy as _, pgettext, pgettext_lazy

from townline.platform.core.text.particles import settle
from townline.platform.triage.api import dong_name
from townline.platform.web.moments import english
from townline.prevention.works import api as works
from townline.prevention.works.planning.rules.changing import new_of

type Row = Mapping[str, Any]

_FEW = 5  # fixed measures of a period that are said one by one

STATES = {
    "waiting": _("계산 대기"), "running": _("계산 중"), "ready": _("계산 완료"),
    "infeasible": _("조건이 서로 맞지 않음"), "failed": _("계산 실패"),
    "adopted": _("채택"), "replaced": _("다른 안으로 대체"),
}  # fmt: skip
REASONS = {
    "fixed_later": _("발주나 결정으로 시기가 정해져 있습니다."),
    "refused": _("동의하지 않았습니다."),
    "consent": _("그 전에는 동의가 갖추어지지 않습니다."),
    "lead_time": _("시작이나 동의부터 작업까지 %(lead_days)s일이 걸립니다."),
    "season": _("이 종류는 %(seasons)s에만 합니다."),
    "fixed_first": _("발주나 결정으로 그 자리에 정해져 있습니다."),
    "minimum_first": _("%(constraint)s을(를) 지키려면 그 자리에 있어야 합니다."),
    "minimum_later": _("%(constraint)s을(를) 지키려면 그 자리에 있어야 합니다."),
    "deadline_first": _("%(constraint)s을(를) 지키려면 그 자리에 있어야 합니다."),
    "deadline_later": _("%(constraint)s을(를) 지키려면 그 자리에 있어야 합니다."),
    "source": _("%(when)s에 남는 돈은 여기에 쓸 수 없습니다(쓸 수 있는 재원: %(source)s)."),
    "budget": _(
        "%(when)s에 남은 돈에 가장 큰 자리(%(most)s원)를 보태도 %(won)s원이 되지 않습니다."
    ),
    "crew_days": _(
        "%(when)s에 남은 작업일에 가장 큰 자리(%(most)s일)를 보태도 %(days)s일이 되지 않습니다."
    ),
    "place": _("자리를 바꾸면 덜 급한 건이 그 시기에 들어가지 못합니다."),
    "other": _("최소 건수나 기한을 어기게 됩니다."),
}
OUT = {
    "refused": pgettext_lazy("plan", "동의하지 않음"),
    "consent": _("동의가 없고 언제 갖추어질지 모름"),
    "lead_time": _("준비 기간이 계획 기간보다 김"),
    "season": _("할 수 있는 계절이 없음"),
    "fixed_later": _("계획에 없는 시기로 정해져 있음"),
    "source": _("낼 수 있는 재원이 없음"),
    "budget": _("낼 수 있는 돈이 남지 않음"),
    "crew_days": _("돈은 있으나 작업일이 모자람"),
    "other": _("최소 건수나 기한을 어기게 됨"),
}


def when_words(year: object, season: object) -> str:
    """Say a period: 2027년 2분기."""
    if not year:
        return gettext("계획에 없음")
    if not season:
        return gettext("%(year)s년") % {"year": year}
    return gettext("%(year)s년 %(quarter)s분기") % {"year": year, "quarter": season}


def end_words(year: object, season: object) -> str:
    """Say the end of a period: 2027년 2분기 말."""
    return gettext("%(when)s 말") % {"when": when_words(year, season)}


def group_name(source_code: str, code: str) -> str:
    """Say a kind of objects, as its source does."""
    known = works.source(source_code)
    return known.kind(code, "en" if english() else "ko") if known else code


def source_name(code: str) -> str:
    """Say a source of money; one that the data has no more goes by its code."""
    found = works.budget_sources().get(code)
    return found.name.in_language("en" if english() else "ko") if found else code


def kind_name(code: str) -> str:
    """Say a kind of measure."""
    return works.measure_name(code, "en" if english() else "ko")


def place_name(dong: str) -> str:
    """Say a dong."""
    return dong_name(dong, english=english())


def reason_words(row: Row) -> str:
    """Say why something goes before something more urgent."""
    facts = row["facts"]
    fields = {name: _format_fact(name, value) for name, value in facts.items()}
    if "constraint" in facts:
        fields["constraint"] = limit_words(facts["constraint"])
    return settle(str(REASONS[row["reason"]]) % fields)


def _format_fact(name: str, value: Any) -> str:  # noqa: ANN401 -- a fact of any kind
    if name == "when":
        return ", ".join(when_words(*([*each.split(" ", 1), ""])[:2]) for each in value)
    if name == "seasons":
        return ", ".join(gettext("%(quarter)s분기") % {"quarter": each} for each in value)
    if name == "source":
        return ", ".join(source_name(each) for each in value) or gettext("없음")
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def limit_words(row: Row, name: Callable[[str], str] = str) -> str:
    """Say one constraint. ``name``: how a measure is called."""
    return str(_LIMITS[row["constraint"]]) % _facts(row, name)


def _facts(row: Row, name: Callable[[str], str]) -> dict[str, Any]:
    return {
        **row, "when": when_words(row.get("year"), row.get("season")),
        "source": source_name(str(row.get("source", ""))),
        "dong": place_name(str(row.get("dong", ""))), "need": name(str(row.get("need", ""))),
        "won": _number(row.get("won")), "least": _least(row),
        "due": when_words(row.get("by"), row.get("season")),
        "later": when_words(row.get("until"), row.get("until_season")),
    }  # fmt: skip


def limits_words(rows: Sequence[Row], name: Callable[[str], str] = str) -> list[str]:
    """Say constraints, what is fixed for one period in one line where it is more than a few."""
    few, many = _split_fixed(rows)
    template = gettext("시기가 정해진 조치 %(n)s건(%(when)s)")
    return [
        *(limit_words(row, name) for row in few),
        *(template % {"when": when, "n": n} for when, n in many.items()),
    ]


def changes_words(rows: Sequence[Row], name: Callable[[str], str] = str) -> list[str]:
    """Say changes that help together, likewise."""
    few, many = _split_fixed(rows)
    template = gettext("조치 %(n)s건의 시기(%(when)s)를 풀기")
    return [
        *(change_words(row, name) for row in few),
        *(template % {"when": when, "n": n} for when, n in many.items()),
    ]


def _split_fixed(rows: Sequence[Row]) -> tuple[list[Row], Counter[str]]:
    """Give what is said by itself, and how much is fixed for each period that has more of it."""
    fixed = [row for row in rows if row["constraint"] == "fixed"]
    counts = Counter(when_words(row["year"], row["season"]) for row in fixed)
    many = Counter({when: n for when, n in counts.items() if n > _FEW})
    gathered = [row for row in fixed if when_words(row["year"], row["season"]) in many]
    return [row for row in rows if row not in gathered], many


def change_words(row: Row, name: Callable[[str], str] = str) -> str:
    """Say one change that helps. ``name``: how a measure is called."""
    unit = str(row.get("least", "")).rpartition(" ")[2]
    facts = {
        **_facts(row, name), "change": _number(row["change"]), "new": _number(new_of(row)),
        "fewer": _least({"least": f"{_number(new_of(row))} {unit}"}),
    }  # fmt: skip
    words = "moved" if row.get("until") else "alike" if row.get("alike") else row["constraint"]
    return settle(str(_CHANGES[words]) % facts)


def helps_words(result: Row, name: Callable[[str], str] = str) -> list[str]:
    """Say what helps, each change or group of changes alone."""
    return [" + ".join(changes_words(each["changes"], name)) for each in result.get("changes", [])]


def late_words(row: Row, name: Callable[[str], str] = str) -> str:
    """Say which measure a deadline does not count, and until when its consent is missing."""
    until = row["deadline"]
    facts = {
        "need": name(row["need"]), "day": row["expected"] or "",
        "due": when_words(until["by"], until.get("season")),
    }  # fmt: skip
    if row["expected"]:
        return gettext("%(due)s 기한에서 뺌: %(need)s (동의 예정 %(day)s)") % facts
    return gettext("%(due)s 기한에서 뺌: %(need)s (동의 없음)") % facts


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else ""


def _least(row: Row) -> str:
    number, _, unit = str(row.get("least", "")).partition(" ")
    if unit == "won":
        return gettext("%(won)s원") % {"won": number}
    return gettext("%(n)s건") % {"n": number}


_LIMITS: Mapping[str, Any] = {
    "budget": _("%(year)s년 %(source)s 예산 %(won)s원"),
    "crew_days": _("%(when)s 작업일 %(days)s일"),
    "minimum": _("%(dong)s 최소 %(least)s(%(when)s)"),
    "deadline": _("%(due)s까지 위험도 %(risk)s 이상 %(least)s"),
    "fixed": _("%(need)s의 시기(%(when)s)"),
}
_CHANGES: Mapping[str, Any] = {
    "budget": _("%(year)s년 %(source)s 예산을 %(new)s원 이상으로 올리기(지금 %(won)s원)"),
    "crew_days": _("%(when)s 작업일을 %(new)s일 이상으로 늘리기(지금 %(days)s일)"),
    "minimum": _("%(dong)s 최소 기준을 %(fewer)s(으)로 낮추기(%(when)s, 지금 %(least)s)"),
    "deadline": _("위험도 %(risk)s 이상에서 %(change)s건을 %(due)s 뒤로 미루기"),
    "alike": _("모든 동의 최소 기준을 %(fewer)s(으)로 낮추기(지금 %(least)s)"),
    "moved": _("위험도 %(risk)s 이상의 기한을 %(due)s에서 %(later)s(으)로 늦추기"),
    "fixed": _("%(need)s의 시기(%(when)s)를 풀기"),
}


def way_words() -> dict[str, str]:
    """Say how measures move from one version to another."""
    return {
        "earlier": gettext("더 일찍"), "later": gettext("더 늦게"),
        "in": pgettext("plan", "새로 들어옴"), "out": pgettext("plan", "빠짐"),
        "paid": gettext("재원만 바뀜"),
    }  # fmt: skip


def short_reason(name: str) -> str:
    """Say a reason in a word, for the filter of a list."""
    return {
        "fixed_later": gettext("시기가 정해짐"), "refused": pgettext("plan", "동의하지 않음"),
        "consent": gettext("동의 전"), "lead_time": gettext("준비 기간"),
        "season": gettext("할 수 있는 계절"), "fixed_first": gettext("이미 발주·결정"),
        "minimum_first": gettext("동별 최소"), "minimum_later": gettext("동별 최소(뒤)"),
        "deadline_first": pgettext("plan", "기한"), "deadline_later": gettext("기한(뒤)"),
        "source": gettext("재원의 용도"), "budget": gettext("남은 예산"),
        "crew_days": gettext("작업일"), "place": gettext("맞바꿀 자리"),
    }.get(name, name)  # fmt: skip
