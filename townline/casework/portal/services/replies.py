"""Replies to what a resident was asked: a rating and why, or how it is a month later.

A digit or a short word comes by ``questions.py``; here is what is done with it, and
what a reply in free words is taken for.
"""

from django.db.models import Q

from townline.casework.cases import api as cases
from townline.casework.cases.api import (
    FINISHED,
    OPEN,
    CaseState,
    Intent,
    Remark,
    ReplyReceived,
    case_id_of,
    codes_in,
    hints,
    intent_of,
    publish,
    subject,
    text_join,
    theirs,
)
from townline.casework.cases.models import Case
from townline.casework.portal.models import FollowUp
from townline.casework.portal.rules.follow_ups import (
    FollowEvent,
    FollowKind,
    FollowState,
)
from townline.casework.portal.rules.residents import BY_REPLY, Reply, reply_of
from townline.casework.portal.services.follow_ups import FOLLOW_UPS, follow_up_rated
from townline.casework.portal.services.not_fixed import case_not_fixed
from townline.casework.portal.services.notifications import (
    fill_text,
    heads_notice,
    queue_text,
    remark,
)
from townline.casework.portal.services.rating import rating_give
from townline.casework.portal.services.texts import line_words
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause, Claim, IncomingView
from townline.platform.core import events
from townline.platform.core.history import audit

_RUNNING = (FollowState.ASKED, FollowState.WONDERING)
BY = BY_REPLY


def reply_claim(view: IncomingView) -> Claim | None:
    """Take free words that reply to an open question; the last one that was asked goes first."""
    for number, case_id in _open(view):
        case = Case.objects.select_for_update().get(id=case_id)
        row = FollowUp.objects.select_for_update().get(id=number)
        reply = _reason_claim if row.kind == FollowKind.RATING else _checked_in
        claim = reply(row, case, view) if case.state != CaseState.MERGED else None
        if claim is not None:
            return claim
    return None


def emit_reply(view: IncomingView, claim: Claim | None) -> Claim | None:
    """Tell rooms above what was taken as a reply about a case; gives the claim back."""
    case_id = case_id_of(claim.reference) if claim else None
    if case_id is not None:
        events.emit(
            ReplyReceived(
                case_id=case_id,
                text_id=view.id,
                body=view.body,
                received_at=view.received_at,
                at=view.now,
            )
        )
    return claim


def _open(view: IncomingView) -> list[tuple[int, int]]:
    found = FollowUp.objects.filter(
        state__in=_RUNNING, resident=view.resident_id, open_until__gt=view.received_at
    )
    return list(found.order_by("-asked_at", "-id").values_list("id", "case"))


def _reason_claim(row: FollowUp, case: Case, view: IncomingView) -> Claim | None:
    wondering = row.wonder_until is not None and row.wonder_until > view.received_at
    if row.state == FollowState.WONDERING and wondering and _speaks_of(case, row, view):
        return _why(row, case, view)
    return None


def rating_take(row: FollowUp, case: Case, view: IncomingView, stars: int) -> Claim:
    """Keep the stars for a locked question; few of them are asked why."""
    rating_give(
        case=case,
        resident_id=view.resident_id,
        stars=stars,
        via="text",
        now=view.now,
        text=view.id,
    )
    few = follow_up_rated(row, stars=stars, at=view.received_at, now=view.now)
    return _thank("rate_why" if few else "rate_thanks", case, view)


def _why(row: FollowUp, case: Case, view: IncomingView) -> Claim:
    FOLLOW_UPS.move(row, FollowEvent.ANSWER, actor=audit.RESIDENT, now=view.now)
    remark(case, Remark.RATE_WHY, audit.RESIDENT, view.now, text=view.id)
    heads_notice(case, "rating_low", view.now)
    return _thank("rate_why_receipt", case, view)


def _checked_in(row: FollowUp, case: Case, view: IncomingView) -> Claim | None:
    # With a photo, a digit comes here as well: there is more to look at.
    reply = reply_of(view.body, line_words())
    if reply is None and not _speaks_of(case, row, view):
        return None
    return check_in_take(row, case, view, reply)


def check_in_take(row: FollowUp, case: Case, view: IncomingView, reply: Reply | None) -> Claim:
    """Take how it is now, for a locked question; ``reply`` None: it is told in words."""
    FOLLOW_UPS.move(row, FollowEvent.ANSWER, actor=audit.RESIDENT, now=view.now)
    reply_name = str(reply) if reply else "words"
    remark(case, Remark.CHECK_IN_SAID, audit.RESIDENT, view.now, text=view.id, said=reply_name)
    if reply is Reply.FIXED and not view.photos:
        return _thank("check_in_fixed", case, view)
    if reply is Reply.NOT_FIXED and case.state in FINISHED:
        return case_not_fixed(case, view)
    return text_join(case, view, view.now)


def _thank(key: str, case: Case, view: IncomingView) -> Claim:
    words = fill_text(key, case, view.language)
    queue_text(words, case, view.resident_id, view.now, cause=Cause.ASKED)
    publish(case, kind="text")
    return Claim(by=BY, reference=subject(case.id))


def _speaks_of(case: Case, row: FollowUp, view: IncomingView) -> bool:
    """Say whether free words are likely the reply: nothing else is being talked of.

    Words that name the case itself are about it, whatever else is open.
    """
    codes = set(codes_in(view.body, line_words().prefix))
    if intent_of(view).intent is not Intent.REPORT or codes - {case.code}:
        return False
    if codes:
        return True
    since = row.asked_at or row.due_at
    talk = Q(last_text_at__gt=since) | Q(state=CaseState.AWAITING_RESIDENT)
    others = Case.objects.filter(theirs(view.resident_id), talk, state__in=sorted(OPEN))
    return not others.exclude(id=case.id).exists() and not _foreign(case, view)


def _foreign(case: Case, view: IncomingView) -> bool:
    """Say whether words may be of another matter: a doubtful one is a text like any other."""
    if not cases.services_in(view.body, hints()):
        return False
    earlier = [t.body for t in conversations.thread(subject(case.id)) if t.direction == "in"]
    return cases.otherness(view.body, earlier, hints()) >= hints().suggest_at
