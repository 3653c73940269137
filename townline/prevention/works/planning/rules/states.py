"""The states of a version of the plan, and the table of allowed changes."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class PlanState(StrEnum):
    WAITING = "waiting"  # for the solver
    RUNNING = "running"
    READY = "ready"
    INFEASIBLE = "infeasible"  # there is no such plan; the result says what quarrels
    FAILED = "failed"  # nothing was found in time, or the job ended
    ADOPTED = "adopted"  # by a decision; its measures are planned
    REPLACED = "replaced"  # another was adopted after it


class PlanEvent(Tagged):
    """What happens to a version."""

    ASK = "ask", "works_plan:version:ask"
    BEGIN = "begin", "works_plan:version:begin"
    FINISH = "finish", "works_plan:version:finish"
    QUARREL = "quarrel", "works_plan:version:quarrel"
    FAIL = "fail", "works_plan:version:fail"
    RESTART = "restart", "works_plan:version:restart"
    ADOPT = "adopt", "works_plan:version:adopt"
    REPLACE = "replace", "works_plan:version:replace"


_S, _E = PlanState, PlanEvent
TRANSITIONS: dict[tuple[PlanState, PlanEvent], PlanState] = {
    (_S.WAITING, _E.BEGIN): _S.RUNNING,
    (_S.RUNNING, _E.FINISH): _S.READY,
    (_S.RUNNING, _E.QUARREL): _S.INFEASIBLE,
    (_S.RUNNING, _E.FAIL): _S.FAILED,
    **{(state, _E.RESTART): _S.WAITING for state in (_S.WAITING, _S.RUNNING, _S.FAILED)},
    (_S.READY, _E.ADOPT): _S.ADOPTED,
    # A plan that was replaced may be taken up again.
    (_S.REPLACED, _E.ADOPT): _S.ADOPTED,
    (_S.ADOPTED, _E.REPLACE): _S.REPLACED,
}


def plan_subject(version_id: int) -> str:
    """Name a version in the history: ``works_plan:7``."""
    return f"works_plan:{version_id}"
