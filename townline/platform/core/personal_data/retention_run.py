"""The nightly letting go (``townline retention``): what went is told in one line and recorded."""

import datetime as dt
import logging

from django.db.models import QuerySet

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import Transition
from townline.platform.core.personal_data.retention import rules, sweep_all
from townline.platform.core.settings import RetentionSettings

log = logging.getLogger(__name__)
AT = dt.time(3, 30)  # in the district's time
SUBJECT, EVENT = "district", "district:retention:run"


def look(now: dt.datetime) -> dict[str, int]:
    """Count by kind what a run would let go of now."""
    periods = district.part(RetentionSettings).retention
    moments = [(rule, rule.before(periods, now)) for rule in rules()]
    return {rule.kind: rule.count(before) for rule, before in moments if before}


def run(now: dt.datetime) -> dict[str, int]:
    """Let go of what is old enough; give the numbers by kind. Stopped half-way, it goes on."""
    periods, done = district.part(RetentionSettings).retention, {}
    for rule in rules():
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
