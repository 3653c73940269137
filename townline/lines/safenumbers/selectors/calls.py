"""Calls as lists and exports see them: masked, and never who was reached."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from townline.lines.safenumbers.models import Call
from townline.lines.safenumbers.rules.limits import DAY, AskingLimits
from townline.lines.safenumbers.rules.ringing import CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class CallView:
    """One call. ``seconds``: from its first ring to its end; ``talked``: of them with the owner.

    ``caller``: masked, "" where withheld or let go of.
    """

    id: UUID
    number: str
    caller: str
    state: CallState
    outcome: str
    begun_at: dt.datetime
    ended_at: dt.datetime | None
    seconds: int | None
    talked: int


def calls_live() -> int:
    """Count the calls that go on now."""
    return Call.objects.filter(state=CallState.LIVE).count()


def calls_list(
    *,
    since: dt.datetime | None = None,
    lease_id: UUID | None = None,
    live: bool = False,
    limit: int = 1000,
) -> list[CallView]:
    """Give calls, the latest first; ``live``: only those that go on now."""
    rows = _filter_calls(since, lease_id)
    return [_view(row) for row in (rows.filter(state=CallState.LIVE) if live else rows)[:limit]]


def calls_each(*, since: dt.datetime | None = None) -> Iterator[CallView]:
    """Give all calls since a moment, the latest first, for an export; reads in pieces."""
    for row in _filter_calls(since, None).iterator(chunk_size=1000):
        yield _view(row)


def _filter_calls(since: dt.datetime | None, lease_id: UUID | None) -> QuerySet[Call]:
    wanted = Q()
    if since is not None:
        wanted &= Q(begun_at__gte=since)
    if lease_id is not None:
        wanted &= Q(lease=lease_id)
    return Call.objects.filter(wanted).defer("caller", "dialogs").order_by("-begun_at", "id")


def _view(row: Call) -> CallView:
    ended = row.ended_at
    talked = (ended - row.talked_at).total_seconds() if ended and row.talked_at else 0
    return CallView(
        id=row.id,
        number=row.number,
        caller=row.caller_masked,
        state=CallState(row.state),
        outcome=row.outcome,
        begun_at=row.begun_at,
        ended_at=ended,
        seconds=int((ended - row.begun_at).total_seconds()) if ended else None,
        talked=int(talked),
    )


# Callers who walk through the pool: how many numbers each reached within a day.


@dataclass(frozen=True, slots=True, kw_only=True)
class Wardialling:
    """Callers of the last day who dialled many numbers: how many, and how many numbers most."""

    callers: int
    most: int


def wardialling(limits: AskingLimits, now: dt.datetime) -> Wardialling:
    """Count who was slowed or refused within the last day; nobody is named."""
    recent = Call.objects.filter(begun_at__gt=now - DAY).exclude(caller_lookup=b"")
    counted = (
        recent.exclude(number="")
        .values("caller_lookup")
        .annotate(reached=Count("number", distinct=True))
        .filter(reached__gte=limits.slow_after)
        .values_list("reached", flat=True)
    )
    many = list(counted)
    return Wardialling(callers=len(many), most=max(many, default=0))
