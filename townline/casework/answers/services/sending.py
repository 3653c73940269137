"""From a confirmation to the network and back: the hold, taking back, what became of it."""

import datetime as dt

from django.db import transaction

from townline.casework.answers.models import Confirmation, ConfirmedText, Draft
from townline.casework.answers.services.combining import (
    answer_share,
    last_seen_text,
    members_lock,
)
from townline.casework.answers.services.drafting import draft_clear
from townline.casework.cases.api import (
    NEWER_TEXT,
    CaseEvent,
    CaseState,
    Kind,
    NewerTextReceived,
    Remark,
    case_id_of,
    case_transition,
    due_columns,
    promise_columns,
    publish,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.classification.api import photos_index, placed_again, readings_again
from townline.casework.deadlines.api import promised_of, promised_store
from townline.casework.portal.api import follow_ups_plan, rating_rides
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import TextKind
from townline.platform.conversations.events import (
    OutgoingAccepted,
    OutgoingSettled,
    PhotosLooked,
    TextCompleted,
)
from townline.platform.core.history import audit

# An answer to several residents: it has gone out when each of its texts has met its fate.


def settle_text(
    case: Case, confirmation: Confirmation, text_id: int, outcome: str, now: dt.datetime
) -> bool:
    """Note what became of one text. Returns whether the answer as a whole is settled now.

    The case is locked by the caller. An answer to one resident is settled by its only text.
    """
    texts = {t.outgoing_text_id: t for t in ConfirmedText.objects.filter(confirmation=confirmation)}
    if not texts:
        return True
    texts[text_id].outcome = outcome
    texts[text_id].save(update_fields=["outcome"])
    if outcome == "failed":
        audit.record(
            audit.AuditEntry(
                subject=subject(case.id),
                event=Remark.SEND_FAILED_ONE,
                actor=audit.NETWORK,
                at=now,
                data={"text": text_id},
            )
        )
    return all(text.outcome for text in texts.values())


def reached_somebody(confirmation: Confirmation) -> bool:
    """Say whether at least one resident has the answer."""
    return ConfirmedText.objects.filter(confirmation=confirmation, outcome="accepted").exists()


SENT = {
    Kind.ANSWER: CaseEvent.SENT,
    Kind.INTERIM: CaseEvent.SENT_INTERIM,
    Kind.DECLINE: CaseEvent.SENT_DECLINE,
}

_CONFIRMED = frozenset({TextKind.ANSWER, TextKind.INTERIM})


def live_confirmation(case: Case) -> Confirmation | None:
    """Give the confirmation whose text has not left and was not taken back."""
    return Confirmation.objects.filter(case=case, ended_at=None).first()


def confirmation_end(confirmation: Confirmation, now: dt.datetime) -> None:
    """Mark a confirmation as used or taken back."""
    confirmation.ended_at = now
    confirmation.save(update_fields=["ended_at"])


def confirmation_cancel(confirmation: Confirmation, now: dt.datetime) -> bool:
    """Take back every text of an answer, or none of them when one has left."""
    texts = confirmation.texts.values_list("outgoing_text_id", flat=True)
    wanted = sorted({confirmation.outgoing_text_id, *texts})
    with transaction.atomic():
        done = all(conversations.text_cancel(text_id=one, now=now) for one in wanted)
        if not done:
            transaction.set_rollback(True)
    return done


def confirmation_void(*, case: Case, now: dt.datetime) -> bool:
    """A newer text came: stop the answer if it can still be stopped.

    Returns whether it was stopped; if a link already has it, the new text is dealt with when
    the network has accepted the answer.
    """
    confirmation = live_confirmation(case)
    if confirmation is None or not confirmation_cancel(confirmation, now):
        return False
    confirmation_end(confirmation, now)
    case_transition(case=case, event=CaseEvent.VOID, actor=audit.RESIDENT, now=now)
    return True


def bundle_void(member: Case, now: dt.datetime) -> None:
    """A newer text came into a locked case: an answer that speaks for it too is stopped."""
    if member.state != CaseState.BUNDLED:
        return
    lead = Case.objects.select_for_update().get(id=member.bundled_into_id or 0)
    if lead.state == CaseState.CONFIRMED:
        confirmation_void(case=lead, now=now)
    publish(lead, kind="text")


def answer_void(event: NewerTextReceived) -> None:
    """Stop what is on its way to residents who have written since."""
    _void(Case.objects.select_for_update().get(id=event.case_id), event.at)


def _void(case: Case, now: dt.datetime) -> None:
    if case.state == CaseState.CONFIRMED:
        confirmation_void(case=case, now=now)
    bundle_void(case, now)


def _confirmation_of(event: OutgoingAccepted | OutgoingSettled) -> Confirmation | None:
    # Most of what goes out are receipts and the like, which nobody confirms.
    if event.kind not in _CONFIRMED:
        return None
    live = Confirmation.objects.filter(ended_at=None)
    # Nearly all answers go to one resident, whose text the confirmation itself names.
    return (
        live.filter(outgoing_text_id=event.text_id).first()
        or live.filter(texts__outgoing_text_id=event.text_id).first()
    )


def on_accepted(event: OutgoingAccepted) -> None:
    """The network took the text: the promise is kept at this moment."""
    confirmation = _confirmation_of(event)
    if confirmation is None:
        _touch(event.reference)
        return
    members = members_lock(confirmation)
    case = Case.objects.select_for_update().get(id=confirmation.case_id)
    if settle_text(case, confirmation, event.text_id, "accepted", event.at):
        _record_sent(case, confirmation, event, members)


def _record_sent(
    case: Case,
    confirmation: Confirmation,
    event: OutgoingAccepted | OutgoingSettled,
    members: list[Case],
) -> None:
    confirmation_end(confirmation, event.at)
    # Before the draft that holds their check is emptied.
    draft = Draft.objects.filter(case=case).first()
    promised_store(
        case,
        text_id=confirmation.outgoing_text_id,
        promised=promised_of(draft.promised) if draft else (),
        officer_id=case.assignee_id or (draft.author_id if draft else None),
        at=event.at,
        members=members,
    )
    asks_rating = draft is not None and rating_rides(draft.body)
    _mark_answered(
        case, confirmation, event, confirmation.last_incoming_id, asks_rating=asks_rating
    )
    for member in members:
        answer_share(member, confirmation)
        _mark_answered(
            member,
            confirmation,
            event,
            last_seen_text(member, confirmation),
            asks_rating=asks_rating,
        )


def _mark_answered(
    case: Case,
    confirmation: Confirmation,
    event: OutgoingAccepted | OutgoingSettled,
    last_seen_text: int,
    *,
    asks_rating: bool,
) -> None:
    case_transition(
        case=case,
        event=SENT[Kind(confirmation.kind)],
        actor=audit.NETWORK,
        now=event.at,
        changes=sent_columns(case, confirmation, event.at) | {"bundled_into": None},
        data={"text": event.text_id},
    )
    draft_clear(case=case, now=event.at)
    follow_ups_plan(case=case, kind=Kind(confirmation.kind), at=event.at, asks_rating=asks_rating)
    _look_again(case, last_seen_text, event.at)


def sent_columns(case: Case, confirmation: Confirmation, at: dt.datetime) -> dict[str, object]:
    columns: dict[str, object] = {"first_answer_at": case.first_answer_at or at}
    if confirmation.kind == Kind.INTERIM:
        assert confirmation.next_due_at is not None  # noqa: S101 -- refused when submitted
        return columns | due_columns(at, confirmation.next_due_at) | {"promise_from": at}
    return columns | {"answered_at": at, "finished_at": at, "next_reminder_at": None}


def _look_again(case: Case, last_seen_text: int, now: dt.datetime) -> None:
    """Reopen a case whose resident wrote while the answer was already on its way."""
    newer = case.last_incoming_id != last_seen_text
    if newer and case.state in {CaseState.ANSWERED, CaseState.DECLINED}:
        case_transition(
            case=case,
            event=CaseEvent.REOPEN,
            actor=audit.SYSTEM,
            now=now,
            reason=NEWER_TEXT,
            changes=promise_columns(case.last_text_at) | {"finished_at": None},
        )


def on_settled(event: OutgoingSettled) -> None:
    """A text was delivered, refused for good, or is held as unknown."""
    if event.state != "failed":
        _touch(event.reference)
        return
    confirmation = _confirmation_of(event)
    if confirmation is None:
        _touch(event.reference)
        return
    members = members_lock(confirmation)
    case = Case.objects.select_for_update().get(id=confirmation.case_id)
    if not settle_text(case, confirmation, event.text_id, "failed", event.at):
        return
    if reached_somebody(confirmation):
        # Whoever has the answer must not get it twice: the other one is shown on the case.
        _record_sent(case, confirmation, event, members)
        return
    confirmation_end(confirmation, event.at)
    case_transition(
        case=case,
        event=CaseEvent.SEND_FAILED,
        actor=audit.NETWORK,
        now=event.at,
        reason=event.detail,
        data={"text": event.text_id},
    )


def on_completed(event: TextCompleted) -> None:
    """A text with a gap is whole now: what the mayor looked at is not what was sent."""
    case_id = case_id_of(event.reference)
    case = Case.objects.select_for_update().filter(id=case_id or 0).first()
    if case is None:
        return
    _void(case, event.at)
    readings_again([event.text_id], now=event.at)
    publish(case, kind="text")


def on_looked(event: PhotosLooked) -> None:
    """A photo of a text can be shown now: it is compared with others, and open pages are told."""
    if case_id_of(event.reference):
        photos_index(event.reference)
        placed_again(event.reference, now=event.at)
    for case in Case.objects.filter(id=case_id_of(event.reference) or 0):
        publish(case, kind="text")


def _touch(reference: str) -> None:
    for case in Case.objects.filter(id=case_id_of(reference) or 0):
        publish(case)
