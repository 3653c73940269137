"""A look at a resident's number, and blocking a sender, through the API."""

from ninja import Router

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs, shapes
from townline.casework.cases.views.api.actions import act_on_case
from townline.casework.cases.views.api.reading import Code, reader
from townline.casework.data_protection import api
from townline.platform.core import clock
from townline.platform.departments.api import Act

of_case = Router(tags=["cases"])
_NOTHING = inputs.Nothing()


@of_case.post("/{slug:code}/reveal", response=shapes.Number, operation_id="number_reveal")
def reveal(request: StaffRequest, code: Code, payload: inputs.Reveal) -> shapes.Number:
    """Show a resident's telephone number; the access log records it with the reason."""
    number = api.number_reveal(
        Act(reader(request), clock.now()), code=code, reason=payload.reason, text=payload.text
    )
    return shapes.Number(number=number)


@of_case.post("/{slug:code}/block", response=shapes.Case, operation_id="sender_block")
def block(request: StaffRequest, code: Code, payload: inputs.Block) -> shapes.Case:
    """Block a sender: their texts are kept, but open no case and get no answer."""
    return act_on_case(request, code, api.sender_block, **dict(payload))


@of_case.post("/{slug:code}/unblock", response=shapes.Case, operation_id="sender_unblock")
def unblock(request: StaffRequest, code: Code, payload: inputs.Nothing = _NOTHING) -> shapes.Case:
    """Unblock all senders of the case."""
    return act_on_case(request, code, api.senders_unblock)
