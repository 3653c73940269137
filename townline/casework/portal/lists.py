"""What residents said of an answer, held of a case."""

from townline.casework.cases.ports import ListPart
from townline.casework.portal.models import FollowUp, Rating

PART = ListPart(
    holds={
        "ratings": (Rating, "case"),
        "follow_ups": (FollowUp, "case"),
    }
)
