"""Legal dates and promised ones in the lists of cases."""

import datetime as dt

from django.db.models import Q

from townline.casework.cases.api import OPEN, CaseState
from townline.casework.cases.ports import ListPart, ListView
from townline.casework.deadlines.models import LegalClock, PromisedDate
from townline.casework.deadlines.selectors.commitments import with_promised_missed
from townline.casework.deadlines.selectors.statutory import legal_due, legally_late


def _late(now: dt.datetime) -> Q:
    return Q(state__in=sorted(OPEN)) & legally_late(now)


def _missed_condition(_now: dt.datetime) -> Q:
    return with_promised_missed() & ~Q(state=CaseState.MERGED)


PART = ListPart(
    views={
        "legal_overdue": ListView(where=_late),
        "promised_missed": ListView(where=_missed_condition),
    },
    columns={"legal_due_at": legal_due},
    holds={"legal_clock": (LegalClock, "case"), "promised": (PromisedDate, "case")},
)
