"""What this room itself may hold of a case."""

from townline.casework.cases.models import (
    Case,
    CaseResident,
    Note,
    Presence,
    SharedAnswer,
    Undo,
)
from townline.casework.cases.ports.lists import ListPart

PART = ListPart(
    holds={
        "notes": (Note, "case"),
        "presence": (Presence, "case"),
        "shared": (SharedAnswer, "case"),
        "residents": (CaseResident, "case"),
        "merged": (Case, "merged_into"),
        "bundled": (Case, "bundled_into"),
        "undo": (Undo, "case", "into"),
    }
)
