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
from townline.casework.cases.ports import ListPart, ListView
from townline.casework.cases.rules import OPEN, CaseState
from townline.platform.web.moments import URGENT


def _waits_for_review(_: dt.datetime) -> Q:
    return ~Q(review_at=None) & Q(state__in=[CaseState.ANSWERED, CaseState.DECLINED])


def _due_soon(now: dt.datetime) -> Q:
    soon = Q(answer_due_at__gte=now, answer_due_at__lt=now + URGENT)
    return Q(state__in=sorted(OPEN)) & soon


PART = ListPart(
    views={"review": ListView(where=_waits_for_review), "soon": ListView(where=_due_soon)},
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
