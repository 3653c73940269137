"""Objects as their sources know them: taken in, brought up to date, gone and back; by hand."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.works.models import Measure, WorkObject
from townline.prevention.works.ports import Needy
from townline.prevention.works.rules import (
    CONSENTED,
    HOLDABLE,
    HeldFor,
    MeasureEvent,
    MeasureState,
    ObjectEvent,
    ObjectState,
    object_subject,
)
from townline.prevention.works.services.locking import measures_of, objects_lock
from townline.prevention.works.services.machines import OBJECTS
from townline.prevention.works.services.moving import measures_move, reason_of
from townline.prevention.works.services.proposing import (
    needs_propose,
    proposals_drop,
    proposals_revive,
)
from townline.prevention.works.services.settling import consents_settle

HAND = "hand"
_SAME = (
    "kind", "address", "dong", "latitude", "longitude", "grade", "severity", "risk", "people",
    "floods", "said",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a run did: objects added, changed and gone, measures proposed."""

    added: int = 0
    changed: int = 0
    gone: int = 0
    proposed: int = 0


@transaction.atomic
def objects_take(
    source: str, found: Iterable[Needy], *, actor: audit.Actor, now: dt.datetime
) -> ImportResult:
    """Take objects in as their source knows them now, and propose what they need.

    What is gone and was never here stays away. Measures of what is gone are held, of what is back
    go on. Doing it again changes nothing.
    """
    known = {each.reference: each for each in found}
    rows = _rows(source, known)
    fresh = [each for key, each in known.items() if key not in rows and each.needs]
    new = _add(source, fresh, actor, now)
    there = [(rows[key], each) for key, each in known.items() if key in rows]
    changed = _update(there, actor, now)
    gone = _go(source, there, actor, now)
    _come_back(there, actor, now)
    active = [row for row in (*new, *rows.values()) if row.state == ObjectState.ACTIVE]
    proposed = needs_propose(active, known, actor=actor, now=now)
    return ImportResult(len(new), changed, gone, proposed)


@transaction.atomic
def object_add(
    *, needy: Needy, source: str = HAND, actor: audit.Actor, now: dt.datetime
) -> WorkObject:
    """Put one object on the list by hand, or for a decision, and propose what it needs."""
    (row,) = _add(source, [needy], actor, now)
    needs_propose([row], {row.reference: needy}, actor=actor, now=now)
    return row


@transaction.atomic
def object_take_out(
    *, object_id: int, actor: audit.Actor, now: dt.datetime, reason: str
) -> WorkObject:
    """Take an object out; its measures are held. Raises WrongState, WorkReasonNeeded."""
    row = objects_lock([object_id])[object_id]
    why = reason_of(reason)
    OBJECTS.move(
        row, ObjectEvent.TAKE_OUT, actor=actor, now=now, reason=why, changes={"gone_for": why[:200]}
    )
    _hold([row], actor, now, why)
    return row


@transaction.atomic
def object_put_back(*, object_id: int, actor: audit.Actor, now: dt.datetime) -> WorkObject:
    """Put an object back; what was held for it goes on. Raises WrongState."""
    row = objects_lock([object_id])[object_id]
    _back([row], actor, now)
    return row


@transaction.atomic
def parties_set(
    *, object_id: int, roles: Sequence[str], actor: audit.Actor, now: dt.datetime
) -> WorkObject:
    """Say whose consent measures there need: nobody's tenant where the owner lives."""
    row = objects_lock([object_id])[object_id]
    OBJECTS.move(
        row, ObjectEvent.UPDATE, actor=actor, now=now,
        changes={"parties": list(roles)}, data={"parties": list(roles)},
    )  # fmt: skip
    consents_settle(measures_of([row]), actor=actor, now=now)
    return row


def _rows(source: str, known: Iterable[str]) -> dict[str, WorkObject]:
    ids = WorkObject.objects.filter(source=source, reference__in=list(known))
    return {row.reference: row for row in objects_lock(ids.values_list("id", flat=True)).values()}


def _add(
    source: str, found: Sequence[Needy], actor: audit.Actor, now: dt.datetime
) -> list[WorkObject]:
    rows = [
        WorkObject(
            source=source, reference=each.reference, parties=list(each.parties),
            needs=list(each.needs), added_at=now, updated_at=now, **_columns(each),
        )
        for each in found
        if not each.gone
    ]  # fmt: skip
    WorkObject.objects.bulk_create(rows, batch_size=1_000)
    audit.record_many(
        audit.AuditEntry(
            subject=object_subject(row.pk), event=ObjectEvent.ADD.tag, actor=actor, at=now,
            to_state=row.state, data={"source": source, "kind": row.kind},
        )
        for row in rows
    )  # fmt: skip
    return rows


def _columns(each: Needy) -> dict[str, object]:
    return {name: getattr(each, name) for name in _SAME}


def _update(there: Sequence[tuple[WorkObject, Needy]], actor: audit.Actor, now: dt.datetime) -> int:
    """Bring what changed up to date; what is gone keeps what it had."""
    moves = []
    for row, each in there:
        own = _columns(each) | {"needs": list(each.needs)}
        new = {name: value for name, value in own.items() if getattr(row, name) != value}
        if new and row.state == ObjectState.ACTIVE and not each.gone:
            data = {"grade": each.grade, "was": row.grade} if "grade" in new else {}
            moves.append(Move(row=row, event=ObjectEvent.UPDATE, changes=new, data=data))
    OBJECTS.move_all(moves, actor=actor, now=now)
    return len(moves)


def _go(
    source: str, there: Sequence[tuple[WorkObject, Needy]], actor: audit.Actor, now: dt.datetime
) -> int:
    gone = [(row, each) for row, each in there if each.gone and row.state == ObjectState.ACTIVE]
    into = _rows(source, [each.into for _, each in gone if each.into])
    moves = [
        Move(
            row=row,
            event=ObjectEvent.MERGE if each.gone == ObjectState.MERGED else ObjectEvent.TAKE_OUT,
            changes={"gone_for": each.gone_for[:200], "merged_into": into.get(each.into)},
            reason=each.gone_for,
        )
        for row, each in gone
    ]
    OBJECTS.move_all(moves, actor=actor, now=now)
    for row, each in gone:
        _hold([row], actor, now, each.gone_for)
    return len(gone)


def _hold(rows: Sequence[WorkObject], actor: audit.Actor, now: dt.datetime, why: str) -> None:
    held: dict[str, object] = {"held_for": HeldFor.OBJECT}
    found = measures_of(rows)
    undecided = [each for each in found if each.state == MeasureState.PROPOSED]
    proposals_drop(undecided, why, actor=actor, now=now)
    open_ones = [each for each in found if each.state in HOLDABLE]
    measures_move(
        open_ones, MeasureEvent.HOLD, actor=actor, now=now, reason=why, changes=lambda _: held
    )


def _come_back(
    there: Sequence[tuple[WorkObject, Needy]], actor: audit.Actor, now: dt.datetime
) -> None:
    """Put back what its source has again; what an officer took out here stays out."""
    back = [
        row for row, each in there if not each.gone and row.state != ObjectState.ACTIVE
        and not _by_hand(row)
    ]  # fmt: skip
    _back(back, actor, now)


def _by_hand(row: WorkObject) -> bool:
    last = audit.history(object_subject(row.pk)).exclude(to_state=ObjectState.ACTIVE).last()
    return last is not None and last.actor.startswith("staff")


def _back(rows: Sequence[WorkObject], actor: audit.Actor, now: dt.datetime) -> None:
    clear: dict[str, object] = {"gone_for": "", "merged_into": None}
    OBJECTS.move_all(
        [Move(row=row, event=ObjectEvent.PUT_BACK, changes=clear) for row in rows],
        actor=actor, now=now,
    )  # fmt: skip
    found = measures_of(rows)
    proposals_revive(found, actor=actor, now=now)
    held = [each for each in found if _held_for_it(each)]
    # An order that lost its consent meanwhile stays held, for that.
    going = [each for each in held if not _lacks_consent(each)]
    measures_move(
        going, MeasureEvent.RESUME, actor=actor, now=now,
        back_to=lambda each: MeasureState(each.held_from),
    )  # fmt: skip
    consents_settle(going, actor=actor, now=now)
    for each in held:
        if each not in going:
            Measure.objects.filter(pk=each.pk).update(held_for=HeldFor.CONSENT)


def _held_for_it(each: Measure) -> bool:
    return each.state == MeasureState.HELD and each.held_for == HeldFor.OBJECT


def _lacks_consent(each: Measure) -> bool:
    return each.held_from == MeasureState.ORDERED and each.consent not in CONSENTED
