"""How objects, measures and consents change their states (``core/history/machine.py``)."""

from collections.abc import Iterable

from townline.casework.cases.api import WrongState
from townline.platform.core.history.machine import Machine, MachineStep
from townline.prevention.works.errors import ConsentMissing, NoPrice
from townline.prevention.works.events import MeasureMoved
from townline.prevention.works.models import Consent, Measure, WorkObject
from townline.prevention.works.rules import (
    CONSENT_TRANSITIONS,
    CONSENTED,
    MEASURE_PUT_BACK,
    MEASURE_TRANSITIONS,
    OBJECT_TRANSITIONS,
    ConsentEvent,
    ConsentState,
    MeasureEvent,
    MeasureState,
    ObjectEvent,
    ObjectState,
    measure_subject,
    object_subject,
)

_E = MeasureEvent
_NO_PLAN: dict[str, object] = {"year": None, "quarter": None, "budget": "", "fixed": False}
# What a step sets, beside the moment of it (``_MOMENTS``).
_CLEARED: dict[str, dict[str, object]] = {
    _E.UNDO: {"decided_at": None, "decided_by_id": None},
    _E.REFUSE: _NO_PLAN,
    _E.REOPEN: _NO_PLAN,
    _E.UNPLAN: _NO_PLAN,
    _E.CANCEL_ORDER: {"ordered_at": None, "price": None},
    _E.RETURN: {"finished_at": None},
    _E.UNPAY: {"paid_at": None},
    _E.RESUME: {"held_from": "", "held_for": "", "held_at": None},
}
_MOMENTS = {
    _E.DECIDE: "decided_at",
    _E.ORDER: "ordered_at",
    _E.FINISH: "finished_at",
    _E.ACCEPT: "accepted_at",
    _E.PAY: "paid_at",
    _E.HOLD: "held_at",
}
_PAYMENTS = frozenset({_E.PAY, _E.UNPAY})
_HISTORY_FIELDS = ("year", "quarter", "budget", "estimate", "price", "held_for")


def _columns(step: MachineStep[Measure]) -> dict[str, object]:
    _check(step)
    own = dict(_CLEARED.get(step.event, {}))
    # Undoing a drop leaves what was decided before it.
    if step.event == _E.UNDO and step.before == MeasureState.DROPPED:
        own = {}
    if moment := _MOMENTS.get(step.event):  # type: ignore[call-overload]  # a word of the table
        own[moment] = step.at
    if step.event == _E.HOLD:
        own["held_from"] = step.before
    return own


def _check(step: MachineStep[Measure]) -> None:
    """Let nothing be ordered, whichever way, without consent and a price; nor planned unpriced.

    And nothing is paid twice.
    """
    row = step.row
    if step.event in _PAYMENTS and (row.paid_at is None) == (step.event == _E.UNPAY):
        raise WrongState(f"measure {row.pk} is{' not' * (row.paid_at is None)} paid")
    priced = row.estimate is not None or row.price is not None
    if step.after in {MeasureState.PLANNED, MeasureState.ORDERED} and not priced:
        raise NoPrice(f"measure {row.pk} has no price", measure=row.pk)
    if step.after == MeasureState.ORDERED and row.consent not in CONSENTED:
        raise ConsentMissing(f"measure {row.pk} lacks a consent", measure=row.pk)


def _data(step: MachineStep[Measure]) -> dict[str, object]:
    """Tell what the step set; what it cleared, as it was."""
    values = {
        name: getattr(step.row, name) or step.was[name]
        for name in _HISTORY_FIELDS
        if name in step.was
    }
    return {name: value for name, value in values.items() if value not in {None, ""}}


def _events(step: MachineStep[Measure]) -> Iterable[object]:
    if step.event == _E.CHANGE:
        return ()
    moved = MeasureMoved(
        measure_id=step.row.pk,
        object_id=step.row.object_id,
        event=step.event,
        from_state=step.before,
        to_state=step.after,
        at=step.at,
        held_for=step.row.held_for,
    )
    return (moved,)


OBJECTS: Machine[WorkObject, ObjectState, ObjectEvent] = Machine(
    model=WorkObject,
    table=OBJECT_TRANSITIONS,
    subject=lambda row: object_subject(row.pk),
    refusal=WrongState.of_move("the object"),
    columns=lambda step: {"updated_at": step.at},
)
MEASURES: Machine[Measure, MeasureState, MeasureEvent] = Machine(
    model=Measure,
    table=MEASURE_TRANSITIONS,
    put_back=MEASURE_PUT_BACK,
    subject=lambda row: measure_subject(row.pk),
    refusal=WrongState.of_move("the measure"),
    columns=_columns,
    data=_data,
    emits=_events,
)
CONSENTS: Machine[Consent, ConsentState, ConsentEvent] = Machine(
    model=Consent,
    table=CONSENT_TRANSITIONS,
    # A consent is part of its measure's history; the states there are the measure's.
    subject=lambda row: measure_subject(row.measure_id),
    refusal=WrongState.of_move("the consent"),
    states=False,
    data=lambda step: {"role": step.row.role, "from": step.before, "to": step.after},
)
