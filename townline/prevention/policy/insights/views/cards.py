"""The large numbers at the top, each beside the time before."""

from dataclasses import dataclass

from django.utils.translation import gettext

from townline.prevention.policy.insights.api import PeriodFigures, promise
from townline.prevention.policy.insights.rules import measures
from townline.prevention.policy.insights.rules.counting import CaseTally
from townline.prevention.policy.insights.views.sentences import percent


@dataclass(frozen=True, slots=True)
class Card:
    """``value`` with its ``unit``; ``detail`` says of what; ``before``: the time before."""

    label: str
    value: str
    unit: str
    detail: str
    before: str


def cards(found: PeriodFigures) -> list[Card]:
    """Put words to the figures of a time."""
    now, then = found.total, found.previous
    made = (
        _promise_card,
        _hours,
        _first,
        _rating,
        _reopened_card,
        _commitment_card,
        _legal,
        _arrivals_card,
    )
    return [make(now, then) for make in made]


def promise_hours() -> int:
    return round(promise().total_seconds() / 3600)


def hours_words(hours: float | None) -> str:
    """Write a length of time in hours, finer where it is short."""
    if hours is None:
        return "-"
    return f"{hours:.1f}" if hours < _FINE else f"{hours:,.0f}"


_FINE = 10


def ninetieth_words(hours: float | None) -> str:
    """Say within how many hours nine of ten were answered."""
    if hours is None:
        return gettext("아직 답변이 없음")
    return gettext("90%% %(hours)s시간 이내") % {"hours": hours_words(hours)}


def _number(part: float | None) -> tuple[str, str]:
    return ("-", "") if part is None else (f"{round(100 * part)}", "%")


def _promise_card(now: CaseTally, then: CaseTally) -> Card:
    words = {"whole": f"{now.kept + now.late:,}", "kept": f"{now.kept:,}"}
    return Card(
        gettext("%(hours)d시간 안에 답변") % {"hours": promise_hours()},
        *_number(measures.met_share(now)),
        gettext("기한이 된 %(whole)s건 가운데 %(kept)s건") % words,
        percent(measures.met_share(then)),
    )


def _hours(now: CaseTally, then: CaseTally) -> Card:
    before = measures.median(then.answer)
    return Card(
        gettext("답변까지 걸린 시간 (중앙값)"),
        *_length(measures.median(now.answer)),
        ninetieth_words(measures.ninetieth(now.answer)),
        _hours_text(before),
    )


def _first(now: CaseTally, then: CaseTally) -> Card:
    words = {"nine": ninetieth_words(measures.ninetieth(now.first))}
    return Card(
        gettext("첫 답변까지 (중앙값)"),
        *_length(measures.median(now.first)),
        gettext("중간답변 포함 · %(nine)s") % words,
        _hours_text(measures.median(then.first)),
    )


def _length(hours: float | None) -> tuple[str, str]:
    return hours_words(hours), gettext("시간") if hours is not None else ""


def _hours_text(hours: float | None) -> str:
    return "-" if hours is None else gettext("%(hours)s시간") % {"hours": hours_words(hours)}


def _rating(now: CaseTally, then: CaseTally) -> Card:
    found, before = measures.rating(now), measures.rating(then)
    return Card(
        gettext("만족도"),
        "-" if found is None else f"{found:.1f}",
        "" if found is None else "/ 5",
        gettext("%(count)s명이 답함") % {"count": f"{now.rated:,}"},
        "-" if before is None else f"{before:.1f}",
    )


def _reopened_card(now: CaseTally, then: CaseTally) -> Card:
    return Card(
        gettext("재처리 민원"),
        *_number(measures.reopened_share(now)),
        gettext("답변 %(whole)s건 가운데 %(part)s건")
        % {"whole": f"{now.answered:,}", "part": f"{now.reopened:,}"},
        percent(measures.reopened_share(then)),
    )


def _commitment_card(now: CaseTally, then: CaseTally) -> Card:
    words = {
        "kept": f"{now.promised_kept:,}", "moved": f"{now.promised_moved:,}",
        "missed": f"{now.promised_missed:,}",
    }  # fmt: skip
    return Card(
        gettext("이행 약속 이행률"),
        *_number(measures.promised_share(now)),
        gettext("이행 %(kept)s · 변경 %(moved)s · 미이행 %(missed)s") % words,
        percent(measures.promised_share(then)),
    )


def _legal(now: CaseTally, then: CaseTally) -> Card:
    words = {"whole": f"{now.legal_kept + now.legal_missed:,}", "kept": f"{now.legal_kept:,}"}
    return Card(
        gettext("법정 처리기한 준수"),
        *_number(measures.legal_share(now)),
        gettext("%(whole)s건 가운데 %(kept)s건") % words,
        percent(measures.legal_share(then)),
    )


def _arrivals_card(now: CaseTally, then: CaseTally) -> Card:
    waiting = now.came - now.kept - now.late
    return Card(
        gettext("접수 건수"),
        f"{now.came:,}",
        gettext("건"),
        gettext("답변 기한 전 %(waiting)s건") % {"waiting": f"{waiting:,}"},
        gettext("%(count)s건") % {"count": f"{then.came:,}"},
    )
