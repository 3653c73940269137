"""What is due for erasure by age, and what was erased: each night, and on somebody's wish."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.data_protection.records import reading, words
from townline.platform.core import district
from townline.platform.core.history.access_log import AccessFilters
from townline.platform.core.models import Transition
from townline.platform.core.personal_data import retention
from townline.platform.core.personal_data.persons import EVENT
from townline.platform.core.personal_data.retention import RULES
from townline.platform.core.settings import RetentionSettings

_RUNS, _PERSONS = 14, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A kind of data: how long it is kept (None: for ever), and how many rows are older."""

    kind: str
    kept: dt.timedelta | None
    count: int


def due(now: dt.datetime) -> list[Due]:
    """Count what a run would let go of now, by kind, in the order in which it would."""
    counts = retention.look(now)
    settings = district.part(RetentionSettings).retention
    return [
        Due(
            kind=words.kind(rule.kind),
            kept=rule.kept(settings),
            count=counts.get(rule.kind, 0),
        )
        for rule in RULES.value
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One night: how many rows of which kinds went."""

    at: dt.datetime
    went: list[tuple[str, int]]


def runs(limit: int = _RUNS) -> list[Run]:
    """List the last nights, the latest first."""
    rows = Transition.objects.filter(subject=retention.SUBJECT, event=retention.EVENT)
    return [
        Run(at=row.at, went=[(words.kind(kind), n) for kind, n in row.data.items() if n])
        for row in rows.order_by("-at", "-id")[:limit]
    ]


def last_run() -> Run | None:
    """Give the last night, None before the first."""
    return next(iter(runs(1)), None)


def next_run(now: dt.datetime) -> dt.datetime:
    """Give when the next run begins."""
    zone = district.current().zone
    local = now.astimezone(zone)
    at = dt.datetime.combine(local.date(), retention.AT, zone)
    return at if at > local else at + dt.timedelta(days=1)


def persons() -> list[reading.AccessLine]:
    """List whose data was erased on a wish, the latest first."""
    return reading.lines(AccessFilters(event=EVENT), limit=_PERSONS)
