"""How much each department has now, as far as a person sees it."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Count, Q, QuerySet

from townline.casework.cases.rules import OPEN
from townline.casework.cases.selectors.lists import visible
from townline.platform.core.database.prepared import prepare_query
from townline.platform.departments.api import Act, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentLoad:
    """Open cases of a department (None: not assigned yet): all, those late, those due soon."""

    department: str | None
    open: int
    late: int
    soon: int


def department_loads(act: Act, *, soon: dt.timedelta) -> list[DepartmentLoad]:
    """Count open cases by department, the latest ones first; ``soon``: due within; one query."""
    build = partial(_by_department, act.viewer, soon)
    rows = prepare_query(("department loads", act.viewer, soon), build, at=act.now)
    found = [
        DepartmentLoad(department=department, open=number, late=passed, soon=near)
        for department, number, passed, near in rows
    ]
    return sorted(found, key=lambda one: (-one.late, -one.soon, -one.open, one.department or ""))


def _by_department(viewer: Viewer, soon: dt.timedelta, *, at: dt.datetime) -> QuerySet[Any, Any]:
    late = Q(answer_due_at__lt=at)
    due = Q(answer_due_at__gte=at, answer_due_at__lt=at + soon)
    open_cases = visible(viewer).filter(state__in=sorted(OPEN)).order_by()
    found: QuerySet[Any, Any] = open_cases.values_list("department").annotate(
        n=Count("id"), late=Count("id", filter=late), soon=Count("id", filter=due)
    )
    return found
