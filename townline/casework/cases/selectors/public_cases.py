"""Matters that everybody may see on a map: which, and nothing that tells of a person."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q

from townline.casework.cases.models import Case
from townline.casework.cases.ports import aside_condition
from townline.casework.cases.rules import CaseState

_MOST = 500
# Nobody has said yet what it is, whose, or that it stands alone.
_UNSORTED = (CaseState.RECEIVED, CaseState.MISROUTED, CaseState.MERGED, CaseState.BUNDLED)


class MatterFact(NamedTuple):
    """One of them. ``answered``: the resident has the answer. No code, no words, no person."""

    id: int
    came_at: dt.datetime
    service: str
    answered: bool


def public_cases(
    *, services: Collection[str], since: dt.datetime, until: dt.datetime
) -> list[MatterFact]:
    """Give matters of some services that came in ``[since, until)``, newest first; one query.

    Left out: what is of danger or private, what nobody has sorted, what lies aside as an
    advertisement, what was closed without an answer, and what was brought along from before. Who
    calls it leaves out what ever was an alarm or was read as one, and rounds places.
    """
    unanswered = Q(state=CaseState.CLOSED, first_answer_at=None)
    rows = Case.objects.filter(
        service__in=list(services),
        department__isnull=False,
        danger=False,
        private=False,
        look_first=False,
        imported=False,
        first_text_at__gte=since,
        first_text_at__lt=until,
        last_text_at__gte=since,
    ).exclude(Q(state__in=_UNSORTED) | unanswered | aside_condition(until))
    found = rows.order_by("-first_text_at").values_list(
        "id", "first_text_at", "service_id", "answered_at"
    )
    return [
        MatterFact(n, received_at, service or "", bool(at))
        for n, received_at, service, at in found[:_MOST]
    ]
