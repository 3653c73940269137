"""Joint work through the API: positions, bundled answers, meetings, outside agencies."""

from typing import Annotated

from django.db import transaction
from ninja import Path, Router

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import shapes
from townline.casework.cases.views.api.actions import act_on_case
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.coordination import api
from townline.casework.coordination.views.api import joint_shapes as joint
from townline.platform.core import clock
from townline.platform.departments.api import Act, Viewer

of_case = Router(tags=["joint"])
router = Router(tags=["joint"])
type RowId = Annotated[int, Path(ge=1, le=2**63 - 1)]


def _meeting(found: api.MeetingView) -> joint.Meeting:
    return joint.Meeting(
        id=found.id,
        state=found.state,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        place=found.place,
        agenda=found.agenda,
        minutes=found.minutes,
        attendees=[
            joint.Attendee(username=a.staff.username, response=a.response) for a in found.attendees
        ],
        decisions=[joint.Decision.from_orm(d) for d in found.decisions],
    )


def _referral(found: api.ReferralView) -> joint.Referral:
    return joint.Referral(
        id=found.id,
        agency=found.agency_code,
        contact=found.contact,
        reference=found.reference,
        state=found.state,
        handed_at=found.handed_at,
        promised_at=found.promised_at,
        outcome=found.outcome,
        settled_at=found.settled_at,
    )


def _joint(detail: cases.Detail, viewer: Viewer) -> joint.Joint:
    case_id = detail.row.id
    return joint.Joint(
        positions=[joint.Position.from_orm(p) for p in api.positions_of(case_id)],
        meetings=[_meeting(m) for m in api.meetings_of(case_id, viewer=viewer)],
        referrals=[_referral(r) for r in api.referrals_of(case_id)],
        owners=[joint.Held.from_orm(held) for held in cases.owners_of(detail.history)],
        bundled=[member.code for member in cases.members_of(case_id)],
        bundled_into=cases.lead_of(case_id) or None,
    )


@of_case.get("/{slug:code}/joint", response=joint.Joint, operation_id="case_joint")
def case_joint(request: StaffRequest, code: Code) -> joint.Joint:
    """Get supporting departments' input, meetings, referrals and the assignment history."""
    viewer = reader(request)
    return _joint(cases.case_get(Act(viewer, clock.now()), code=code), viewer)


@of_case.post("/{slug:code}/ask", response=shapes.Case, operation_id="position_ask")
def ask(request: StaffRequest, code: Code, payload: joint.Ask) -> shapes.Case:
    """Request input from a supporting department; it can see the case from now on."""
    return act_on_case(request, code, api.position_ask, **dict(payload))


@of_case.post("/{slug:code}/position", response=shapes.Case, operation_id="position_give")
def position(request: StaffRequest, code: Code, payload: joint.Give) -> shapes.Case:
    """Give or change your department's input; every version is kept."""
    return act_on_case(request, code, api.position_give, **dict(payload))


@of_case.post("/{slug:code}/not-ours", response=shapes.Case, operation_id="position_refuse")
def not_ours(request: StaffRequest, code: Code, payload: joint.Refuse) -> shapes.Case:
    """Say that the case is not your department's; it can no longer see the case."""
    return act_on_case(request, code, api.position_refuse, **dict(payload))


@of_case.post("/{slug:code}/take-out", response=shapes.Case, operation_id="position_withdraw")
def take_out(request: StaffRequest, code: Code, payload: joint.Withdraw) -> shapes.Case:
    """Remove a supporting department; it can no longer see the case."""
    return act_on_case(request, code, api.position_withdraw, **dict(payload))


@of_case.post("/{slug:code}/meetings", response=shapes.Case, operation_id="meeting_call")
def call(request: StaffRequest, code: Code, payload: joint.Call) -> shapes.Case:
    """Call a meeting; those with an e-mail address get an invitation."""
    return act_on_case(request, code, api.meeting_call, **dict(payload))


@of_case.post("/{slug:code}/referrals", response=shapes.Case, operation_id="referral_hand")
def hand(request: StaffRequest, code: Code, payload: joint.Hand) -> shapes.Case:
    """Refer the case to an agency; the case stays with us."""
    return act_on_case(request, code, api.referral_hand, **dict(payload))


@router.post("/meetings/{id}/answer", response=joint.Meeting, operation_id="meeting_answer")
def answer(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: joint.Coming,
) -> joint.Meeting:
    """Answer an invitation to a meeting."""
    viewer = reader(request)
    api.meeting_answer(Act(viewer, clock.now()), meeting_id=id, response=payload.response)
    return _meeting(api.meeting_get(meeting_id=id, viewer=viewer))


@router.get("/referrals", response=list[joint.Referral], operation_id="referrals_open")
def referrals(request: StaffRequest) -> list[joint.Referral]:
    """List referrals that agencies have not answered, the most overdue first."""
    return [_referral(each.referral) for each in api.referrals_open(viewer=reader(request))]


@router.post("/referrals/{id}/answer", response=joint.Referral, operation_id="referral_answer")
@transaction.atomic
def outcome(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the same
    payload: joint.Outcome,
) -> joint.Referral:
    """Record an agency's answer."""
    act = Act(reader(request), clock.now())
    row = api.referral_answer(act, referral_id=id, outcome=payload.outcome)
    found = next(each for each in api.referrals_of(row.case_id) if each.id == row.pk)
    return _referral(found)
