"""Who looked at a person's number or data, gave it out, erased it, or kept its sender away.

All of it stands in the one history; an index of these events alone makes it quick to read.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from townline.platform.core.models import ACCESS_EVENTS, Transition

# What the same deeds write about a case; the lines themselves are those about a resident.
RELATED_EVENTS = ("case:number:reveal", "case:sender:block", "case:sender:unblock")
REVEAL, LOOKUP = "resident:number:reveal", "resident:number:look_up"
SEARCH = "search:number:look_up"  # of a number that no resident has
# A file of rows was taken out; before there was one way to do so, two lists had names of their own.
EXPORTS = ("export:file:download", "case:list:export", "privacy:log:export")
SEEN = (REVEAL, LOOKUP, SEARCH)  # what makes a number known to somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessFilters:
    """``subjects``: of these residents only (``resident:7``); ``since`` in, ``until`` out."""

    event: str = ""
    staff: int | None = None
    subjects: tuple[str, ...] | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def access_entries(filters: AccessFilters) -> QuerySet[Transition]:
    """Give the lines, newest first."""
    main_events = [event for event in ACCESS_EVENTS if event not in RELATED_EVENTS]
    events = _acts(filters.event, main_events) if filters.event else main_events
    wanted = Q(event__in=events)
    if filters.staff is not None:
        wanted &= Q(actor=f"staff:{filters.staff}")
    if filters.subjects is not None:
        wanted &= Q(subject__in=filters.subjects)
    if filters.since is not None:
        wanted &= Q(at__gte=filters.since)
    if filters.until is not None:
        wanted &= Q(at__lt=filters.until)
    # Said in full, as the index has it: then it is used for any part of these events.
    rows = Transition.objects.filter(wanted).filter(event__in=ACCESS_EVENTS)
    return rows.order_by("-at", "-id")


def _acts(event: str, main_events: list[str]) -> list[str]:
    """Give an act of these by all its names (whoever was looked up may be nobody), if it is one."""
    for names in ([LOOKUP, SEARCH], [*EXPORTS]):
        if event in names:
            return names
    return [one for one in main_events if one == event]


def related_subjects(lines: Iterable[Transition]) -> dict[tuple[str, dt.datetime], str]:
    """Find what the same deeds wrote about cases: (actor, moment) to subject; one query."""
    found = list(lines)
    if not found:
        return {}
    moments = {line.at for line in found}
    rows = Transition.objects.filter(
        event__in=RELATED_EVENTS, at__in=moments, at__gte=min(moments), at__lte=max(moments)
    ).filter(event__in=ACCESS_EVENTS)
    return {(row.actor, row.at): row.subject for row in rows}
