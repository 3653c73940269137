"""Compares a table of periods, row by row, with what we count."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from townline.casework.deadlines.evaluation.table import Bad, Case
from townline.platform.core.calendars import Calendar, ClockError, Due, Unit, due

# What a period was counted from: for the reader who counted otherwise.

_SHOWN = 40
_DAY = timedelta(days=1)


def why(case: Case, found: Due, office: Calendar) -> str:
    """Tell rule and beginning, the days left out, the pauses, and what became of extensions."""
    parts = [f"{case.rule} from {_moment(case.received_at, office)}"]
    if case.rule.unit is Unit.WALL:
        parts.append("plain time, never stopped")
    else:
        parts += _days_off(case, found.at, office)
        parts += [f"pause {_pause(p.start, p.end, office)}" for p in sorted(case.pauses)]
    ordered = sorted(case.extensions, key=lambda each: each.at)
    for extension, refusal in zip(ordered, found.refusals, strict=True):
        parts.append(f"+{extension.rule} {f'not counted: {refusal}' if refusal else 'counted'}")
    return "; ".join(parts)


def _moment(at: datetime, office: Calendar) -> str:
    return f"{at.astimezone(office.zone):%Y-%m-%d %a %H:%M}"


def _pause(start: datetime, end: datetime | None, office: Calendar) -> str:
    return f"{_moment(start, office)} to {_moment(end, office) if end else 'now'}"


def _days_off(case: Case, until: datetime | None, office: Calendar) -> Iterator[str]:
    if until is None:
        yield "stands still in a pause that goes on"
        return
    days = list(_off(case.received_at.astimezone(office.zone).date(), until.date(), office))
    if days:
        more = f" and {len(days) - _SHOWN} more" if len(days) > _SHOWN else ""
        yield f"days off {', '.join(days[:_SHOWN])}{more}"


def _off(day: date, until: date, office: Calendar) -> Iterator[str]:
    """Name days off; those with a name of their own (no weekend) carry a star."""
    while day <= until:
        if not office.days.works(day.toordinal()):
            yield f"{day:%m-%d}{'*' if day in office.holidays else ''}"
        day += _DAY


type WriteLine = Callable[[str], None]


@dataclass
class EvaluationCounts:
    """How many rows agree, differ, and could not be read; ``beyond``: years without holidays."""

    agree: int = 0
    differ: int = 0
    bad: int = 0
    beyond: set[int] = field(default_factory=set)

    @property
    def rows(self) -> int:
        return self.agree + self.differ + self.bad


def evaluate(
    cases: Iterable[Case | Bad], office: Calendar, *, write_line: WriteLine, complain: WriteLine
) -> EvaluationCounts:
    """Say each row that differs, complain of each that cannot be used, and count them all."""
    outcome = EvaluationCounts()
    for case in cases:
        try:
            _one(case, office, outcome, write_line)
        except ClockError as error:
            outcome.bad += 1
            complain(f"line {case.line}: {error}")
    return outcome


def _one(
    case: Case | Bad, office: Calendar, outcome: EvaluationCounts, write_line: WriteLine
) -> None:
    if isinstance(case, Bad):
        raise ClockError(case.words)
    try:
        found = due(case.rule, case.received_at, office, case.pauses, case.extensions)
    except ClockError as error:
        raise ClockError(f"{case.id}: {error}") from error
    outcome.beyond.update(_beyond(case.received_at, found.at, office))
    if found.at == case.expected:
        outcome.agree += 1
        return
    outcome.differ += 1
    difference = (
        f"expected {_format_moment(case.expected, office)}, ours {_format_moment(found.at, office)}"
    )
    write_line(f"line {case.line}: {case.id}: {difference}: {why(case, found, office)}")


def _format_moment(at: datetime | None, office: Calendar) -> str:
    return at.astimezone(office.zone).isoformat() if at else "none"


def _beyond(start: datetime, end: datetime | None, office: Calendar) -> Iterator[int]:
    first, last = office.known or (1, 0)
    for year in {start.astimezone(office.zone).year, (end or start).year}:
        if not first <= year <= last:
            yield year
