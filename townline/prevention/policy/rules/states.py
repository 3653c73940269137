"""Where a matter stands between complaint and policy, and the one table of allowed moves."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class Stage(StrEnum):
    NOTED = "noted"  # a theme, or some cases, that somebody takes up
    PROPOSED = "proposed"
    DECIDED = "decided"  # a meeting said that it is tried
    PILOT = "pilot"
    MEASURED = "measured"
    ADOPTED = "adopted"
    CHANGED = "changed"  # not as it was tried: it may be tried anew
    DROPPED = "dropped"


class Awaited(StrEnum):
    """What comes next: each has an owner and a day by which it is due."""

    PROPOSAL = "proposal"
    DECISION = "decision"
    START = "start"
    RESULT = "result"
    CONCLUSION = "conclusion"


class PolicyEvent(Tagged):
    OPEN = "open", "policy:matter:open"
    PROPOSE = "propose", "policy:proposal:make"
    DECIDE = "decide", "policy:decision:record"
    START = "start", "policy:pilot:start"
    MEASURE = "measure", "policy:result:record"
    ADOPT = "adopt", "policy:matter:adopt"
    CHANGE = "change", "policy:matter:change"
    DROP = "drop", "policy:matter:drop"
    REOPEN = "reopen", "policy:matter:reopen"


class PolicyRemark(StrEnum):
    """A line of history that changes no stage."""

    LATE = "policy:step:escalate"
    DUE = "policy:step:move"
    LINK = "policy:case:link"
    OPINIONS = "policy:opinions:switch"
    STORY = "policy:story:edit"
    PUBLISH = "policy:story:publish"
    WITHDRAW = "policy:story:withdraw"
    PHOTO = "policy:photo:add"
    PHOTO_GONE = "policy:photo:remove"


_S, _E = Stage, PolicyEvent

TRANSITIONS: dict[tuple[Stage, PolicyEvent], Stage] = {
    (_S.NOTED, _E.PROPOSE): _S.PROPOSED,
    (_S.PROPOSED, _E.PROPOSE): _S.PROPOSED,  # written anew before the meeting
    (_S.PROPOSED, _E.DECIDE): _S.DECIDED,
    (_S.DECIDED, _E.START): _S.PILOT,
    (_S.PILOT, _E.MEASURE): _S.MEASURED,
    (_S.MEASURED, _E.ADOPT): _S.ADOPTED,
    (_S.MEASURED, _E.CHANGE): _S.CHANGED,
    (_S.CHANGED, _E.START): _S.PILOT,
    (_S.CHANGED, _E.ADOPT): _S.ADOPTED,
    **{
        (stage, _E.DROP): _S.DROPPED
        for stage in (_S.NOTED, _S.PROPOSED, _S.DECIDED, _S.PILOT, _S.MEASURED, _S.CHANGED)
    },
    (_S.DROPPED, _E.REOPEN): _S.NOTED,
}
AWAITS: dict[Stage, Awaited] = {
    _S.NOTED: Awaited.PROPOSAL,
    _S.PROPOSED: Awaited.DECISION,
    _S.DECIDED: Awaited.START,
    _S.PILOT: Awaited.RESULT,
    _S.MEASURED: Awaited.CONCLUSION,
    _S.CHANGED: Awaited.CONCLUSION,
}
LIVE = frozenset(AWAITS)
ENDED = frozenset(_S) - LIVE
# Moves that say why.
WITH_REASON = frozenset({_E.ADOPT, _E.CHANGE, _E.DROP, _E.REOPEN})
# While it is thought about and tried, everybody may say what they think of it.
HEARS_OPINIONS = frozenset({_S.PROPOSED, _S.DECIDED, _S.PILOT, _S.MEASURED, _S.CHANGED})


def policy_subject(number: int) -> str:
    """Name a matter in the history: ``policy:7``."""
    return f"policy:{number}"


# What broadcasts of a matter are called.
TELLING = "telling"
