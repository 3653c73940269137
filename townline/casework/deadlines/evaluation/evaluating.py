"""Compares a table of periods, row by row, with what we count."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from townline.casework.deadlines.evaluation.table import Bad, Case
from townline.casework.deadlines.evaluation.why import why
from townline.platform.core.calendars import Calendar, ClockError, due

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
