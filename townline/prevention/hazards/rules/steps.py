"""When each step of the fast lane is due."""

import datetime as dt
from collections.abc import Mapping

from townline.prevention.hazards.rules.states import STEPS, HazardEvent, HazardState, HazardStep

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
