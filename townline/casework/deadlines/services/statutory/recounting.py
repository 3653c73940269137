"""All open clocks counted anew, when the calendar or an outage has changed what they rest on."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases.api import OPEN, Remark, subject
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import LegalClock
from townline.casework.deadlines.rules.statutory import ClockEvent
from townline.casework.deadlines.services.statutory.counting import (
    Basis,
    added_to,
    basis_of,
    clock_columns,
    new_clock,
    pauses_of,
    step_of,
)
from townline.casework.deadlines.services.statutory.writing import CLOCKS
from townline.casework.deadlines.settings import Legal
from townline.platform.core import district
from townline.platform.core.history import audit, marks
from townline.platform.core.history.machine import Move

BATCH = 1000
_MARK = "calendar"
# Others may have counted by the calendar that they still remembered.
_SETTLED_AFTER = dt.timedelta(seconds=2 * district.CACHE_SECONDS)


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose legal period now ends at another moment; None: it stands still."""

    code: str
    before: dt.datetime | None
    after: dt.datetime | None


@transaction.atomic
def legal_recount(
    *,
    now: dt.datetime,
    actor: audit.Actor = audit.SYSTEM,
    reason: str = "",
    by: Basis | None = None,
    dry: bool = False,
) -> list[Moved]:
    """Count every open clock anew; give those that moved. ``dry``: only say it.

    Three queries a batch, and two more to write where something moved.
    """
    by = by or basis_of(district.office_read())
    moved: list[Moved] = []
    for batch in _batches():
        found = [(clock, _change(clock, by)) for clock in batch]
        changed = [(clock, change) for clock, change in found if change is not None]
        moved += [
            Moved(clock.case.code or "", clock.due_at, change.changes["due_at"])
            for clock, change in changed
        ]
        if not dry:
            _write(changed, actor=actor, now=now, reason=reason)
    if not dry:
        marks.mark_put(_MARK, at=now, hash=_hash(by), settled=False)
    return moved


def _batches() -> Iterator[list[LegalClock]]:
    last = 0
    while True:
        clocks = LegalClock.objects.select_for_update(of=("self",)).filter(
            ended_at=None, id__gt=last
        )
        batch = list(
            clocks.exclude(rule="")
            .select_related("case")
            .prefetch_related("pauses", "extensions")
            .order_by("id")[:BATCH]
        )
        if not batch:
            return
        yield batch
        last = batch[-1].id


def _change(clock: LegalClock, by: Basis) -> Move[LegalClock] | None:
    own = pauses_of(clock)
    columns = clock_columns(clock, by, own, added_to(clock))
    event = step_of(clock, own, by)
    if event is ClockEvent.RECOUNT and columns["due_at"] == clock.due_at:
        return None
    return Move(row=clock, event=event, changes=columns)


def _write(
    changed: Sequence[tuple[LegalClock, Move[LegalClock]]],
    *,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str,
) -> None:
    lines = [
        audit.AuditEntry(
            subject=subject(clock.case_id),
            event=Remark.LEGAL_MOVED,
            actor=actor,
            at=now,
            reason=reason,
            data={"from": _iso(clock.due_at), "to": _iso(change.changes["due_at"])},
        )
        for clock, change in changed
    ]
    CLOCKS.move_all([change for _, change in changed], actor=actor, now=now)
    audit.record_many(lines)


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def _hash(by: Basis) -> str:
    known = by.office
    basis_parts = (
        str(known.zone),
        sorted(known.weekdays),
        known.spans,
        sorted(known.holidays),
        sorted((p.start, p.end or dt.datetime.max.replace(tzinfo=dt.UTC)) for p in by.outages),
    )
    return hashlib.sha256(repr(basis_parts).encode()).hexdigest()


def legal_recount_run(*, now: dt.datetime) -> list[Moved]:
    """Count anew if the calendar is not the one that was counted by; give what moved.

    A minute later once more: what opened meanwhile may rest on the calendar before.
    """
    mark = marks.mark_get(_MARK)
    by = basis_of(district.office_read())
    if mark is None or mark.data.get("hash") != _hash(by):
        return legal_recount(now=now, by=by)
    if mark.data.get("settled") or now - mark.at < _SETTLED_AFTER:
        return []
    moved = legal_recount(now=now, by=by)
    marks.mark_put(_MARK, at=now, hash=_hash(by), settled=True)
    return moved


@transaction.atomic
def legal_begin_run(*, limit: int = 1000) -> int:
    """Begin the clocks of open cases that have none: those from before there were any."""
    usual = district.part(Legal).default_kind
    without = (
        Case.objects.select_for_update(skip_locked=True)
        .filter(state__in=sorted(OPEN), code__isnull=False)
        .exclude(id__in=LegalClock.objects.filter(ended_at=None).values("case"))
        .order_by("id")[:limit]
    )
    clocks = [new_clock(case_id=case.id, kind=usual, at=case.first_text_at) for case in without]
    LegalClock.objects.bulk_create(clocks)
    return len(clocks)
