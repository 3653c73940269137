"""One decision for many texts of a surge: sent to a service, or put with an incident.

Each stays a case of its own and is answered by itself. A helper does it with rights for these
cases alone, which no page but that of surge mode gives them.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from townline.casework.cases.api import NotAllowed
from townline.casework.desk import api as desk
from townline.platform.departments.api import Act, Permission, Viewer
from townline.prevention.incidents import api as incidents
from townline.prevention.incidents.surge.errors import SurgeOver
from townline.prevention.incidents.surge.models import SurgeMode
from townline.prevention.incidents.surge.selectors.texts import surge_cases, surge_on
from townline.prevention.incidents.surge.services.deciding import leads

_RIGHTS = frozenset({Permission.READ_ALL, Permission.ASSIGN, Permission.WRITE})


def may_sort(viewer: Viewer) -> bool:
    """Say whether somebody sorts texts of a surge: a helper, or who starts surge mode."""
    return viewer.may(Permission.SORT) or leads(viewer)


def sorting(viewer: Viewer) -> tuple[SurgeMode, Viewer]:
    """Give the surge that is on, and what somebody may do with its texts.

    Raises NotAllowed, SurgeOver: with surge mode a helper's rights end.
    """
    if not may_sort(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.SORT})")
    surge = surge_on()
    if surge is None:
        raise SurgeOver("surge mode is not on", state="")
    return surge, replace(viewer, powers=_RIGHTS, departments=None)


def texts_sort(act: Act, *, key: uuid.UUID, codes: Sequence[str], service: str) -> int:
    """Send texts to a service and its department; give the batch that tells of each of them.

    What somebody else sorted meanwhile is left as it is; 0 where that is all of it. Raises
    NotAllowed, SurgeOver, InvalidInput, BatchTooLarge.
    """
    surge, acting = sorting(act.viewer)
    left = surge_cases(surge, Act(acting, act.now), codes)
    if not left:
        return 0
    batch_input = desk.BatchInput(deed=desk.BatchAction.ASSIGN, service=service, unsorted=True)
    return desk.batch_run(Act(acting, act.now), key=key, codes=left, batch_input=batch_input)


def texts_join(
    act: Act, *, incident: int, codes: Sequence[str], anyway: Sequence[str] = ()
) -> incidents.Joined:
    """Put texts with an incident; what is unlike it is held back, but for those ``anyway``.

    What belongs to an incident already stays there. Raises what ``incidents.cases_join`` raises.
    """
    surge, acting = sorting(act.viewer)
    left = incidents.cases_alone(surge_cases(surge, Act(acting, act.now), [*codes, *anyway]))
    if not left:
        return incidents.Joined([], {})
    return incidents.cases_join(
        Act(acting, act.now), incident_id=incident, codes=left,
        anyway=[code for code in anyway if code in left],
    )  # fmt: skip


def sort_undo(act: Act, *, batch: int) -> None:
    """Take one's own decision back, all of it, for ten minutes. Raises NotFound, BatchUndone."""
    _, acting = sorting(act.viewer)
    desk.batch_undo(Act(acting, act.now), batch_id=batch)


def join_undo(act: Act, *, incident: int) -> None:
    """Take back that one put texts with an incident, if it was the last press there.

    Raises NothingToUndo.
    """
    _, acting = sorting(act.viewer)
    incidents.incident_undo(Act(acting, act.now), incident_id=incident, own="join")
