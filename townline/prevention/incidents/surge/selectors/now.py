"""What is usual now, what came, and which surge is open."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.ports import TextLoad
from townline.casework.classification import api as classification
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.models import Holiday
from townline.prevention.incidents.surge.models import SurgeMode
from townline.prevention.incidents.surge.rules.states import OPEN, SurgeState
from townline.prevention.incidents.surge.rules.usual import DAYS, Past, TextKind, Usual, usual

_YEAR_AGO = dt.timedelta(days=364)
_SEASON = dt.timedelta(days=29)
_DAY = dt.timedelta(days=1)


def surge_open() -> SurgeMode | None:
    """Give the surge that is proposed or on; one query."""
    return SurgeMode.objects.filter(state__in=sorted(OPEN)).first()


def surge_past(limit: int = 20) -> list[SurgeMode]:
    """Give those that are over, the latest first."""
    return list(SurgeMode.objects.exclude(state__in=sorted(OPEN)).order_by("-begun_at")[:limit])


def surges_begun(since: dt.datetime, until: dt.datetime) -> list[SurgeMode]:
    """Give the surges that a person started in ``[since, until)``; one query."""
    rows = SurgeMode.objects.filter(started_at__gte=since, started_at__lt=until)
    return list(rows.order_by("started_at"))


def load_at(at: dt.datetime) -> TextLoad | None:
    """Say how cases are received while surge mode is on; then one query.

    Whether it is on is kept as the district's settings are, for half a minute at most.
    """
    found: SurgeMode | None = district.derive(_on)
    if found is None or at < found.begun_at:
        return None
    count = len(conversations.arrivals(found.begun_at, at + dt.timedelta(microseconds=1)))
    return TextLoad(
        about=(found.about_ko, found.about_en or found.about_ko),
        count=max(count, 1),
        promise=found.promise,
    )


def _on(_: district.Settings) -> SurgeMode | None:
    return SurgeMode.objects.filter(state=SurgeState.ON).first()


def past_of(now: dt.datetime) -> Past:
    """Read what came on the days before today, and around today a year ago; four queries."""
    zone = district.current().zone
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    past = Past(frozenset(Holiday.objects.values_list("date", flat=True)), until=today.date())
    read = classification.text_kinds(today - DAYS * _DAY, today)
    past.add_kinds(TextKind(service, dong) for _, service, dong in read)
    ago = today - _YEAR_AGO
    for since, until in ((today - DAYS * _DAY, today), (ago - _SEASON, ago + _SEASON)):
        past.add(at.astimezone(zone) for at in conversations.arrivals(since, until))
    return past


def usual_between(since: dt.datetime, until: dt.datetime) -> float | None:
    """Expect so many texts from ``since`` until ``until``, as on the day of ``until``."""
    zone = district.current().zone
    day = usual(past_of(until), until.astimezone(zone).date())
    return day.minutes(until.astimezone(zone), until - since) if day else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """``texts`` in the hour from ``begins``; ``usual`` None where it is not known."""

    begins: dt.datetime
    texts: int
    usual: float | None


def hours(now: dt.datetime, count: int = 24) -> list[Hour]:
    """Give the last hours, the one that runs last, beside what is usual."""
    zone = district.current().zone
    full = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    begins = [full - dt.timedelta(hours=back) for back in range(count - 1, -1, -1)]
    past = past_of(now)
    days = {at.date(): usual(past, at.date()) for at in begins}
    arrivals = [at.astimezone(zone) for at in conversations.arrivals(begins[0], now)]
    return [
        Hour(
            begins=at,
            texts=sum(at <= one < at + dt.timedelta(hours=1) for one in arrivals),
            usual=_of(days[at.date()], at),
        )
        for at in begins
    ]


def _of(day: Usual | None, at: dt.datetime) -> float | None:
    return day.hours[at.hour] if day else None
