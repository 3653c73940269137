"""From facts to the rows of one day: pure, so that sums can be checked against the facts."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from enum import StrEnum

from townline.prevention.policy.insights.rules.hours import BUCKETS, bucket

HOURS, WEEKDAYS = 24, 7
PROMISED = {"kept": "promised_kept", "moved": "promised_moved", "missed": "promised_missed"}
LEGAL = {"kept": "legal_kept", "missed": "legal_missed"}
COUNTS = (
    "came", "kept", "late", "answered", "reopened", "promised_kept", "promised_moved",
    "promised_missed", "legal_kept", "legal_missed", "rated", "stars",
)  # fmt: skip
ARRAYS = {"first": BUCKETS, "answer": BUCKETS, "hours": HOURS, "weekdays": WEEKDAYS}


@dataclass(frozen=True, slots=True)
class Happening:
    """A case as it is counted. Hours from its first text; ``due``: the promise has passed."""

    day: dt.date
    hour: int
    department: str
    service: str
    dong: str
    first: float | None
    answer: float | None
    reopened: bool
    due: bool
    declined: bool = False
    language: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was to be kept, or a rating; ``kind``: promised, legal or rating."""

    kind: str
    day: dt.date
    department: str
    service: str
    value: str


@dataclass(slots=True)
class CaseTally:
    """Counts of cases that came together; what they mean stands in the room's README."""

    came: int = 0
    kept: int = 0
    late: int = 0
    answered: int = 0
    reopened: int = 0
    promised_kept: int = 0
    promised_moved: int = 0
    promised_missed: int = 0
    legal_kept: int = 0
    legal_missed: int = 0
    rated: int = 0
    stars: int = 0
    first: list[int] = field(default_factory=lambda: [0] * BUCKETS)
    answer: list[int] = field(default_factory=lambda: [0] * BUCKETS)
    hours: list[int] = field(default_factory=lambda: [0] * HOURS)
    weekdays: list[int] = field(default_factory=lambda: [0] * WEEKDAYS)

    def add(self, other: "CaseTally") -> None:
        """Add another's counts to these."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ARRAYS:
            pairs = zip(getattr(self, name), getattr(other, name), strict=True)
            setattr(self, name, [mine + theirs for mine, theirs in pairs])

    def take(self, case: Happening, promise: float) -> None:
        """Count one case; ``promise`` in hours."""
        self.came += 1
        self.reopened += case.reopened
        self.hours[case.hour] += 1
        self.weekdays[case.day.weekday()] += 1
        in_time, late = promise_outcome(case, promise)
        self.kept += in_time
        self.late += late
        if case.first is not None:
            self.first[bucket(case.first)] += 1
        if case.answer is not None:
            self.answered += 1
            self.answer[bucket(case.answer)] += 1


def promise_outcome(case: Happening, promise: float) -> tuple[bool, bool]:
    """Say whether the promise was kept, and whether it was missed; neither: it still runs."""
    met = case.first is not None and case.first <= promise
    return met, not met and (case.first is not None or case.due)


@dataclass(slots=True)
class GroupCounts:
    """Counts of cases that share a dong, a language or a channel."""

    came: int = 0
    kept: int = 0
    late: int = 0
    answered: int = 0
    declined: int = 0
    reopened: int = 0

    def add(self, other: "GroupCounts") -> None:
        """Add another's counts to these."""
        for name in GROUP_COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


GROUP_COUNTS = tuple(field.name for field in fields(GroupCounts))


def count_group(case: Happening, promise: float) -> GroupCounts:
    """Count one case among others of its kind; ``promise`` in hours."""
    met, late = promise_outcome(case, promise)
    answered = case.answer is not None
    return GroupCounts(1, met, late, answered, case.declined, answered and case.reopened)


class By(StrEnum):
    """What cases are grouped by, to see whether all are served alike."""

    DONG = "dong"
    LANGUAGE = "language"
    CHANNEL = "channel"


type Key = tuple[dt.date, str, str]


@dataclass(slots=True)
class Days:
    """Tallies by day, department and service; groups by what they share, day and department."""

    tallies: dict[Key, CaseTally] = field(default_factory=lambda: defaultdict(CaseTally))
    groups: dict[tuple[By, Key], GroupCounts] = field(
        default_factory=lambda: defaultdict(GroupCounts)
    )

    def take_cases(self, cases: Iterable[Happening], promise: float) -> None:
        for case in cases:
            self.tallies[case.day, case.department, case.service].take(case, promise)
            counts = count_group(case, promise)
            for by in By:
                self.groups[by, (case.day, case.department, getattr(case, by))].add(counts)

    def take_results(self, results: Iterable[Result]) -> None:
        for result in results:
            _result(self.tallies[result.day, result.department, result.service], result)


def _result(tally: CaseTally, result: Result) -> None:
    if result.kind == "rating":
        tally.rated += 1
        tally.stars += int(result.value)
        return
    names = PROMISED if result.kind == "promised" else LEGAL
    if result.value in names:
        name = names[result.value]
        setattr(tally, name, getattr(tally, name) + 1)
