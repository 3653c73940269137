"""Asking a resident once where it is, when neither words nor photos tell it."""

import datetime as dt

from townline.casework.cases import api as cases
from townline.casework.cases.api import CaseState, Remark, subject
from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.settings import Sorting
from townline.casework.portal.api import fill_text, remark
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit

_TEXT = "place_ask"
_COMPLAINT = "complaint"
# Not while somebody already writes back: then that person asks.
_EARLY = frozenset({CaseState.RECEIVED, CaseState.WITH_DEPARTMENT})


def place_ask(row: TextReading, case: Case, now: dt.datetime) -> bool:
    """Ask by an automatic text, in the transaction that stores a reading; say whether it was.

    Only for services that the district names (``triage.ask_place``), at the end of the quiet
    hours, within the limit of automatic texts for a number, and once for a case.
    """
    if not _should_ask(row, case) or _already_sent(case):
        return False
    queued = conversations.automatic_queue(
        resident_id=case.resident_id,
        body=fill_text(_TEXT, case, case.language),
        reference=subject(case.id),
        now=now,
        not_before=cases.ends(now),
    )
    if queued is not None:
        remark(case, Remark.PLACE_ASKED, audit.SYSTEM, now, text=queued)
    return queued is not None


def _should_ask(row: TextReading, case: Case) -> bool:
    services = district.part(Sorting).triage.ask_place
    alone = row.text_first and case.last_incoming_id == row.text_id
    calm = not (row.spam or row.danger or case.danger or case.private)
    return (
        row.service in services
        and row.sure
        and row.kind == _COMPLAINT
        and alone
        and calm
        and not (row.place_name_ko or row.dong)
        and case.state in _EARLY
    )


def _already_sent(case: Case) -> bool:
    return audit.history(subject(case.id)).filter(event=Remark.PLACE_ASKED).exists()
