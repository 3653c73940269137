"""Who had a case when: a list on the case page."""

from dataclasses import dataclass

from townline.casework.cases import api
from townline.casework.cases.views.lists import Directory
from townline.casework.cases.views.thread import who
from townline.platform.departments.api import Department, Staff


@dataclass(frozen=True)
class HoldingLine:
    """One line: the department (None: the front desk), from when, by whom, why."""

    held: api.Holding
    department: Department | None
    by: str


def holding_lines(
    detail: api.Detail, names: Directory, people: dict[int, Staff]
) -> list[HoldingLine]:
    """Tell who had the case, the present one first; no query."""
    return [
        HoldingLine(held, names.departments.get(held.department or ""), who(held.actor, people))
        for held in reversed(api.owners_of(detail.history))
    ]
