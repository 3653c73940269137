"""The legal clock of a case as pages show it, and the calendar."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from townline.casework.deadlines.models import (
    CalendarChange,
    LegalClock,
    LegalExtension,
    LegalPause,
)
from townline.casework.deadlines.settings import Kinds, Period
from townline.platform.core import district
from townline.platform.core.database.prepared import prepare_query
from townline.platform.core.district_files.values import Names
from townline.platform.core.models import Holiday


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """One run of a legal period. ``period`` is the district's words of kind, rule and source.

    ``due_at`` None while it stands still, or without a period (``rule`` "").
    """

    state: str
    kind: str
    rule: str
    name: Names
    period: Period | None
    started_at: dt.datetime
    counted_from: dt.datetime
    due_at: dt.datetime | None
    ended_at: dt.datetime | None
    pauses: Sequence[LegalPause]
    extensions: Sequence[LegalExtension]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def count(self) -> int:
        """Give how much of its unit the period has: the most that can be added at once."""
        number = self.rule.rpartition(":")[2]
        return int(number) if number.isdigit() else 0

    @property
    def unit(self) -> str:
        return self.rule.partition(":")[0]


def legal_clock(*, case_id: int) -> ClockView | None:
    """Give the present or last clock of a case: one query, one more for each kind of change."""
    clock = next(iter(prepare_query("legal clock", _clock, case=case_id)), None)
    if clock is None:
        return None
    changed = vars(clock)  # as the query says
    pauses = clock.pauses.order_by("start_at") if changed["paused"] else ()
    extensions = clock.extensions.select_related("by") if changed["extended"] else ()
    known = district.part(Kinds).named(clock.kind)
    return ClockView(
        state=clock.state,
        kind=clock.kind,
        rule=clock.rule,
        name=known.name if known else Names(ko=clock.kind, en=clock.kind),
        period=known.petition_period if known else None,
        started_at=clock.started_at,
        counted_from=clock.counted_from,
        due_at=clock.due_at,
        ended_at=clock.ended_at,
        pauses=list(pauses),
        extensions=sorted(extensions, key=lambda one: (one.decided_at, one.id)),
    )


def _clock(*, case: int) -> QuerySet[LegalClock]:
    changed = {
        "paused": Exists(LegalPause.objects.filter(clock=OuterRef("pk"))),
        "extended": Exists(LegalExtension.objects.filter(clock=OuterRef("pk"))),
    }
    return LegalClock.objects.filter(case=case).annotate(**changed).order_by("-id")[:1]


def legal_due() -> Subquery:
    """Give each case's legal date, to be read along in the same query."""
    live = LegalClock.objects.filter(case=OuterRef("pk"), ended_at=None)
    return Subquery(live.values("due_at")[:1])


def legally_late(now: dt.datetime) -> Q:
    """Select the cases whose legal period has passed."""
    late = LegalClock.objects.filter(ended_at=None, due_at__lt=now)
    return Q(id__in=late.values("case"))


def days_off(*, year: int) -> list[Holiday]:
    """List the holidays of a year."""
    return list(Holiday.objects.filter(date__year=year).order_by("date"))


def calendar_years() -> list[int]:
    """List the years that have days off."""
    return [day.year for day in Holiday.objects.dates("date", "year")]


def calendar_changes(*, limit: int = 20) -> list[CalendarChange]:
    """List what was changed by hand, the newest first, without what moved."""
    return list(CalendarChange.objects.defer("moved").order_by("-id")[:limit])


def calendar_change_get(number: int) -> CalendarChange | None:
    """Give one change with what it moved."""
    return CalendarChange.objects.filter(id=number).first()


def outages(*, limit: int = 20) -> list[LegalPause]:
    """List the times in which nobody could work, the newest first."""
    return list(LegalPause.objects.filter(clock=None).order_by("-start_at")[:limit])


def legal_summary(case_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Tell the legal periods of cases for giving them out: three queries."""
    summaries: dict[int, list[dict[str, Any]]] = {}
    clocks = LegalClock.objects.filter(case__in=list(case_ids)).order_by("id")
    for clock in clocks.prefetch_related("pauses", "extensions"):
        summaries.setdefault(clock.case_id, []).append(
            {
                "kind": clock.kind,
                "rule": clock.rule,
                "started_at": _iso(clock.started_at),
                "due_at": _iso(clock.due_at),
                "ended_at": _iso(clock.ended_at),
                "pauses": [[_iso(p.start_at), _iso(p.end_at)] for p in clock.pauses.all()],
                "extensions": [
                    {"rule": each.rule, "at": _iso(each.decided_at), "reason": each.reason}
                    for each in clock.extensions.all()
                ],
            }
        )
    return summaries


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None
