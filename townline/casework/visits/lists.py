"""The visits held of a case."""

from townline.casework.cases.ports import ListPart
from townline.casework.visits.models import Visit

PART = ListPart(
    holds={
        "visits": (Visit, "case"),
    }
)
