"""Writing the words: draft, question, submit, withdraw, send back."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from townline.casework.answers.errors import DraftConflict, TooLate
from townline.casework.answers.models import Draft, DraftVersion
from townline.casework.answers.services.answer_photos import photos_check
from townline.casework.answers.services.templating import blanks_refuse, origin
from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    InvalidInput,
    Kind,
    WrongState,
    case_lock,
    case_transition,
    notify,
    others_of,
    recipients,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.api import ReferralOpen, referral_is_open
from townline.casework.deadlines.api import Promise, dates_checked
from townline.casework.portal.api import rating_tail
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import TextKind
from townline.platform.departments.api import Act, Permission

BODY_LIMIT = 5_000


@transaction.atomic
def draft_save(
    act: Act,
    *,
    code: str,
    body: str,
    kind: Kind = Kind.ANSWER,
    reason: str = "",
    remedy: str = "",
    next_due_at: dt.datetime | None = None,
    base_version: int | None = None,
    korean: str | None = None,
    template: str | None = None,
) -> Draft:
    """Save the words under a new version; the case becomes *drafted*.

    ``base_version`` is the version the writer started from (0: none); None overwrites.
    ``korean`` says what words in another language mean, ``template`` which one they were begun
    from; None leaves both as they are. Saving what is already there changes nothing.

    Raises DraftConflict with the other version, WrongState, InvalidInput.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _check_body(body + (korean or ""))
    if case.department_id is None:
        raise WrongState("send the case to a department first", state=case.state)
    draft = Draft.objects.select_for_update().filter(case=case).first()
    _check_version(draft, base_version, body)
    wanted = {
        "kind": kind,
        "body": body,
        "reason": reason,
        "remedy": remedy,
        "next_due_at": next_due_at,
    } | origin(korean, template)
    settled = case.state in {CaseState.DRAFTED, CaseState.AWAITING_CONFIRMATION}
    if draft and settled and all(getattr(draft, k) == v for k, v in wanted.items()):
        return draft
    if case.state != CaseState.DRAFTED:
        case_transition(case=case, event=CaseEvent.DRAFT, actor=act.actor, now=act.now)
    draft = draft or Draft(case=case, version=0, author_id=act.viewer.staff_id)
    for name, value in wanted.items():
        setattr(draft, name, value)
    draft.version += 1
    draft.author_id = act.viewer.staff_id
    draft.updated_at = act.now
    draft.submitted_by = draft.submitted_at = None
    draft.save()
    return draft


def _check_body(body: str) -> None:
    if len(body) > BODY_LIMIT:
        raise InvalidInput(
            f"the text has {len(body)} characters; at most {BODY_LIMIT} are accepted"
        )
    if "\x00" in body:
        raise InvalidInput("the text holds a character that cannot be sent (NUL)")


def _check_version(draft: Draft | None, base_version: int | None, body: str) -> None:
    current = draft.version if draft else 0
    if base_version is None or base_version == current or (draft and draft.body == body):
        return
    raise DraftConflict(
        "somebody else saved this draft in the meantime",
        version=current,
        theirs=draft.body if draft else "",
        mine=body,
    )


@transaction.atomic
def draft_submit(
    act: Act,
    *,
    code: str,
    base_version: int | None = None,
    send_at: dt.datetime | None = None,
    promised: Sequence[Promise] | None = None,
) -> Case:
    """Put the draft before the mayor.

    ``promised`` are the dates in the words that a person says are promises. None: nobody was
    asked; DatesUnchecked where the words name dates that nobody has looked at.

    ``send_at`` asks to send it later, never after the promise (TooLate). Raises InvalidInput
    for an empty draft or one that cannot go out as one text.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    draft = Draft.objects.select_for_update().filter(case=case).first()
    if draft is None:
        raise WrongState("there is no draft yet; write one first", state=case.state)
    _check_version(draft, base_version, draft.body if base_version is None else "")
    tail = rating_tail(case_id=case.id, language=case.language, now=act.now)
    draft.body = tail.added(draft.body, Kind(draft.kind)) if tail else draft.body
    _check_complete(case, draft, act.now)
    check_ours(case, draft)
    check_send_at(case, send_at, act.now)
    draft.promised = dates_checked(draft, promised, act.now)
    case_transition(
        case=case,
        event=CaseEvent.SUBMIT,
        actor=act.actor,
        now=act.now,
        data={"version": draft.version},
    )
    draft.submitted_by_id = act.viewer.staff_id
    draft.submitted_at = act.now
    draft.send_at = send_at
    draft.save(update_fields=["submitted_by", "submitted_at", "send_at", "promised", "body"])
    DraftVersion.objects.update_or_create(
        case=case,
        version=draft.version,
        defaults={
            "kind": draft.kind, "body": draft.body, "author_id": draft.author_id, "at": act.now,
            "korean": draft.korean, "template": draft.template,
        },
    )  # fmt: skip
    return case


def _check_complete(case: Case, draft: Draft, now: dt.datetime) -> None:
    if not draft.body.strip():
        raise InvalidInput("the draft is empty; write the answer first")
    measure = conversations.measure(draft.body)
    if measure.kind == "too_long":
        raise InvalidInput(
            f"the text has {measure.bytes_cp949} bytes; at most {measure.limit} fit one long text"
        )
    blanks_refuse(draft.body)
    photos_check(len(draft.photos), now=now)
    if draft.kind == Kind.DECLINE and not (draft.reason.strip() and draft.remedy.strip()):
        raise InvalidInput("declining needs the reason and what the resident can do instead")
    if draft.kind == Kind.INTERIM and (draft.next_due_at is None or draft.next_due_at <= now):
        raise InvalidInput("an interim reply needs the day of the next update")


def check_ours(case: Case, draft: Draft) -> None:
    """Refuse a last answer while an agency still owes one: until then the case is ours."""
    if draft.kind != Kind.INTERIM and referral_is_open(case.id):
        raise ReferralOpen(
            "an outside agency owes an answer; send an interim one, or write what they said"
        )


def check_send_at(case: Case, send_at: dt.datetime | None, now: dt.datetime) -> None:
    """Refuse to send later than the promise."""
    if send_at is not None and send_at > now and send_at > case.answer_due_at:
        raise TooLate(
            "the answer is due before that; choose an earlier time",
            answer_due_at=case.answer_due_at.isoformat(),
        )


def draft_clear(*, case: Case, now: dt.datetime) -> None:
    """Empty the sheet once its words have left; what was sent stays with the texts.

    The version goes on rising, so that nobody's old page can save over a new draft.
    """
    Draft.objects.filter(case=case).update(
        **empty_sheet(), version=F("version") + 1, updated_at=now
    )


def empty_sheet() -> dict[str, Any]:
    """Give the columns of a draft without words."""
    return {
        "kind": Kind.ANSWER, "body": "", "reason": "", "remedy": "", "next_due_at": None,
        "send_at": None, "photos": [], "korean": "", "template": "", "promised": {},
        "submitted_by_id": None, "submitted_at": None,
    }  # fmt: skip


@transaction.atomic
def draft_withdraw(act: Act, *, code: str) -> Case:
    """Take the draft back from the mayor's desk to go on writing."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    case_transition(case=case, event=CaseEvent.WITHDRAW, actor=act.actor, now=act.now)
    return case


@transaction.atomic
def draft_send_back(act: Act, *, code: str, reason: str) -> Case:
    """Return the draft for rewording; the reason goes with it."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.SEND_BACK)
    if not reason.strip():
        raise InvalidInput("say what should be different, so that the next draft is right")
    case_transition(
        case=case, event=CaseEvent.SEND_BACK, actor=act.actor, now=act.now, reason=reason
    )
    notify(case, recipients(case, 1) - {act.viewer.staff_id}, "returned", act.now)
    return case


@transaction.atomic
def question_send(act: Act, *, code: str, body: str) -> Case:
    """Ask the resident something at once; needs no confirmation. The promise goes on."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _check_body(body)
    if not body.strip():
        raise InvalidInput("the question is empty")
    blanks_refuse(body)
    case_transition(case=case, event=CaseEvent.ASK, actor=act.actor, now=act.now)
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        conversations.text_queue(
            resident_id=resident,
            kind=TextKind.QUESTION,
            body=body,
            reference=subject(case.id),
            now=act.now,
        )
    return case
