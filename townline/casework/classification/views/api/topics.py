"""What the topics of texts are taken for, through the API."""

from collections.abc import Sequence

from ninja import Router

from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs, shapes
from townline.casework.cases.views.api.reading import Code
from townline.casework.cases.views.api.regrouping import regroup_case
from townline.casework.classification import api
from townline.platform.departments.api import Act

router = Router(tags=["cases"])


@router.post("/{slug:code}/split-topics", response=shapes.Case, operation_id="case_split_topics")
def split_topics(request: StaffRequest, code: Code, payload: inputs.Picked) -> shapes.Case:
    """Split every topic but the first into its own case.

    ``texts``: the texts to split off, as read.
    """

    def split_cases(act: Act, code: str, texts: Sequence[int]) -> object:
        return api.case_split_topics(act, code=code, texts=texts)[0]

    return regroup_case(request, code, split_cases, texts=payload.texts)


@router.post("/{slug:code}/same-matter", response=shapes.Case, operation_id="same_matter")
def same(request: StaffRequest, code: Code, payload: inputs.Same) -> shapes.Case:
    """Mark a text as the same topic as its case."""
    return regroup_case(request, code, api.same_matter, text=payload.text)
