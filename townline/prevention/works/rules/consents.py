"""Who must consent to a measure, the states of one consent, and how several stand together."""

from collections.abc import Iterable
from enum import StrEnum

from townline.platform.core.history.tags import Tagged
from townline.prevention.works.rules.states import ConsentNow


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
