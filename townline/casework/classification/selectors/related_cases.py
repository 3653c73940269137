"""What came before and beside a case, for the person who decides about it."""

from dataclasses import dataclass

from townline.casework.cases.api import Detail
from townline.casework.classification.selectors.groups import Households, households_of
from townline.casework.classification.selectors.repeats import Repeats, repeats_of, resident_cases
from townline.platform.departments.api import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The same from the same resident, and the same from others."""

    repeats: Repeats
    households: Households


def again(*, detail: Detail, viewer: Viewer) -> Again | None:
    """Count what came again; None for a case older than all that is counted. Eight queries."""
    cases = resident_cases(
        resident_id=detail.resident_id, case_id=detail.row.id, at=detail.row.first_text_at
    )
    case = next((one for one in cases if one.id == detail.row.id), None)
    if case is None:
        return None
    return Again(
        repeats=repeats_of(case=case, thread=detail.thread, cases=cases),
        households=households_of(case=case, thread=detail.thread, viewer=viewer),
    )
