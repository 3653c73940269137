"""How far each surveyor and second looks agree, week by week, and whether that changes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from townline.platform.core import district
from townline.prevention.surveys.api import SecondReview, rules_of
from townline.prevention.surveys.pages.rules.agreement import Agreement, Drift, agreement, drift

WEEKS = 8
_RECENT = 2  # weeks, beside all before them
_WEEK = dt.timedelta(weeks=1)
type _Pair = tuple[dt.date, int, int]


@dataclass(frozen=True, slots=True)
class Agrees:
    """One surveyor's grades against second looks: all, by week (its Monday), and the change.

    ``drift``: the last two weeks against all before; None where either has too few.
    """

    name: str
    all: Agreement
    weeks: Sequence[tuple[dt.date, Agreement]]
    drift: Drift | None

    @property
    def same_percent(self) -> str:
        return "-" if self.all.same is None else f"{round(100 * self.all.same)}%"


def agreements(kind: str, *, now: dt.datetime) -> list[Agrees]:
    """Compare each surveyor's grades with second looks; two queries."""
    order, zone = rules_of(kind).order, district.current().zone
    done = SecondReview.objects.filter(first__home__kind=kind, done_at__isnull=False)
    pairs: dict[str, list[_Pair]] = defaultdict(list)
    columns = ("first__surveyor__name", "first__at", "first__grade", "grade")
    for name, at, first, second in done.values_list(*columns).order_by("first__at"):
        if first in order and second in order:
            day = at.astimezone(zone).date()
            pairs[name or ""].append((day, order[first], order[second]))
    today = now.astimezone(zone).date()
    return [_agrees(name, own, len(order), today) for name, own in sorted(pairs.items())]


def _agrees(name: str, own: list[_Pair], grades: int, today: dt.date) -> Agrees:
    this = today - dt.timedelta(days=today.weekday())
    weeks = [this - n * _WEEK for n in reversed(range(WEEKS))]
    lately = weeks[-_RECENT]
    return Agrees(
        name,
        agreement(_grade_pairs(own), grades),
        [(week, agreement(_grade_pairs(_in(own, week)), grades)) for week in weeks],
        drift(
            _grade_pairs([each for each in own if each[0] < lately]),
            _grade_pairs([each for each in own if each[0] >= lately]),
        ),
    )


def _in(own: Sequence[_Pair], week: dt.date) -> list[_Pair]:
    return [each for each in own if week <= each[0] < week + _WEEK]


def _grade_pairs(own: Sequence[_Pair]) -> list[tuple[int, int]]:
    return [(first, second) for _, first, second in own]
