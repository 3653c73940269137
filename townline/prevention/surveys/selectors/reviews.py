"""Second reviews that wait, and how far each surveyor and the second look agree."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q

from townline.prevention.surveys.models import SecondReview
from townline.prevention.surveys.rules.agreement import Agreement, agreement
from townline.prevention.surveys.selectors.rules import rules_of

_RECENT = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Agrees:
    """One surveyor's grades against second looks: all, and those of the last two weeks."""

    name: str
    all: Agreement
    recent: Agreement

    @property
    def same_percent(self) -> str:
        return "-" if self.all.same is None else f"{round(100 * self.all.same)}%"

    @property
    def drift(self) -> float | None:
        """Give how much more, in grades, the second looks differ lately than in all."""
        if self.recent.shift is None or self.all.shift is None:
            return None
        return self.recent.shift - self.all.shift


def reviews_waiting(kind: str) -> list[SecondReview]:
    """Give what is to be done or decided, what differs first; one query."""
    rows = SecondReview.objects.filter(first__home__kind=kind)
    rows = rows.filter(Q(done_at=None) | Q(stands=""))
    rows = rows.select_related("first__home", "first__surveyor", "surveyor")
    return list(rows.order_by(F("done_at").desc(nulls_last=True), "drawn_at", "id")[:200])


def agreements(kind: str, *, now: dt.datetime) -> list[Agrees]:
    """Compare each surveyor's grades with second looks; two queries."""
    order = rules_of(kind).order
    done = SecondReview.objects.filter(first__home__kind=kind, done_at__isnull=False)
    pairs: dict[str, list[tuple[dt.datetime, int, int]]] = defaultdict(list)
    columns = ("first__surveyor__name", "first__at", "first__grade", "grade")
    for name, at, first, second in done.values_list(*columns).order_by("first__at"):
        if first in order and second in order:
            pairs[name or ""].append((at, order[first], order[second]))
    return [_agrees(name, own, len(order), now) for name, own in sorted(pairs.items())]


def _agrees(
    name: str, own: list[tuple[dt.datetime, int, int]], grades: int, now: dt.datetime
) -> Agrees:
    every = [(first, second) for _, first, second in own]
    lately = [(first, second) for at, first, second in own if now - at <= _RECENT]
    return Agrees(name, agreement(every, grades), agreement(lately, grades))
