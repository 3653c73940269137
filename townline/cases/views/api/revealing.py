"""A look at a resident's number through the API."""

from ninja import Router

from townline.cases import api
from townline.cases.views.access import StaffRequest
from townline.cases.views.api import inputs, shapes
from townline.cases.views.api.reading import Code, reader
from townline.core import clock

of_case = Router(tags=["cases"])


@of_case.post("/{slug:code}/reveal", response=shapes.Number, operation_id="number_reveal")
def reveal(request: StaffRequest, code: Code, said: inputs.Reveal) -> shapes.Number:
    """Give a resident's number; the look and its reason are recorded."""
    number = api.number_reveal(
        code=code, viewer=reader(request), now=clock.now(), reason=said.reason, text=said.text
    )
    return shapes.Number(number=number)
