"""When a legal clock is due, and when people are told: pure columns of what is stored."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from townline.casework.deadlines.models import LegalClock, LegalPause
from townline.casework.deadlines.rules.statutory import ClockEvent, ClockState
from townline.casework.deadlines.settings import Kinds, Legal
from townline.platform.core import district
from townline.platform.core.calendars import Calendar, Pause, end, parse_rule
from townline.platform.core.district import office_calendar


@dataclass(frozen=True, slots=True)
class Basis:
    """What all clocks of a district are counted by: the calendar, and when nobody could work."""

    office: Calendar
    outages: tuple[Pause, ...]


def basis() -> Basis:
    """Give the basis as it was at most half a minute ago; a recount follows each change of it."""
    return district.derive(_basis)


def _basis(_settings: district.Settings) -> Basis:
    return basis_of(office_calendar())


def basis_of(office: Calendar) -> Basis:
    """Give a basis with another calendar; outages are read anew, with one query."""
    found = LegalPause.objects.filter(clock=None).values_list("start_at", "end_at")
    return Basis(office, tuple(Pause(start, stop) for start, stop in found))


def period_of(kind: str) -> str:
    """Give the rule of a kind, or "" where it has no legal period. Raises KeyError."""
    known = district.part(Kinds).named(kind)
    if known is None:
        raise KeyError(kind)
    return known.petition_period.rule if known.petition_period else ""


def new_clock(*, case_id: int, kind: str, at: dt.datetime) -> LegalClock:
    """Make a clock that begins at a moment; it is not stored yet."""
    every = notice_every()
    clock = LegalClock(
        case_id=case_id,
        kind=kind,
        rule=period_of(kind),
        started_at=at,
        counted_from=at,
        next_notice_at=at + every if every else None,
    )
    for name, value in clock_columns(clock, basis()).items():
        setattr(clock, name, value)
    return clock


def period_end(kind: str, at: dt.datetime) -> dt.datetime | None:
    """Say when a petition of a kind that came at a moment is due; None: it has no period."""
    return new_clock(case_id=0, kind=kind, at=at).due_at


def notice_every() -> dt.timedelta | None:
    """Give the time between two notices of progress, if the district wants them."""
    return district.part(Legal).progress_notice


def clock_columns(
    clock: LegalClock,
    by: Basis,
    pauses: Sequence[Pause] = (),
    added: Iterable[str] = (),
) -> dict[str, Any]:
    """Count when a clock is due; ``added`` are the rules of its extensions.

    An outage that ended before the clock began does not concern it.
    """
    if not clock.rule:
        return {"due_at": None, "remind_at": None}
    rules = [parse_rule(rule) for rule in (clock.rule, *added)]
    due_at = end(rules, clock.counted_from, by.office, [*pauses, *by.outages])
    return {"due_at": due_at, "remind_at": first_reminder(clock, due_at, by.office)}


def first_reminder(
    clock: LegalClock, due_at: dt.datetime | None, office: Calendar
) -> dt.datetime | None:
    """Say when the head is reminded first: a day of work before, if there is as much."""
    if due_at is None:
        return None
    before = office.day_before(due_at)
    return before if before and before > clock.started_at else due_at


def pauses_of(clock: LegalClock) -> list[Pause]:
    """Read a clock's own pauses."""
    return [Pause(pause.start_at, pause.end_at) for pause in clock.pauses.all()]


def added_to(clock: LegalClock) -> list[str]:
    """Read the rules that were added to a clock, in order."""
    extensions = sorted(clock.extensions.all(), key=lambda each: (each.decided_at, each.id))
    return [extension.rule for extension in extensions]


def step_of(clock: LegalClock, pauses: Iterable[Pause], by: Basis) -> ClockEvent:
    """Say what happens to a clock when it is counted anew: stopped, going on, or only moved."""
    stands = any(pause.end is None for pause in (*pauses, *by.outages))
    if stands == (clock.state == ClockState.PAUSED):
        return ClockEvent.RECOUNT
    return ClockEvent.PAUSE if stands else ClockEvent.RESUME
