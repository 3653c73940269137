"""Repeat and group complaints through the API: counted, and decided by a person."""

from ninja import Router

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.actions import act_on_case
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.classification import api
from townline.casework.visits.views.api.shapes import Again, Grouping, Occasion
from townline.platform.core import clock
from townline.platform.departments.api import Act

router = Router(tags=["cases"])


@router.get("/{slug:code}/again", response=Again, operation_id="case_again")
def again(request: StaffRequest, code: Code) -> Again:
    """Get repeat and group complaints: by this resident, and by others at the same location."""
    viewer = reader(request)
    detail = cases.case_get(Act(viewer, clock.now()), code=code)
    found = api.again(detail=detail, viewer=viewer)
    if found is None:
        raise cases.NotFound(f"nothing is counted for case {code}", code=code)
    repeats, households = found.repeats, found.households
    return Again(
        complaints=repeats.complaints,
        answers=repeats.answers,
        may_close=repeats.may_close,
        occasions=[Occasion.from_orm(one) for one in repeats.occasions],
        residents=households.residents,
        place=households.place,
        alike=building.rows(households.alike),
        members=building.rows(households.members),
    )


@router.post("/{slug:code}/close-repeat", response=shapes.Case, operation_id="case_close_repeat")
def close_repeat(request: StaffRequest, code: Code, payload: inputs.WithReason) -> shapes.Case:
    """Close a case as a repeat complaint that was answered often enough."""
    return act_on_case(request, code, api.case_close_repeat, reason=payload.reason)


@router.post("/{slug:code}/new-facts", response=shapes.Case, operation_id="case_new_facts")
def new_facts(request: StaffRequest, code: Code, payload: inputs.WithReason) -> shapes.Case:
    """Reset the repeat count because there are new facts."""
    return act_on_case(request, code, api.case_new_facts, reason=payload.reason)


@router.post("/{slug:code}/group", response=shapes.Case, operation_id="case_group")
def group(request: StaffRequest, code: Code, payload: Grouping) -> shapes.Case:
    """Mark a group complaint of several households; the head is notified."""
    return act_on_case(request, code, api.case_group, **dict(payload))


@router.post("/{slug:code}/ungroup", response=shapes.Case, operation_id="case_ungroup")
def ungroup(request: StaffRequest, code: Code, payload: inputs.WithReason) -> shapes.Case:
    """Remove a case from its group complaint."""
    return act_on_case(request, code, api.case_ungroup, reason=payload.reason)
