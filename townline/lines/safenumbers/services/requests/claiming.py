"""An owner's short reply by text: which request it answers, and what they hear back."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from townline.lines.safenumbers.doors import OWNER_REPLIES
from townline.lines.safenumbers.models import Request
from townline.lines.safenumbers.rules import numbers
from townline.lines.safenumbers.rules.requests import (
    Answer,
    Reply,
    RequestState,
    reply_read,
    request_subject,
)
from townline.lines.safenumbers.selectors.requests import asking_settings, requests_to
from townline.lines.safenumbers.services.requests.answering import request_answer
from townline.lines.safenumbers.services.requests.notifications import owner_hear
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import (
    Asker,
    Claim,
    IncomingView,
    OpenQuestion,
    ParsedReply,
)
from townline.platform.core import district
from townline.platform.core.text.particles import settle

BY = "safenumbers"
REMEMBERED = dt.timedelta(hours=24)  # how long a reply that names a request is told what became
LATE = dt.timedelta(hours=6)  # how long a bare digit is taken for a late reply


def request_asker() -> Asker:
    """Ask owners for a digit: coming now, in ten minutes, cannot."""
    return Asker(
        name=BY,
        hears=_hears,
        asked=_open_requests,
        answer=_claim_answer,
        which=_which,
        says=_question_text,
    )


def _reply_of(body: str) -> Reply | None:
    settings = asking_settings()
    return reply_read(body, settings.answers, settings.fillers)


def _hears(body: str) -> ParsedReply | None:
    reply = _reply_of(body)
    if reply is None:
        return None
    return ParsedReply(str(reply.answer), named=bool(reply.token), worded=reply.worded)


def _open_requests(view: IncomingView, answer_read: ParsedReply) -> list[OpenQuestion]:
    """Give the requests of the last day; for a reply with a token, the one that it names.

    Where none has the token, the latest: its owner is told so.
    """
    phone = conversations.resident_phone(view.resident_id)
    known = requests_to(phone.value, since=view.now - REMEMBERED) if phone else []
    return [_question(row) for row in (_named_request(view, known) if answer_read.named else known)]


def _question(row: Request) -> OpenQuestion:
    return OpenQuestion(
        reference=request_subject(row.id),
        takes=frozenset(map(str, Answer)),
        asked_at=row.sent_at or row.made_at,
        open_until=row.expires_at,
        heard_until=row.made_at + LATE,
        answered=row.state != RequestState.OPEN,
    )


def _named_request(view: IncomingView, known: list[Request]) -> list[Request]:
    reply = _reply_of(view.body)
    mine = [row for row in known if reply and row.token == reply.token]
    # A token comes back once its request is over: the open one is meant.
    row = next((each for each in mine if each.state == RequestState.OPEN), None)
    return [row] if row else (mine or known)[:1]


def is_safe_number(addr: str) -> bool:
    """Say whether an address is of the 050 range."""
    try:
        numbers.parse(addr)
    except numbers.NotSafeNumber:
        return False
    return True


def _row(question: OpenQuestion) -> Request:
    number = UUID(question.reference.removeprefix("request:"))
    return Request.objects.select_related("lease").get(id=number)


def _claim_answer(
    view: IncomingView, question: OpenQuestion, answer_read: ParsedReply
) -> Claim | None:
    row, reply = _row(question), _reply_of(view.body)
    if reply is None:
        return None
    if reply.token and reply.token != row.token:
        return _queue_reply(view, "safe_reply_none", row, token=reply.token)
    if answer_read.named or (row.state == RequestState.OPEN and row.expires_at > view.now):
        return _answer(view, reply, row)
    return _late(view, reply, row)


def _late(view: IncomingView, reply: Reply, row: Request) -> Claim:
    if row.answer == str(reply.answer):
        return _queue_reply(view, "safe_reply_again", row, token=row.token)
    changes = row.state == RequestState.ANSWERED and row.expires_at > view.now
    key = "safe_reply_change" if changes else "safe_reply_over"
    return _queue_reply(view, key, row, token=row.token)


def _which(view: IncomingView, questions: Sequence[OpenQuestion], _: ParsedReply) -> Claim:
    waiting = [_row(question) for question in questions]
    tokens = ", ".join(row.token for row in waiting)
    return _queue_reply(view, "safe_reply_which", waiting[0], tokens=tokens, token=waiting[0].token)


def _question_text(question: OpenQuestion, answer_read: ParsedReply, language: str) -> str:
    token = _row(question).token
    words = district.text("question_request", language)
    return words.format(token=token, reply=f"{token} {answer_read.answer}")


def _answer(view: IncomingView, reply: Reply, row: Request) -> Claim:
    if str(reply.answer) not in set(Answer):
        return _queue_reply(view, "safe_reply_wrong", row, token=row.token)
    if row.answer == str(reply.answer):
        return _queue_reply(view, "safe_reply_again", row, token=row.token)
    if row.state == RequestState.EXPIRED or row.expires_at <= view.now:
        return _queue_reply(view, "safe_reply_over", row, token=row.token)
    request_answer(request_id=row.id, answer=reply.answer, now=view.now)
    return _queue_reply(view, "safe_reply_noted", row, token=row.token)


def _queue_reply(view: IncomingView, key: str, row: Request, **words: str) -> Claim:
    reference = request_subject(row.id)
    body = settle(district.text(key, row.lease.language).format(**words))
    owner_hear(view, body, reference=reference, limit=OWNER_REPLIES)
    return Claim(by=BY, reference=reference)
