"""A queue's plan, as the district wrote it: hours, capacity, slots, fairness, second chances."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from townline.lines.queues.rules import admission
from townline.lines.queues.rules.admission import Admission
from townline.lines.queues.rules.hours import Hours, Span
from townline.lines.queues.rules.order import Fairness, PriorityNeed

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")


class PlanInvalid(ValueError):
    """A plan cannot be read; the words name the key and what is accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Places to book ahead: ``each`` of them every so often, for so many days ahead.

    ``arrive``: how long before the slot one may say that one is here.
    """

    every: dt.timedelta
    each: int
    days: int = 7
    arrive: dt.timedelta = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePlan:
    """``visit``: what one ticket usually takes of a desk. ``capacity``: tickets a day, or None.

    ``near``: how many people ahead when a text says that it is nearly one's turn. Late: so many
    people go first, so many times. Rejoin: within so long, behind so many people.
    ``questionnaire``: the form that is filled in while waiting, "" for none.
    """

    hours: Hours
    visit: dt.timedelta
    capacity: int | None = None
    slots: Slots | None = None
    needs: tuple[PriorityNeed, ...] = ()
    fairness: Fairness = field(default_factory=Fairness)
    near: int = 3
    late_people: int = 5
    late_times: int = 2
    rejoin_within: dt.timedelta = dt.timedelta(minutes=30)
    rejoin_behind: int = 3
    party_most: int = 10
    questionnaire: str = ""
    admission: Admission = field(default_factory=Admission)


_KNOWN = frozenset(
    ("hours", "visit", "capacity", "slots", "needs", "fairness", "near", "late", "rejoin",
     "party_most", "questionnaire", "admission")
)  # fmt: skip


def plan_of(raw: Mapping[str, object], zone: ZoneInfo) -> QueuePlan:
    """Read a plan. Raises PlanInvalid."""
    if unknown := sorted(set(raw) - _KNOWN):
        raise PlanInvalid(f"{unknown[0]!r} is not known; known are: {', '.join(sorted(_KNOWN))}")
    fairness, late, rejoin = (_part(raw, key) for key in ("fairness", "late", "rejoin"))
    return QueuePlan(
        hours=_hours(_part(raw, "hours"), zone),
        visit=duration(raw.get("visit"), "visit"),
        capacity=_count(raw, "capacity", None),
        slots=_slots(_part(raw, "slots")),
        needs=_needs(raw.get("needs", [])),
        fairness=Fairness(
            need=duration(fairness.get("need", "PT15M"), "fairness.need"),
            booking=duration(fairness.get("booking", "PT10M"), "fairness.booking"),
            turns=_count(fairness, "turns", 2) or 0,
        ),
        near=_count(raw, "near", 3) or 0,
        late_people=_count(late, "people", 5) or 1,
        late_times=_count(late, "times", 2) or 0,
        rejoin_within=duration(rejoin.get("within", "PT30M"), "rejoin.within"),
        rejoin_behind=_count(rejoin, "behind", 3) or 0,
        party_most=_count(raw, "party_most", 10) or 1,
        questionnaire=_form(raw.get("questionnaire", "")),
        admission=_admission(_part(raw, "admission")),
    )


def duration(text: object, key: str) -> dt.timedelta:
    """Read an ISO 8601 duration of hours, minutes and seconds. Raises PlanInvalid."""
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None or not any(match.groups()):
        raise PlanInvalid(f"{key}: {text!r} is not a duration; write it like PT4M or PT1H30M")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)


def spans(raw: object, key: str) -> tuple[Span, ...]:
    """Read breaks, ``[["12:00", "13:00"]]``. Raises PlanInvalid."""
    if not isinstance(raw, list):
        raise PlanInvalid(f'{key}: write breaks like [["12:00", "13:00"]]')
    return tuple(_span(each, key) for each in raw)


def _span(raw: object, key: str) -> Span:
    if not isinstance(raw, list) or len(raw) != 2:  # noqa: PLR2004 -- from and to
        raise PlanInvalid(f'{key}: write a break like ["12:00", "13:00"]')
    start, end = (_time(text, key) for text in raw)
    if start >= end:
        raise PlanInvalid(f"{key}: {raw[0]} is not before {raw[1]}")
    return start, end


def _time(text: object, key: str) -> dt.time:
    if not isinstance(text, str) or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise PlanInvalid(f"{key}: {text!r} is no time of day; write it like 09:00")
    return dt.time.fromisoformat(text)


def _hours(raw: Mapping[str, object], zone: ZoneInfo) -> Hours:
    weekdays = raw.get("weekdays", [1, 2, 3, 4, 5])
    if not isinstance(weekdays, list) or not set(weekdays) <= set(range(1, 8)) or not weekdays:
        raise PlanInvalid("hours.weekdays: write days as numbers from 1 (Monday) to 7 (Sunday)")
    opens = _time(raw.get("opens", "09:00"), "hours.opens")
    closes = _time(raw.get("closes", "18:00"), "hours.closes")
    if opens >= closes:
        raise PlanInvalid("hours.closes: closing comes after opening")
    return Hours(
        weekdays=frozenset(weekdays),
        opens=opens,
        closes=closes,
        zone=zone,
        breaks=spans(raw.get("breaks", []), "hours.breaks"),
        gather=duration(raw.get("gather", "PT1H"), "hours.gather"),
        holidays=raw.get("holidays") is True,
    )


def _slots(raw: Mapping[str, object]) -> Slots | None:
    if not raw:
        return None
    every = duration(raw.get("every"), "slots.every")
    if every < dt.timedelta(minutes=1):
        raise PlanInvalid("slots.every: a minute is the least")
    return Slots(
        every=every,
        each=_count(raw, "each", 1) or 1,
        days=7 if (days := _count(raw, "days", 7)) is None else days,
        arrive=duration(raw.get("arrive", "PT30M"), "slots.arrive"),
    )


def _admission(raw: Mapping[str, object]) -> Admission:
    usual = Admission(hashes=admission.HASHES)
    counts = {
        name: _count(raw, name, getattr(usual, name)) or 0 for name in ("hashes", "free", "least")
    }
    share = raw.get("share", usual.share)
    if not isinstance(share, int | float) or isinstance(share, bool) or not 0 <= share <= 1:
        raise PlanInvalid(f"admission.share: {share!r} is not a number from 0 to 1")
    return Admission(
        **counts,
        share=float(share),
        within=duration(raw.get("within", "PT10M"), "admission.within"),
        claim=duration(raw.get("claim", "PT2M"), "admission.claim"),
    )


def _needs(raw: object) -> tuple[PriorityNeed, ...]:
    known = [need.value for need in PriorityNeed if need]
    if not isinstance(raw, list) or not set(raw) <= set(known):
        raise PlanInvalid(f"needs: {raw!r} is not a list of: {', '.join(known)}")
    return tuple(PriorityNeed(each) for each in raw)


def _form(raw: object) -> str:
    if not isinstance(raw, str) or not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}|", raw):
        raise PlanInvalid(
            f"questionnaire: {raw!r} names no form; write `test` for the file forms/test.xlsx"
        )
    return raw


def _part(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    part = raw.get(key, {})
    if not isinstance(part, dict):
        raise PlanInvalid(f"{key}: write it as an object, {{...}}")
    return part


def _count(raw: Mapping[str, object], key: str, default: int | None) -> int | None:
    value = raw.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise PlanInvalid(f"{key}: {value!r} is not a whole number from 0 on")
    return value
