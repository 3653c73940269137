"""A hazard's states, the one table of allowed changes, and the steps of its fast lane."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from townline.platform.core.history.tags import Tagged

KIND = "hazard"  # of what orders and looks are about


class HazardState(StrEnum):
    PROPOSED = "proposed"  # by triage or a round; a person decides
    REPORTED = "reported"
    SEEN = "seen"  # by somebody on duty
    ON_SITE = "on_site"
    MADE_SAFE = "made_safe"
    REPAIRED = "repaired"
    CLOSED = "closed"  # checked again after the repair
    DISMISSED = "dismissed"
    MERGED = "merged"  # the same as another hazard


class HazardStep(StrEnum):
    """What the fast lane waits for, in its order; each has a stored deadline."""

    SEE = "see"
    ARRIVE = "arrive"
    MAKE_SAFE = "make_safe"
    REPAIR = "repair"
    RECHECK = "recheck"


class HazardEvent(Tagged):
    """What happens to a hazard."""

    PROPOSE = "propose", "hazard:spot:propose"
    REPORT = "report", "hazard:spot:report"
    ACCEPT = "accept", "hazard:proposal:accept"
    SEE = "see", "hazard:spot:see"
    ARRIVE = "arrive", "hazard:spot:arrive"
    MAKE_SAFE = "make_safe", "hazard:spot:make_safe"
    REPAIR = "repair", "hazard:spot:repair"
    RECHECK = "recheck", "hazard:spot:recheck"
    REOPEN = "reopen", "hazard:spot:reopen"
    DISMISS = "dismiss", "hazard:spot:dismiss"
    MERGE = "merge", "hazard:spot:merge"
    UNMERGE = "unmerge", "hazard:merger:undo"


class HazardRemark(StrEnum):
    """A line of history that changes no state of a hazard."""

    LINK = "hazard:case:link"
    EDIT = "hazard:spot:edit"
    LATE = "hazard:step:escalate"
    EVIDENCE = "hazard:evidence:add"
    ABSORB = "hazard:merger:receive"
    RETURN = "hazard:merger:return"
    APART = "hazard:spot:separate"
    RELEASE = "hazard:map:release"
    WITHDRAW = "hazard:map:withdraw"
    PHOTO_RELEASE = "hazard:photo:release"
    PHOTO_WITHDRAW = "hazard:photo:withdraw"


_S, _E = HazardState, HazardEvent
STEPS = tuple(HazardStep)
LIVE = frozenset({_S.REPORTED, _S.SEEN, _S.ON_SITE, _S.MADE_SAFE, _S.REPAIRED})

# Whoever comes first may do what comes later: a cordon before anybody pressed "seen" is right.
_ORDER = (_S.REPORTED, _S.SEEN, _S.ON_SITE, _S.MADE_SAFE, _S.REPAIRED, _S.CLOSED)
_FORWARD = (_E.SEE, _E.ARRIVE, _E.MAKE_SAFE, _E.REPAIR, _E.RECHECK)

TRANSITIONS: dict[tuple[HazardState, HazardEvent], HazardState] = {
    (_S.PROPOSED, _E.ACCEPT): _S.REPORTED,
    (_S.PROPOSED, _E.DISMISS): _S.DISMISSED,
    (_S.PROPOSED, _E.MERGE): _S.MERGED,
    **{
        (before, event): after
        for event, after in zip(_FORWARD[:-1], _ORDER[1:-1], strict=True)
        for before in _ORDER[: _ORDER.index(after)]
    },
    (_S.REPAIRED, _E.RECHECK): _S.CLOSED,
    **{(before, _E.DISMISS): _S.DISMISSED for before in (_S.REPORTED, _S.SEEN, _S.ON_SITE)},
    **{
        (before, _E.MERGE): _S.MERGED for before in (_S.REPORTED, _S.SEEN, _S.ON_SITE, _S.MADE_SAFE)
    },
    # Found bad again at the check, or later: the repair is due anew.
    (_S.REPAIRED, _E.REOPEN): _S.MADE_SAFE,
    (_S.CLOSED, _E.REOPEN): _S.REPORTED,
    (_S.DISMISSED, _E.REOPEN): _S.REPORTED,
}
_MERGEABLE = frozenset(before for before, event in TRANSITIONS if event is _E.MERGE)
# A merge that was undone leads back to where it was.
PUT_BACK: dict[tuple[HazardState, HazardEvent], frozenset[HazardState]] = {
    (_S.MERGED, _E.UNMERGE): _MERGEABLE
}


def hazard_subject(hazard_id: int) -> str:
    """Name a hazard in the history: ``hazard:7``."""
    return f"{KIND}:{hazard_id}"


# When each step of the fast lane is due.

# What a step's event is, and which steps it does: those before it too, if nobody pressed them.
EVENT_OF: dict[HazardStep, HazardEvent] = {
    HazardStep.SEE: HazardEvent.SEE,
    HazardStep.ARRIVE: HazardEvent.ARRIVE,
    HazardStep.MAKE_SAFE: HazardEvent.MAKE_SAFE,
    HazardStep.REPAIR: HazardEvent.REPAIR,
    HazardStep.RECHECK: HazardEvent.RECHECK,
}
STEP_OF: dict[HazardEvent, HazardStep] = {event: step for step, event in EVENT_OF.items()}
# What waits in a state, first.
AWAITED: dict[HazardState, HazardStep] = {
    HazardState.REPORTED: HazardStep.SEE,
    HazardState.SEEN: HazardStep.ARRIVE,
    HazardState.ON_SITE: HazardStep.MAKE_SAFE,
    HazardState.MADE_SAFE: HazardStep.REPAIR,
    HazardState.REPAIRED: HazardStep.RECHECK,
}


def time_used(begins: dt.datetime, due_at: dt.datetime, now: dt.datetime) -> float:
    """Give how much of the time until a deadline is over, 0 to 1; 1 where there was none."""
    whole = (due_at - begins).total_seconds()
    return min(1.0, max(0.0, (now - begins).total_seconds() / whole)) if whole > 0 else 1.0


def up_to(step: HazardStep) -> tuple[HazardStep, ...]:
    """Give a step and those before it."""
    return STEPS[: STEPS.index(step) + 1]


def due(
    begins: dt.datetime,
    lasts: Mapping[str, dt.timedelta],
    *,
    steps: tuple[HazardStep, ...],
    repair_by: dt.datetime | None = None,
) -> dict[HazardStep, dt.datetime]:
    """Say when steps are due; ``lasts``: how long each may take, those without one left out.

    ``repair_by`` is when the repair is due where that was decided otherwise (a cavity's grade):
    nothing before it is due later.
    """
    found: dict[HazardStep, dt.datetime] = {
        step: begins + lasts[step] for step in steps if step in lasts
    }
    if repair_by is not None and HazardStep.REPAIR in steps:
        before: dict[HazardStep, dt.datetime] = {
            s: min(at, repair_by) for s, at in found.items() if s != HazardStep.RECHECK
        }
        found |= before | {HazardStep.REPAIR: repair_by}
    return found
