"""What this room itself may hold of a case."""

import datetime as dt

from django.db.models import Q

from townline.casework.cases.models import (
    Case,
    CaseResident,
    Note,
    Presence,
    SharedAnswer,
    Undo,
)
from townline.casework.cases.ports.lists import ListPart, ListView
from townline.casework.cases.rules import CaseState


def _waits_for_review(_: dt.datetime) -> Q:
    return ~Q(review_at=None) & Q(state__in=[CaseState.ANSWERED, CaseState.DECLINED])


PART = ListPart(
    views={"review": ListView(where=_waits_for_review)},
    holds={
        "notes": (Note, "case"),
        "presence": (Presence, "case"),
        "shared": (SharedAnswer, "case"),
        "residents": (CaseResident, "case"),
        "merged": (Case, "merged_into"),
        "bundled": (Case, "bundled_into"),
        "undo": (Undo, "case", "into"),
    },
)
