"""Who hears of a case that waits, from stage to stage the next person up."""

from townline.casework.cases.models import Case
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.departments.settings import House

HEAD_STAGE = 2
OFFICE_STAGE = 3


def recipients(case: Case, stage: int) -> set[int]:
    """Say who hears at a stage: officer, head, then the mayor's office."""
    house = district.part(House)
    if stage == 1:
        if case.assignee_id:
            return {case.assignee_id}
        if case.department_id is None:
            return set(departments.staff_ids(roles=[Role.CLERK]))
        return set(departments.staff_ids(roles=[Role.OFFICER], department=case.department_id))
    if stage == HEAD_STAGE:
        where = case.department_id or house.front_department
        return set(departments.staff_ids(roles=[Role.HEAD], department=where))
    office = [Role.OFFICER, Role.HEAD, Role.CLERK, Role.MAYOR]
    return set(departments.staff_ids(roles=office, department=house.mayors_office))
