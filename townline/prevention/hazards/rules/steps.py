"""When each step of the fast lane is due."""

import datetime as dt
from collections.abc import Mapping

from townline.prevention.hazards.rules.states import STEPS, HazardEvent, HazardState, Step

# What a step's event is, and which steps it does: those before it too, if nobody pressed them.
EVENT_OF: dict[Step, HazardEvent] = {
    Step.SEE: HazardEvent.SEE,
    Step.ARRIVE: HazardEvent.ARRIVE,
    Step.MAKE_SAFE: HazardEvent.MAKE_SAFE,
    Step.REPAIR: HazardEvent.REPAIR,
    Step.RECHECK: HazardEvent.RECHECK,
}
STEP_OF: dict[HazardEvent, Step] = {event: step for step, event in EVENT_OF.items()}
# What waits in a state, first.
AWAITED: dict[HazardState, Step] = {
    HazardState.REPORTED: Step.SEE,
    HazardState.SEEN: Step.ARRIVE,
    HazardState.ON_SITE: Step.MAKE_SAFE,
    HazardState.MADE_SAFE: Step.REPAIR,
    HazardState.REPAIRED: Step.RECHECK,
}


def up_to(step: Step) -> tuple[Step, ...]:
    """Give a step and those before it."""
    return STEPS[: STEPS.index(step) + 1]


def due(
    begins: dt.datetime,
    lasts: Mapping[str, dt.timedelta],
    *,
    steps: tuple[Step, ...],
    repair_by: dt.datetime | None = None,
) -> dict[Step, dt.datetime]:
    """Say when steps are due; ``lasts``: how long each may take, those without one left out.

    ``repair_by`` is when the repair is due where that was decided otherwise (a cavity's grade):
    nothing before it is due later.
    """
    found: dict[Step, dt.datetime] = {step: begins + lasts[step] for step in steps if step in lasts}
    if repair_by is not None and Step.REPAIR in steps:
        before: dict[Step, dt.datetime] = {
            s: min(at, repair_by) for s, at in found.items() if s != Step.RECHECK
        }
        found |= before | {Step.REPAIR: repair_by}
    return found
