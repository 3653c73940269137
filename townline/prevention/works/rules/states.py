"""The states of objects with needs and of their measures, and the tables of allowed changes."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class ObjectState(StrEnum):
    ACTIVE = "active"
    MERGED = "merged"  # another object goes on in its place
    TAKEN_OUT = "taken_out"  # demolished, not lived in, repaired elsewhere ...


class ObjectEvent(Tagged):
    """What happens to an object."""

    ADD = "add", "work_object:entry:add"
    UPDATE = "update", "work_object:entry:update"
    MERGE = "merge", "work_object:entry:merge"
    TAKE_OUT = "take_out", "work_object:entry:take_out"
    PUT_BACK = "put_back", "work_object:entry:put_back"


class MeasureState(StrEnum):
    PROPOSED = "proposed"  # by the program, from a need
    DECIDED = "decided"  # by an officer: it is wanted
    READY = "ready"  # everybody who must consent has
    PLANNED = "planned"  # it has its year, quarter and source; consent may still be missing
    ORDERED = "ordered"
    DONE = "done"  # the firm says so
    ACCEPTED = "accepted"  # an officer has looked; payments and yearly checks follow
    DEFECTIVE = "defective"  # a defect inside the guarantee
    HELD = "held"  # its object went, or a consent: shown until a person settles it
    REFUSED = "refused"  # somebody who must consent does not
    DROPPED = "dropped"


class MeasureEvent(Tagged):
    """What happens to a measure."""

    PROPOSE = "propose", "measure:need:propose"
    CHANGE = "change", "measure:need:change"
    DECIDE = "decide", "measure:need:decide"
    DROP = "drop", "measure:need:drop"
    REOPEN = "reopen", "measure:need:reopen"
    UNDO = "undo", "measure:need:undo"
    COMPLETE = "complete", "measure:consent:complete"
    LAPSE = "lapse", "measure:consent:lapse"
    REFUSE = "refuse", "measure:consent:close"
    PLAN = "plan", "measure:plan:set"
    UNPLAN = "unplan", "measure:plan:clear"
    ORDER = "order", "measure:order:give"
    CANCEL_ORDER = "cancel_order", "measure:order:cancel"
    FINISH = "finish", "measure:work:finish"
    RETURN = "return", "measure:work:return"
    ACCEPT = "accept", "measure:work:accept"
    PAY = "pay", "measure:payment:make"
    UNPAY = "unpay", "measure:payment:revoke"
    CHECK = "check", "measure:work:check"
    DEFECT = "defect", "measure:defect:report"
    MEND = "mend", "measure:defect:mend"
    HOLD = "hold", "measure:hold:begin"
    RESUME = "resume", "measure:hold:end"


class HeldFor(StrEnum):
    """Why a measure is held."""

    OBJECT = "object"  # merged or taken out
    CONSENT = "consent"  # withdrawn after the order
    HAND = "hand"  # an officer says so


class ConsentNow(StrEnum):
    """How the consents of one measure stand together, as its row keeps it."""

    NONE = "none"  # nobody is asked
    MISSING = "missing"
    COMPLETE = "complete"
    REFUSED = "refused"


_O, _OE = ObjectState, ObjectEvent
OBJECT_TRANSITIONS: dict[tuple[ObjectState, ObjectEvent], ObjectState] = {
    (_O.ACTIVE, _OE.UPDATE): _O.ACTIVE,
    (_O.ACTIVE, _OE.MERGE): _O.MERGED,
    (_O.ACTIVE, _OE.TAKE_OUT): _O.TAKEN_OUT,
    (_O.MERGED, _OE.PUT_BACK): _O.ACTIVE,
    (_O.TAKEN_OUT, _OE.MERGE): _O.MERGED,
    (_O.TAKEN_OUT, _OE.PUT_BACK): _O.ACTIVE,
}

_S, _E = MeasureState, MeasureEvent
# Not yet ordered, and what may still be changed.
BEFORE_ORDER = frozenset({_S.PROPOSED, _S.DECIDED, _S.READY, _S.PLANNED})
WANTED = BEFORE_ORDER - {_S.PROPOSED}
# What a merged or taken out object holds; what was done stays done.
HOLDABLE = BEFORE_ORDER | {_S.ORDERED}
OVER = frozenset({_S.ACCEPTED, _S.DEFECTIVE, _S.DROPPED})
# An order needs one of these.
CONSENTED = frozenset({ConsentNow.NONE, ConsentNow.COMPLETE})

MEASURE_TRANSITIONS: dict[tuple[MeasureState, MeasureEvent], MeasureState] = {
    **{(state, _E.CHANGE): state for state in BEFORE_ORDER},
    (_S.PROPOSED, _E.DECIDE): _S.DECIDED,
    **{(state, _E.DROP): _S.DROPPED for state in (*BEFORE_ORDER, _S.REFUSED, _S.HELD)},
    (_S.REFUSED, _E.REOPEN): _S.DECIDED,
    (_S.DECIDED, _E.COMPLETE): _S.READY,
    (_S.READY, _E.LAPSE): _S.DECIDED,
    # A plan is made while consents still come in: only the order needs them.
    (_S.PLANNED, _E.COMPLETE): _S.PLANNED,
    (_S.PLANNED, _E.LAPSE): _S.PLANNED,
    **{(state, _E.REFUSE): _S.REFUSED for state in WANTED},
    **{(state, _E.PLAN): _S.PLANNED for state in WANTED},
    # What cannot wait for a plan (a hazard's repair) is ordered without one.
    (_S.READY, _E.ORDER): _S.ORDERED,
    (_S.PLANNED, _E.ORDER): _S.ORDERED,
    (_S.ORDERED, _E.FINISH): _S.DONE,
    (_S.DONE, _E.RETURN): _S.ORDERED,
    (_S.DONE, _E.ACCEPT): _S.ACCEPTED,
    (_S.ACCEPTED, _E.PAY): _S.ACCEPTED,
    (_S.ACCEPTED, _E.UNPAY): _S.ACCEPTED,
    (_S.ACCEPTED, _E.CHECK): _S.ACCEPTED,
    (_S.ACCEPTED, _E.DEFECT): _S.DEFECTIVE,
    (_S.DEFECTIVE, _E.PAY): _S.DEFECTIVE,
    (_S.DEFECTIVE, _E.UNPAY): _S.DEFECTIVE,
    (_S.DEFECTIVE, _E.MEND): _S.ACCEPTED,
    **{(state, _E.HOLD): _S.HELD for state in HOLDABLE},
}
MEASURE_PUT_BACK: dict[tuple[MeasureState, MeasureEvent], frozenset[MeasureState]] = {
    (_S.DECIDED, _E.UNDO): frozenset({_S.PROPOSED}),
    (_S.READY, _E.UNDO): frozenset({_S.PROPOSED}),
    (_S.DROPPED, _E.UNDO): frozenset({*BEFORE_ORDER, _S.REFUSED, _S.HELD}),
    (_S.PLANNED, _E.UNPLAN): frozenset({_S.DECIDED, _S.READY}),
    (_S.ORDERED, _E.CANCEL_ORDER): frozenset({_S.READY, _S.PLANNED}),
    (_S.HELD, _E.RESUME): HOLDABLE,
}


def object_subject(object_id: int) -> str:
    """Name an object in the history: ``work_object:7``."""
    return f"work_object:{object_id}"


def measure_subject(measure_id: int) -> str:
    """Name a measure in the history: ``measure:7``."""
    return f"measure:{measure_id}"
