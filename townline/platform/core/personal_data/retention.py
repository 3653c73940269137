"""How long each kind of data is kept, and letting go of what is older.

A rule names the kind as ``retention`` of district.json does. Rooms give theirs by
``retention_rules`` of their api; ``config/wiring.py`` lists them.
"""

import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.platform.core import clock, district
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.core.ports import Port
from townline.platform.core.settings import RetentionSettings

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


# In the order in which they are gone through.
RULES: Port[Sequence[Rule]] = Port("how long rooms keep what")


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


# The nightly letting go (``townline retention``): what went is told in one line and recorded.

log = logging.getLogger(__name__)
AT = dt.time(3, 30)  # in the district's time
SUBJECT, EVENT = "district", "district:retention:run"


def look(now: dt.datetime) -> dict[str, int]:
    """Count by kind what a run would let go of now."""
    periods = district.part(RetentionSettings).retention
    moments = [(rule, rule.before(periods, now)) for rule in RULES.value]
    return {rule.kind: rule.count(before) for rule, before in moments if before}


def run(now: dt.datetime) -> dict[str, int]:
    """Let go of what is old enough; give the numbers by kind. Stopped half-way, it goes on."""
    periods, done = district.part(RetentionSettings).retention, {}
    for rule in RULES.value:
        if before := rule.before(periods, now):
            done[rule.kind] = sweep_all(rule, before)
    audit.record(
        audit.AuditEntry(subject=SUBJECT, event=EVENT, actor=audit.SYSTEM, at=now, data=done)
    )
    log.info("retention: %s", summarize_counts(done))
    return done


def summarize_counts(counts: dict[str, int]) -> str:
    """Say what went, or would go, in a few words."""
    some = [f"{count} {kind}" for kind, count in counts.items() if count]
    return ", ".join(some) or "nothing is old enough"


def next_run(now: dt.datetime) -> dt.datetime:
    """Give the coming night's moment, in the district's time."""
    zone = district.current().zone
    today = dt.datetime.combine(now.astimezone(zone).date(), AT, zone)
    return today if today > now else today + dt.timedelta(days=1)


def is_due(now: dt.datetime) -> bool:
    """Say whether the night's run is still to be done: also in the morning after a pause."""
    zone = district.current().zone
    local = now.astimezone(zone)
    last = dt.datetime.combine(local.date(), AT, zone)
    if last > local:
        last = dt.datetime.combine(local.date() - dt.timedelta(days=1), AT, zone)
    return not _runs().filter(at__gte=last).exists()


def last_run() -> dt.datetime | None:
    """Give the moment of the last run."""
    return _runs().order_by("-at").values_list("at", flat=True).first()


def _runs() -> QuerySet[Transition]:
    return Transition.objects.filter(subject=SUBJECT, event=EVENT)
