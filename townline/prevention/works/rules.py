from collections.abc import Iterable
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

# The states of objects with needs and of their measures, and the tables of allowed changes.


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

_S_STATES, _E_STATES = MeasureState, MeasureEvent
# Not yet ordered, and what may still be changed.
BEFORE_ORDER = frozenset(
    {_S_STATES.PROPOSED, _S_STATES.DECIDED, _S_STATES.READY, _S_STATES.PLANNED}
)
WANTED = BEFORE_ORDER - {_S_STATES.PROPOSED}
# What a merged or taken out object holds; what was done stays done.
HOLDABLE = BEFORE_ORDER | {_S_STATES.ORDERED}
OVER = frozenset({_S_STATES.ACCEPTED, _S_STATES.DEFECTIVE, _S_STATES.DROPPED})
# An order needs one of these.
CONSENTED = frozenset({ConsentNow.NONE, ConsentNow.COMPLETE})

MEASURE_TRANSITIONS: dict[tuple[MeasureState, MeasureEvent], MeasureState] = {
    **{(state, _E_STATES.CHANGE): state for state in BEFORE_ORDER},
    (_S_STATES.PROPOSED, _E_STATES.DECIDE): _S_STATES.DECIDED,
    **{
        (state, _E_STATES.DROP): _S_STATES.DROPPED
        for state in (*BEFORE_ORDER, _S_STATES.REFUSED, _S_STATES.HELD)
    },
    (_S_STATES.REFUSED, _E_STATES.REOPEN): _S_STATES.DECIDED,
    (_S_STATES.DECIDED, _E_STATES.COMPLETE): _S_STATES.READY,
    (_S_STATES.READY, _E_STATES.LAPSE): _S_STATES.DECIDED,
    # A plan is made while consents still come in: only the order needs them.
    (_S_STATES.PLANNED, _E_STATES.COMPLETE): _S_STATES.PLANNED,
    (_S_STATES.PLANNED, _E_STATES.LAPSE): _S_STATES.PLANNED,
    **{(state, _E_STATES.REFUSE): _S_STATES.REFUSED for state in WANTED},
    **{(state, _E_STATES.PLAN): _S_STATES.PLANNED for state in WANTED},
    # What cannot wait for a plan (a hazard's repair) is ordered without one.
    (_S_STATES.READY, _E_STATES.ORDER): _S_STATES.ORDERED,
    (_S_STATES.PLANNED, _E_STATES.ORDER): _S_STATES.ORDERED,
    (_S_STATES.ORDERED, _E_STATES.FINISH): _S_STATES.DONE,
    (_S_STATES.DONE, _E_STATES.RETURN): _S_STATES.ORDERED,
    (_S_STATES.DONE, _E_STATES.ACCEPT): _S_STATES.ACCEPTED,
    (_S_STATES.ACCEPTED, _E_STATES.PAY): _S_STATES.ACCEPTED,
    (_S_STATES.ACCEPTED, _E_STATES.UNPAY): _S_STATES.ACCEPTED,
    (_S_STATES.ACCEPTED, _E_STATES.CHECK): _S_STATES.ACCEPTED,
    (_S_STATES.ACCEPTED, _E_STATES.DEFECT): _S_STATES.DEFECTIVE,
    (_S_STATES.DEFECTIVE, _E_STATES.PAY): _S_STATES.DEFECTIVE,
    (_S_STATES.DEFECTIVE, _E_STATES.UNPAY): _S_STATES.DEFECTIVE,
    (_S_STATES.DEFECTIVE, _E_STATES.MEND): _S_STATES.ACCEPTED,
    **{(state, _E_STATES.HOLD): _S_STATES.HELD for state in HOLDABLE},
}
MEASURE_PUT_BACK: dict[tuple[MeasureState, MeasureEvent], frozenset[MeasureState]] = {
    (_S_STATES.DECIDED, _E_STATES.UNDO): frozenset({_S_STATES.PROPOSED}),
    (_S_STATES.READY, _E_STATES.UNDO): frozenset({_S_STATES.PROPOSED}),
    (_S_STATES.DROPPED, _E_STATES.UNDO): frozenset(
        {*BEFORE_ORDER, _S_STATES.REFUSED, _S_STATES.HELD}
    ),
    (_S_STATES.PLANNED, _E_STATES.UNPLAN): frozenset({_S_STATES.DECIDED, _S_STATES.READY}),
    (_S_STATES.ORDERED, _E_STATES.CANCEL_ORDER): frozenset({_S_STATES.READY, _S_STATES.PLANNED}),
    (_S_STATES.HELD, _E_STATES.RESUME): HOLDABLE,
}


def object_subject(object_id: int) -> str:
    """Name an object in the history: ``work_object:7``."""
    return f"work_object:{object_id}"


def measure_subject(measure_id: int) -> str:
    """Name a measure in the history: ``measure:7``."""
    return f"measure:{measure_id}"


# Who must consent to a measure, the states of one consent, and how several stand together.


class Role(StrEnum):
    LANDLORD = "landlord"
    TENANT = "tenant"


class How(StrEnum):
    """How somebody was asked, or answered."""

    LINK = "link"
    LETTER = "post"
    OFFICER = "officer"  # on paper, with a photo of the form


class ConsentState(StrEnum):
    NEEDED = "needed"  # nobody was asked yet, or somebody new lives there
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ConsentEvent(Tagged):
    """What happens to a consent; the lines stand in the history of its measure."""

    NEED = "need", "measure:consent:need"
    ASK = "ask", "measure:consent:ask"
    REMIND = "remind", "measure:consent:remind"
    GIVE = "give", "measure:consent:give"
    REFUSE = "refuse", "measure:consent:refuse"
    WITHDRAW = "withdraw", "measure:consent:withdraw"
    EXPIRE = "expire", "measure:consent:expire"
    MOVE_OUT = "move_out", "measure:consent:move_out"


_S, _E = ConsentState, ConsentEvent
# Whoever has not said yes may be asked, asked again, and may say it.
OPEN = frozenset({_S.NEEDED, _S.ASKED, _S.EXPIRED})
REFUSED_STATES = frozenset({_S.REFUSED, _S.WITHDRAWN})
MISSING = OPEN | REFUSED_STATES

CONSENT_TRANSITIONS: dict[tuple[ConsentState, ConsentEvent], ConsentState] = {
    **{(state, _E.ASK): _S.ASKED for state in MISSING},
    **{(state, _E.NEED): _S.NEEDED for state in REFUSED_STATES},
    # Once a year also of what was given: does the same person still live there?
    (_S.GIVEN, _E.REMIND): _S.GIVEN,
    (_S.ASKED, _E.REMIND): _S.ASKED,
    **{(state, _E.GIVE): _S.GIVEN for state in (*MISSING, _S.GIVEN)},
    **{(state, _E.REFUSE): _S.REFUSED for state in OPEN},
    (_S.GIVEN, _E.WITHDRAW): _S.WITHDRAWN,
    (_S.GIVEN, _E.EXPIRE): _S.EXPIRED,
    **{(state, _E.MOVE_OUT): _S.NEEDED for state in _S},
}


def together(states: Iterable[str]) -> ConsentNow:
    """Say how the consents of one measure stand together; a refusal or withdrawal decides."""
    found = set(states)
    if not found:
        return ConsentNow.NONE
    if found & REFUSED_STATES:
        return ConsentNow.REFUSED
    return ConsentNow.COMPLETE if found == {_S.GIVEN} else ConsentNow.MISSING
