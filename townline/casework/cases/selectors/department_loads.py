"""How much each department has now, as far as a person sees it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from townline.casework.cases.rules import OPEN
from townline.casework.cases.selectors.lists import visible
from townline.platform.departments.api import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLoad:
    """Open cases of a department (None: not assigned yet): all, those late, those due soon."""

    department: str | None
    open: int
    late: int
    soon: int


def department_loads(act: Act, *, soon: dt.timedelta) -> list[DepartmentLoad]:
    """Count open cases by department, the latest ones first; ``soon``: due within; one query."""
    late = Q(answer_due_at__lt=act.now)
    due = Q(answer_due_at__gte=act.now, answer_due_at__lt=act.now + soon)
    rows = (
        visible(act.viewer)
        .filter(state__in=sorted(OPEN))
        .order_by()
        .values_list("department")
        .annotate(n=Count("id"), late=Count("id", filter=late), soon=Count("id", filter=due))
    )
    found = [
        DepartmentLoad(department=department, open=number, late=passed, soon=near)
        for department, number, passed, near in rows
    ]
    return sorted(found, key=lambda one: (-one.late, -one.soon, -one.open, one.department or ""))
