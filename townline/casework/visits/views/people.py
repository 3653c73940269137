"""Who may be sent: whoever may work on the case."""

import datetime as dt

from townline.platform.departments import api as departments
from townline.platform.departments.api import Permission, Role, Staff

_EVERYWHERE = (Role.MAYOR, Role.DEPUTY, Role.CLERK)


def visitors(department: str | None, now: dt.datetime) -> list[Staff]:
    """Give who may go for a case of a department (None: not sorted yet), its own people first."""
    codes = {department, *_above(department)}
    own = departments.staff_in_departments(roles=[Role.OFFICER, Role.HEAD])
    own = [person for person in own if person.department_id in codes]
    ids = departments.staff_ids(roles=_EVERYWHERE)
    others = sorted(departments.staff_names(ids).values(), key=lambda person: person.id)
    able = [p for p in others if departments.viewer_of(p, now=now).may(Permission.WRITE)]
    return own + able


def _above(department: str | None) -> set[str]:
    """Give the bureau of a department: its people see what lies below them."""
    parents = {d.code: d.parent_id for d in departments.departments()}
    parent = parents.get(department or "")
    return {parent} if parent else set()
