"""Who takes part in a case, and what they said."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from townline.casework.cases.api import Bundled, CaseState
from townline.casework.cases.models import Case
from townline.casework.coordination.models import Meeting, Participation, Referral
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


# What departments, meetings and outside agencies said about a person's cases, for showing it.


def joint_summary(case_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Tell positions, meetings and hand-offs, by case; four queries."""
    ids = list(case_ids)
    summaries: dict[int, dict[str, Any]] = {
        case: {"positions": [], "meetings": [], "referrals": []} for case in ids
    }
    for place in Participation.objects.filter(case__in=ids).order_by("id"):
        summaries[place.case_id]["positions"].append(
            {
                "department": place.department_id,
                "state": place.state,
                "question": place.question,
                "position": place.position,
                "at": place.given_at.isoformat() if place.given_at else None,
            }
        )
    meetings = Meeting.objects.filter(case__in=ids).order_by("id")
    for meeting in meetings.prefetch_related("decisions"):
        summaries[meeting.case_id]["meetings"].append(
            {
                "at": meeting.starts_at.isoformat(),
                "state": meeting.state,
                "agenda": meeting.agenda,
                "minutes": meeting.minutes,
                "decisions": [each.body for each in meeting.decisions.all()],
            }
        )
    for referral in Referral.objects.filter(case__in=ids).order_by("id"):
        summaries[referral.case_id]["referrals"].append(
            {
                "agency": referral.agency,
                "state": referral.state,
                "at": referral.handed_at.isoformat(),
                "outcome": referral.outcome,
            }
        )
    return summaries


# What goes out together: cases bundled into one answer, and who stands behind it.


@dataclass(frozen=True, slots=True)
class CombinedAnswer:
    """``bundled``: cases that the words answer too; ``positions``: department, state, version."""

    bundled: tuple[Bundled, ...] = ()
    positions: tuple[tuple[str, str, int], ...] = ()


ALONE = CombinedAnswer()


def combined_answers(case_ids: Iterable[int]) -> dict[int, CombinedAnswer]:
    """Give what else the answers of these cases bind, by case; two queries."""
    ids = list(case_ids)
    bundled: dict[int, list[Bundled]] = defaultdict(list)
    members = Case.objects.filter(bundled_into__in=ids, state=CaseState.BUNDLED).order_by("id")
    for case in members.only("id", "bundled_into", "last_incoming_id", "regrouped"):
        one = Bundled(case.id, case.last_incoming_id, case.regrouped)
        bundled[case.bundled_into_id or 0].append(one)
    positions: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    rows = Participation.objects.filter(case__in=ids, state__in=sorted(PARTICIPATING)).order_by(
        "id"
    )
    for row in rows.only("case", "department", "state", "version"):
        positions[row.case_id].append((row.department_id, row.state, row.version))
    return {
        case: CombinedAnswer(tuple(bundled.get(case, ())), tuple(positions.get(case, ())))
        for case in bundled.keys() | positions.keys()
    }
