"""What an answer holds of a case."""

from townline.casework.answers.models import Confirmation, Draft
from townline.casework.cases.ports import ListPart

PART = ListPart(
    holds={
        "draft": (Draft, "case"),
        "confirmation": (Confirmation, "case"),
    }
)
