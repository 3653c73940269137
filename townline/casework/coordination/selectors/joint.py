"""Who takes part in a case, and what they said."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.coordination.models import Participation
from townline.casework.coordination.rules.joint import PARTICIPATING, PositionState


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """A department's place in a case. ``silent_since``: when its position was due."""

    department: str
    state: PositionState
    question: str
    asked_by: int
    asked_at: dt.datetime
    due_at: dt.datetime
    position: str
    version: int
    given_by: int | None
    given_at: dt.datetime | None

    @property
    def silent_since(self) -> dt.datetime | None:
        return self.due_at if self.state == PositionState.SILENT else None

    @property
    def takes_part(self) -> bool:
        return self.state in PARTICIPATING


def positions_of(case_id: int) -> list[PositionView]:
    """Give the places of a case in the order of asking; one query."""
    rows = Participation.objects.filter(case=case_id).order_by("asked_at", "id")
    return [
        PositionView(
            department=row.department_id,
            state=PositionState(row.state),
            question=row.question,
            asked_by=row.asked_by_id,
            asked_at=row.asked_at,
            due_at=row.due_at,
            position=row.position,
            version=row.version,
            given_by=row.given_by_id,
            given_at=row.given_at,
        )
        for row in rows
    ]
