"""Who may know of what: danger is shown to those who were told of it, harm at home to few.

A case about harm to oneself or at home (``Case.private``) is seen by the welfare department, and
by whoever was told of its alarm, for as long as the danger lasts. Nobody else sees that it is
there, whatever else their role lets them see.
"""

from django.db.models import Exists, OuterRef, Q

from townline.casework.cases.models import Case
from townline.casework.cases.ports import DANGER_RECIPIENTS
from townline.casework.cases.settings import Limited
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role, Viewer


def welfare_department() -> str:
    """Name the department that may know of harm at home; "" where the district names none."""
    return district.part(Limited).alarms.welfare_department


def is_welfare(viewer: Viewer) -> bool:
    """Say whether a person works in the welfare department, or heads what it belongs to."""
    code = welfare_department()
    return bool(code) and (
        viewer.department == code or (viewer.departments is not None and code in viewer.departments)
    )


def leads(viewer: Viewer, *, department: str | None, private: bool) -> bool:
    """Say whether a person who sees a case may do all that their role does with it."""
    return viewer.sees(department) or (private and is_welfare(viewer))


def recipient_condition(viewer: Viewer, to: str = "") -> Q:
    """Give the condition that a viewer was told of a danger that lasts."""
    rows = DANGER_RECIPIENTS.value().filter(case=OuterRef(f"{to}id"), staff=viewer.staff_id)
    return Q(**{f"{to}danger": True}) & Q(Exists(rows))


def may_know(viewer: Viewer, to: str = "") -> Q:
    """Give the condition that leaves out what only a few may know; it says nothing else."""
    if is_welfare(viewer):
        return Q()
    return Q(**{f"{to}private": False}) | recipient_condition(viewer, to)


def is_recipient(viewer: Viewer, case: Case) -> bool:
    """Say of one case what ``recipient_condition`` says of all; one query, none without danger."""
    rows = DANGER_RECIPIENTS.value().filter(case=case, staff=viewer.staff_id)
    return case.danger and rows.exists()


def recipients_of(case: Case) -> set[int]:
    """Give those who were told of a danger in a case that lasts (ids)."""
    if not case.danger:
        return set()
    rows = DANGER_RECIPIENTS.value().filter(case=case, staff__isnull=False)
    return set(rows.values_list("staff_id", flat=True))


def people_of_limited(case: Case) -> set[int]:
    """Give who may know of a case that is private (ids)."""
    code = welfare_department()
    own = departments.staff_ids(roles=list(Role), department=code) if code else []
    return recipients_of(case) | set(own)
