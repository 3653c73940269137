"""What came before and beside a case, for the person who decides about it."""

from dataclasses import dataclass

from townline.casework.cases.api import Detail
from townline.casework.classification.selectors.groups import Households, households_of
from townline.casework.classification.selectors.repeats import (
    Repeats,
    ResidentCases,
    repeats_of,
    resident_cases,
)
from townline.platform.departments.api import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """The same from the same resident, and the same from others."""

    repeats: Repeats
    households: Households


def again(*, detail: Detail, viewer: Viewer, mine: ResidentCases | None = None) -> Again | None:
    """Count what came again; None for a case older than all that is counted. Eight queries.

    ``mine``: what ``resident_cases`` gives, if it is at hand.
    """
    cases = (mine or resident_cases(detail=detail, viewer=viewer)).until
    case = next((one for one in cases if one.id == detail.row.id), None)
    if case is None:
        return None
    return Again(
        repeats=repeats_of(case=case, thread=detail.thread, cases=cases),
        households=households_of(case=case, thread=detail.thread, viewer=viewer),
    )
