"""The mayor's word: it binds exactly the words shown, and can be taken back during the hold."""

import datetime as dt
import re

from django.conf import settings
from django.db import transaction

from townline.casework.answers.errors import PressTooOld, TextChanged
from townline.casework.answers.models import Confirmation, ConfirmedText, Draft
from townline.casework.answers.selectors.answer_detail import words_of
from townline.casework.answers.services.combining import bundled_of
from townline.casework.answers.services.drafting import check_send_at
from townline.casework.answers.services.sending import (
    confirmation_cancel,
    confirmation_end,
    live_confirmation,
)
from townline.casework.cases import api as cases, api as cases_api
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    InvalidInput,
    Kind,
    NotAllowed,
    WrongState,
    case_lock,
    case_transition,
    others_of,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.api import ALONE, combined_answers
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import TextKind
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission, Role, Viewer


@transaction.atomic
def case_confirm(
    act: Act,
    *,
    code: str,
    hash_: str,
    send_at: dt.datetime | None = None,
    at_once: bool = False,
    press: dict[str, str] | None = None,
) -> Confirmation:
    """Confirm the words that hash to ``hash_``; they leave after the hold.

    Later, where the draft or ``send_at`` says so, or at the end of the quiet hours where the
    district lets answers wait; ``at_once`` overrules both.
    ``press`` stays in the history: see ``idempotent_approval.py``.

    Raises TextChanged when the words, the recipient or the resident's last text are others
    than those looked at, WrongState when nothing awaits confirmation, NotAllowed.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    if case.state != CaseState.AWAITING_CONFIRMATION:
        raise WrongState(f"nothing awaits confirmation; the case is {case.state}", state=case.state)
    draft = Draft.objects.select_for_update().get(case=case)
    together = combined_answers([case.id]).get(case.id, ALONE)
    words = words_of(case, draft, others_of([case.id]).get(case.id, ()), together)
    if hash_ != cases.confirmation_hash(words):
        raise TextChanged("the answer or the resident's last text has changed; look at it again")
    recipients = (words.resident_id, *words.others)
    if any(conversations.resident_waiting(resident_id=one) for one in recipients):
        raise TextChanged("a new text of this resident is just coming in; look at it first")
    leaves_at = _leaves_at(case, send_at or draft.send_at, act.now, at_once=at_once)
    text_id, *more = [
        conversations.text_queue(
            resident_id=one,
            kind=TextKind.INTERIM if words.kind is Kind.INTERIM else TextKind.ANSWER,
            body=words.body,
            reference=subject(case.id),
            now=act.now,
            not_before=leaves_at,
            confirmed_hash=hash_,
            photos=words.attachments,
        )
        for one in recipients
    ]
    confirmation = Confirmation.objects.create(
        case=case,
        hash=hash_,
        kind=words.kind,
        last_incoming_id=words.last_incoming_id,
        next_due_at=words.next_due_at,
        bundled=bundled_of(words.bundled),
        confirmed_by_id=act.viewer.staff_id,
        on_behalf=act.viewer.role is Role.DEPUTY,
        at=act.now,
        leaves_at=leaves_at,
        outgoing_text_id=text_id,
    )
    if more:
        ConfirmedText.objects.bulk_create(
            ConfirmedText(confirmation=confirmation, outgoing_text_id=one)
            for one in (text_id, *more)
        )
    case_transition(
        case=case,
        event=CaseEvent.CONFIRM,
        actor=act.actor,
        now=act.now,
        data={"hash": hash_, "text": text_id, "on_behalf": confirmation.on_behalf}
        | ({"more": more} if more else {})
        | (press or {}),
    )
    return confirmation


def _leaves_at(
    case: Case, send_at: dt.datetime | None, now: dt.datetime, *, at_once: bool
) -> dt.datetime:
    held = now + settings.TOWNLINE_CONFIRM_HOLD
    if at_once:
        return held
    check_send_at(case, send_at, now)
    return cases_api.answer_leaves(case, max(held, send_at or now))


@transaction.atomic
def case_leave(act: Act, *, code: str, send_at: dt.datetime | None = None) -> Confirmation:
    """Let a confirmed answer that waits leave at once, or at another moment.

    It is taken back and confirmed anew, with the same words, so that at every moment one text
    waits. Raises WrongState when it has left, TooLate for a moment after the promise.
    """
    before = live_confirmation(
        case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    )
    case_undo(act, code=code)
    hash_ = before.hash if before else ""
    return case_confirm(act, code=code, hash_=hash_, send_at=send_at, at_once=send_at is None)


@transaction.atomic
def case_undo(act: Act, *, code: str, reason: str = "") -> Case:
    """Take a confirmation back while its text has not left. Raises WrongState when it has."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    confirmation = live_confirmation(case)
    if confirmation is None or not confirmation_cancel(confirmation, act.now):
        raise WrongState("the answer has already left", state=case.state)
    confirmation_end(confirmation, act.now)
    case_transition(case=case, event=CaseEvent.UNDO, actor=act.actor, now=act.now, reason=reason)
    return case


# A confirmation that a phone sends again, because it does not know whether it arrived.

LIFE = dt.timedelta(hours=12)
_NAME = re.compile(r"[0-9a-f-]{32,36}")


@transaction.atomic
def case_confirm_once(
    act: Act, *, code: str, hash_: str, press: str, person: int, pressed_at: dt.datetime
) -> bool:
    """Confirm as ``case_confirm`` does, once for each ``press``; the hold begins now.

    ``press`` is a random name (UUID) of the press, ``person`` who pressed. Returns False when
    it had arrived already, or the same person had confirmed these words in another way: then
    nothing is done, also when the answer was taken back since. Raises PressTooOld after twelve
    hours, NotAllowed for another person's press, and what ``case_confirm`` raises.
    """
    if not _NAME.fullmatch(press):
        raise InvalidInput("a press is named by a UUID")
    if person != act.viewer.staff_id:
        raise NotAllowed("this was pressed by somebody else")
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.CONFIRM)
    if _has_arrived(case, press) or _is_confirmed(case, act.viewer, hash_):
        return False
    if act.now - pressed_at > LIFE:
        raise PressTooOld("this was pressed more than twelve hours ago; look at it again")
    press_record = {"press": press, "pressed_at": pressed_at.isoformat(timespec="seconds")}
    case_confirm(act, code=code, hash_=hash_, press=press_record)
    return True


def _has_arrived(case: Case, press: str) -> bool:
    lines = audit.history(subject(case.id)).filter(event=CaseEvent.CONFIRM.tag, data__press=press)
    return lines.exists()


def _is_confirmed(case: Case, viewer: Viewer, hash_: str) -> bool:
    """Say whether these words are on their way, or went out, by this person's word."""
    mine = Confirmation.objects.filter(case=case, hash=hash_, confirmed_by=viewer.staff_id)
    return case.state != CaseState.AWAITING_CONFIRMATION and mine.exists()
