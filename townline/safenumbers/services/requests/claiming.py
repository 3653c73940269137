"""An owner's short reply by text: which request it answers, and what they hear back."""

import datetime as dt

from django.db import transaction

from townline.conversations import api as conversations
from townline.conversations.api import Cause, Claim, IncomingView
from townline.core import district
from townline.safenumbers.models import Request
from townline.safenumbers.rules import numbers
from townline.safenumbers.rules.replies import Reply, reply_read
from townline.safenumbers.rules.requests import Answer, RequestState, request_subject
from townline.safenumbers.selectors.asking_settings import asking_settings
from townline.safenumbers.selectors.requests import requests_to
from townline.safenumbers.services.requests.answering import request_answer

BY = "safenumbers"
REMEMBERED = dt.timedelta(hours=24)  # how long a reply that names a request is told what became
LATE = dt.timedelta(hours=6)  # how long a bare digit is taken for a late reply


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def reply_claim(view: IncomingView) -> Claim | None:
    """Take an owner's reply to a request; every other text goes on to the next room.

    A digit alone counts only while exactly one request is open. A text to a safe number is no
    reply: an owner may stand before another's car.
    """
    if view.photos or view.parts_missing or is_safe_number(view.destination_addr):
        return None
    said = asking_settings()
    reply = reply_read(view.body, said.answers, said.fillers)
    phone = conversations.resident_phone(view.resident_id) if reply else None
    if reply is None or phone is None:
        return None
    known = requests_to(phone.value, since=view.now - REMEMBERED)
    if not known:
        return None
    return _named(view, reply, known) if reply.token else _bare(view, reply, known)


def is_safe_number(addr: str) -> bool:
    """Say whether an address is of the 050 range."""
    try:
        numbers.parse(addr)
    except numbers.NotSafeNumber:
        return False
    return True


def _named(view: IncomingView, reply: Reply, known: list[Request]) -> Claim:
    mine = [row for row in known if row.token == reply.token]
    # A token comes back once its request is over: the open one is meant.
    row = next((each for each in mine if each.state == RequestState.OPEN), None)
    row = row or next(iter(mine), None)
    if row is None:
        return _tell(view, "safe_reply_none", known[0], token=reply.token)
    return _answer(view, reply, row)


def _bare(view: IncomingView, reply: Reply, known: list[Request]) -> Claim | None:
    waiting = [row for row in known if row.state == RequestState.OPEN]
    if len(waiting) > 1:
        tokens = ", ".join(row.token for row in waiting)
        return _tell(view, "safe_reply_which", waiting[0], tokens=tokens, token=waiting[0].token)
    if waiting:
        return _answer(view, reply, waiting[0])
    row = known[0]
    late = view.now - row.made_at < LATE and str(reply.answer) in set(Answer)
    if reply.worded or not late:
        return None  # it may belong to another talk
    if row.answer == str(reply.answer):
        return _tell(view, "safe_reply_again", row, token=row.token)
    changes = row.state == RequestState.ANSWERED and row.expires_at > view.now
    key = "safe_reply_change" if changes else "safe_reply_over"
    return _tell(view, key, row, token=row.token)


def _answer(view: IncomingView, reply: Reply, row: Request) -> Claim:
    if str(reply.answer) not in set(Answer):
        return _tell(view, "safe_reply_wrong", row, token=row.token)
    if row.answer == str(reply.answer):
        return _tell(view, "safe_reply_again", row, token=row.token)
    if row.state == RequestState.EXPIRED or row.expires_at <= view.now:
        return _tell(view, "safe_reply_over", row, token=row.token)
    request_answer(request_id=row.id, answer=reply.answer, now=view.now)
    return _tell(view, "safe_reply_noted", row, token=row.token)


def _tell(view: IncomingView, key: str, row: Request, **words: str) -> Claim:
    reference = request_subject(row.id)
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=district.text(key, row.lease.language).format(**words),
        reference=reference,
        now=view.now,
        cause=Cause.ASKED,
    )
    return Claim(by=BY, reference=reference)
