"""What departments, meetings and outside agencies said about a person's cases, for showing it."""

from collections.abc import Iterable
from typing import Any

from townline.casework.coordination.models import Meeting, Participation, Referral


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
