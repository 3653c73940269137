"""Legal dates and promised ones in the lists of cases."""

import datetime as dt

from django.db.models import Q

from townline.cases.ports.lists import ListPart, ListView
from townline.cases.rules import OPEN, State
from townline.cases.selectors.clocks import legal_due, legally_late
from townline.cases.selectors.promises import with_promised_missed


def _late(now: dt.datetime) -> Q:
    return Q(state__in=sorted(OPEN)) & legally_late(now)


def _missed(_now: dt.datetime) -> Q:
    return with_promised_missed() & ~Q(state=State.MERGED)


PART = ListPart(
    views={
        "legal_overdue": ListView(where=_late),
        "promised_missed": ListView(where=_missed),
    },
    columns={"legal_due_at": legal_due},
)
