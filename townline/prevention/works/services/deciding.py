"""What an officer says of proposed measures: wanted, dropped, and back; by hand, held, changed."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from townline.casework.cases.api import WrongState
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.works.errors import MeasureThere, WorkNotFound
from townline.prevention.works.models import Measure
from townline.prevention.works.rules import (
    OVER,
    REFUSED_STATES,
    ConsentEvent,
    HeldFor,
    MeasureEvent,
    MeasureState,
    measure_subject,
)
from townline.prevention.works.selectors.kinds import measure_kind
from townline.prevention.works.services.locking import consents_of, measures_lock, objects_lock
from townline.prevention.works.services.machines import CONSENTS
from townline.prevention.works.services.moving import (
    active,
    measures_move,
    not_elsewhere,
    reason_of,
)
from townline.prevention.works.services.settling import consents_settle

_E, _S = MeasureEvent, MeasureState


@transaction.atomic
def measure_add(
    *,
    object_id: int,
    kind: str,
    actor: audit.Actor,
    now: dt.datetime,
    need: str = "",
    why: dict[str, str] | None = None,
    quantity: int = 1,
    estimate: int | None = None,
) -> Measure:
    """Propose one measure by hand; without ``estimate`` (won) at the district's price.

    Raises WorkNotFound, ObjectGone, UnknownMeasureKind, MeasureThere.
    """
    price = measure_kind(kind).price
    owner = objects_lock([object_id]).get(object_id)
    row = Measure(
        object_id=object_id, kind=kind, need=need, why=why or {}, quantity=quantity, proposed_at=now
    )
    if owner is None:
        raise WorkNotFound(f"there is no object {object_id}")
    row.object = owner
    active([row])
    if owner.measures.filter(kind=kind).exclude(state__in=sorted(OVER)).exists():
        raise MeasureThere(f"object {object_id} has an open measure {kind}", kind=kind)
    row.estimate = estimate if estimate is not None else price * quantity
    row.save(force_insert=True)
    audit.record(
        audit.AuditEntry(
            subject=measure_subject(row.pk), event=_E.PROPOSE.tag, actor=actor, at=now,
            to_state=row.state, data={"kind": kind, "need": need},
        )
    )  # fmt: skip
    return row


@transaction.atomic
def measures_decide(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, staff_id: int | None = None
) -> list[Measure]:
    """Say that measures are wanted; who must consent is asked next.

    Raises ObjectGone, RepairedElsewhere, WrongState, WorkNotFound; then none is decided.
    """
    wanted = list(ids)
    not_elsewhere(wanted)
    rows = active(measures_lock(wanted))
    moved = measures_move(
        rows, _E.DECIDE, actor=actor, now=now, changes=lambda _: {"decided_by_id": staff_id}
    )
    consents_settle(moved, actor=actor, now=now)
    return moved


@transaction.atomic
def measures_drop(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[Measure]:
    """Say that measures are not done after all; a reason is kept. Raises WrongState."""
    rows = measures_lock(ids)
    return measures_move(rows, _E.DROP, actor=actor, now=now, reason=reason_of(reason))


@transaction.atomic
def measures_undo(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Measure]:
    """Take back the last decision: decided is proposed again, dropped what it was."""
    wanted = list(ids)
    not_elsewhere(wanted)
    rows = measures_lock(wanted)
    was = _before_drop(row.pk for row in rows if row.state == _S.DROPPED)
    active([row for row in rows if was.get(row.pk) != _S.HELD])
    for each in rows:
        if each.state == _S.DROPPED and _again(each):
            raise MeasureThere(f"object {each.object_id} has {each.kind}", kind=each.kind)
    moved = measures_move(
        rows, _E.UNDO, actor=actor, now=now, back_to=lambda row: was.get(row.pk, _S.PROPOSED)
    )
    consents_settle(moved, actor=actor, now=now)
    return moved


@transaction.atomic
def measures_reopen(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Measure]:
    """Want again what somebody refused: they may be asked once more. Raises WrongState."""
    rows = active(measures_lock(ids))
    for each in rows:
        if each.state != _S.REFUSED:
            raise WrongState(f"measure {each.pk} is {each.state}", state=each.state)
    no = [
        each
        for those in consents_of(rows).values()
        for each in those
        if each.state in REFUSED_STATES
    ]
    CONSENTS.move_all(
        [Move(row=each, event=ConsentEvent.NEED) for each in no], actor=actor, now=now
    )
    consents_settle(rows, actor=actor, now=now)
    return list(rows)


@transaction.atomic
def measure_change(
    *,
    measure_id: int,
    estimate: int | None,
    quantity: int,
    actor: audit.Actor,
    now: dt.datetime,
    fixed: bool | None = None,
) -> Measure:
    """Correct what a measure costs and how many pieces it is. Raises WrongState."""
    (row,) = measures_lock([measure_id])
    changes = {"estimate": estimate, "quantity": quantity}
    if fixed is not None:
        changes["fixed"] = fixed
    return measures_move([row], _E.CHANGE, actor=actor, now=now, changes=lambda _: changes)[0]


@transaction.atomic
def measures_hold(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str
) -> list[Measure]:
    """Hold measures by hand, with a reason; nothing happens to them until they are resumed."""
    rows = measures_lock(ids)
    held: dict[str, object] = {"held_for": HeldFor.HAND}
    return measures_move(
        rows, _E.HOLD, actor=actor, now=now, reason=reason_of(reason), changes=lambda _: held
    )


@transaction.atomic
def measures_resume(ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime) -> list[Measure]:
    """Let held measures go on where they were. Raises ObjectGone, ConsentMissing, WrongState."""
    rows = active(measures_lock(ids))
    for each in rows:
        if each.state != _S.HELD:
            raise WrongState(f"measure {each.pk} is {each.state}", state=each.state)
    moved = measures_move(
        rows, _E.RESUME, actor=actor, now=now, back_to=lambda row: _S(row.held_from)
    )
    consents_settle(moved, actor=actor, now=now)
    return moved


def _again(row: Measure) -> bool:
    others = Measure.objects.filter(object=row.object_id, kind=row.kind).exclude(id=row.pk)
    return others.exclude(state__in=sorted(OVER)).exists()


def _before_drop(ids: Iterable[int]) -> dict[int, MeasureState]:
    """Give the state from which each was dropped last, as the history tells."""
    subjects = {measure_subject(each): each for each in ids}
    lines = audit.history_of(subjects).filter(event=_E.DROP.tag)
    return {subjects[line.subject]: _S(line.from_state) for line in lines}
