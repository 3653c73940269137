"""Splitting, moving, merging and undoing it through the API."""

from dataclasses import replace

from django.db import transaction
from ninja import Router

from townline.casework.cases import api
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.actions import Action
from townline.casework.cases.views.api.reading import Code, reader
from townline.platform.core import clock
from townline.platform.departments.api import Act

router = Router(tags=["cases"])
_NOTHING = inputs.Nothing()


@transaction.atomic
def regroup_case(
    request: StaffRequest, code: str, action: Action, **arguments: object
) -> shapes.Case:
    """Do it, and show the case where the texts are now."""
    viewer, now = reader(request), clock.now()
    reached = action(Act(viewer, now), code=code, **arguments)
    # What was split off may be out of the person's sight: they see what they did.
    seeing, shown = replace(viewer, departments=None), getattr(reached, "code", None) or code
    return building.WHOLE.value(Act(seeing, now), shown)


@router.post("/{slug:code}/split", response=shapes.Case, operation_id="case_split")
def split(request: StaffRequest, code: Code, payload: inputs.Picked) -> shapes.Case:
    """Split texts off into a new case; returns the new case."""
    return regroup_case(request, code, api.case_split, texts=payload.texts)


@router.post("/{slug:code}/move", response=shapes.Case, operation_id="case_move")
def move(request: StaffRequest, code: Code, payload: inputs.Move) -> shapes.Case:
    """Move texts to another case; returns that case."""
    return regroup_case(request, code, api.case_move, texts=payload.texts, to=payload.to)


@router.post("/{slug:code}/merge", response=shapes.Case, operation_id="case_merge")
def merge(request: StaffRequest, code: Code, payload: inputs.Merge) -> shapes.Case:
    """Merge the case into another; returns the remaining case."""
    return regroup_case(request, code, api.case_merge, into=payload.into, confirm=payload.confirm)


@router.post("/{slug:code}/put-back", response=shapes.Case, operation_id="regroup_undo")
def put_back(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Undo the last split, move or merge of the case within ten minutes."""
    return regroup_case(request, code, api.regroup_undo)
