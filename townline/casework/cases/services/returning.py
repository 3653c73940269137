"""A department gives a case back; with the second return the mayor's office decides whose it is."""

import datetime as dt
from typing import Any

from townline.casework.cases.errors import InvalidInput, OfficeDecides, ReturnedTwice
from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseEvent, CaseState
from townline.casework.cases.rules.assignment_history import OFFICE_DECIDES
from townline.casework.cases.selectors.senders import recipients
from townline.casework.cases.services.notices import notify
from townline.platform.core import district
from townline.platform.departments.api import Role, Viewer
from townline.platform.departments.settings import House


def mayors_office() -> str:
    return district.part(House).mayors_office


def return_event(case: Case) -> tuple[CaseEvent, dict[str, Any]]:
    """Say what giving back a locked case is now, and what it changes. Raises ReturnedTwice."""
    if case.bound:
        raise ReturnedTwice(
            "the mayor's office has decided that the case is yours; speak with them",
            state=case.state,
        )
    count = case.returns + 1
    if count < OFFICE_DECIDES:
        return CaseEvent.MISROUTE, {"returns": count}
    moved = {"returns": count, "department_id": mayors_office(), "assignee_id": None}
    return CaseEvent.RETURN_AGAIN, moved


def decides(viewer: Viewer) -> bool:
    """Say whether a person decides about cases that were returned twice."""
    return viewer.role is Role.MAYOR or viewer.department == mayors_office()


def is_decided_above(case: Case) -> bool:
    """Say whether only the mayor's office says whose a case is."""
    return case.bound or (case.state == CaseState.MISROUTED and case.returns >= OFFICE_DECIDES)


def binding(case: Case, viewer: Viewer, reason: str) -> dict[str, Any]:
    """Give what an assignment changes beside the department. Raises OfficeDecides, InvalidInput."""
    if not is_decided_above(case):
        return {}
    if not decides(viewer):
        raise OfficeDecides("returned twice: the mayor's office decides whose case this is")
    if not reason.strip():
        raise InvalidInput("write why; the decision binds, and the reason stays in the history")
    return {"bound": True}


# A text that moved nothing and may be more than it looks waits for a person's press.


def review_ask(case: Case, now: dt.datetime) -> None:
    """Put a finished, locked case before who has it: its newest text may be more than thanks.

    Opening the case again or closing it ends that (``services/transition.py``).
    """
    case.review_at = now
    case.save(update_fields=["review_at"])
    notify(case, recipients(case, 1), "review", now)
