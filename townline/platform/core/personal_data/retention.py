"""How long each kind of data is kept, and letting go of what is older.

A rule names the kind as ``retention`` of district.json does. Rooms give theirs by
``retention_rules`` of their api; ``config/wiring.py`` lists them.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.platform.core import clock

BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of data.

    ``default`` is an ISO 8601 duration; in a district null stands for "for ever". ``count``
    tells how many are older than a moment; ``sweep`` lets go of at most ``limit`` of them, in a
    transaction of its own, and tells of how many.
    """

    kind: str
    default: str
    count: Callable[[dt.datetime], int]
    sweep: Callable[[dt.datetime, int], int]

    def kept(self, periods: Mapping[str, dt.timedelta | None]) -> dt.timedelta | None:
        """Give how long data of this kind is kept; None: for ever."""
        return periods.get(self.kind, clock.parse_duration(self.default))

    def before(
        self, periods: Mapping[str, dt.timedelta | None], now: dt.datetime
    ) -> dt.datetime | None:
        """Give the moment before which data of this kind goes; None: never."""
        period = self.kept(periods)
        return None if period is None else now - period


_rules: list[Rule] = []


def fill(rules: Sequence[Rule]) -> None:
    """Say which rules there are, in the order in which they are gone through."""
    _rules[:] = rules


def rules() -> Sequence[Rule]:
    """Give the rules in the order of the wiring."""
    return tuple(_rules)


def by_age(kind: str, default: str, rows: Callable[[dt.datetime], QuerySet[Any]]) -> Rule:
    """Make the rule of a kind whose rows that are older than a moment simply go."""

    def sweep(before: dt.datetime, limit: int) -> int:
        ids = list(rows(before).order_by("pk").values_list("pk", flat=True)[:limit])
        model = rows(before).model
        deleted, _ = model._default_manager.filter(pk__in=ids).delete()
        return int(deleted)

    return Rule(kind=kind, default=default, count=lambda before: rows(before).count(), sweep=sweep)


def sweep_all(rule: Rule, before: dt.datetime) -> int:
    """Let go of everything older, batch by batch; can be stopped between two and begun again."""
    done = 0
    while swept := rule.sweep(before, BATCH):
        done += swept
    return done
