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
from townline.casework.cases.rules import State


def _waits_for_review(_: dt.datetime) -> Q:
    return ~Q(review_at=None) & Q(state__in=[State.ANSWERED, State.DECLINED])


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
