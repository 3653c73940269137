"""A resident's text becomes a case, or joins one."""

import datetime as dt
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from townline.casework.cases import rules
from townline.casework.cases.events import CaseOpened, TextHeard, TextJoined
from townline.casework.cases.models import Case, CaseResident
from townline.casework.cases.ports.crowds import crowd
from townline.casework.cases.rules import FINISHED, OPEN, Event, Remark, State, subject
from townline.casework.cases.selectors.aliases import survivor
from townline.casework.cases.selectors.thread import thanks_words
from townline.casework.cases.selectors.topic_changes import hints
from townline.casework.cases.services.promise import promise_columns
from townline.casework.cases.services.transition import case_transition, publish
from townline.casework.cases.services.wording import automatic
from townline.casework.cases.settings import Cases
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Claim, IncomingView
from townline.platform.conversations.settings import TextLine
from townline.platform.core import district, events, resident_moments
from townline.platform.core.database import rows
from townline.platform.core.history import audit
from townline.platform.core.settings import Office
from townline.platform.core.text import likeness
from townline.platform.triage import api as triage


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def text_claim(view: IncomingView) -> Claim:
    """Take a text for the room: join a case of its sender, else open one. Never declines.

    Joining goes by a case code in the text, else by recency; a text that holds only thanks
    is put with the sender's last case and changes nothing.
    """
    if not view.photos and rules.is_only_thanks(view.body, thanks_words()):
        return _thanks(view)
    case = None if view.first_text else _case_of(view)
    if case is None:
        return _open(view, view.now)
    claim = text_join(case, view, view.now)
    _tell_joined(case, view)
    return claim


def _tell_joined(case: Case, view: IncomingView) -> None:
    events.emit(
        TextJoined(
            case_id=case.id,
            code=case.code or "",
            text_id=view.id,
            received_at=view.received_at,
            at=view.now,
        )
    )


def _thanks(view: IncomingView) -> Claim:
    case = _latest(view.resident_id).first()
    if case is None:
        return Claim(by="cases.thanks", reference="")
    text_noted(case, view, Remark.THANKS)
    return Claim(by="cases.thanks", reference=subject(case.id))


def text_noted(case: Case, view: IncomingView, remark: Remark) -> None:
    """Put a text with a locked case, for a person to see, without changing how it stands."""
    text_heard(case, view, view.now)
    _record(case, remark, view, view.now)


def _latest(resident_id: int) -> QuerySet[Case]:
    locked = Case.objects.select_for_update().exclude(state=State.MERGED)
    return locked.filter(theirs(resident_id)).order_by("-last_text_at", "-id")


def theirs(resident_id: int) -> Q:
    """Select a resident's cases, also those of others in which a text of theirs lies."""
    also = list(CaseResident.objects.filter(resident=resident_id).values_list("case", flat=True))
    return Q(resident_id=resident_id) | Q(id__in=also) if also else Q(resident_id=resident_id)


def _case_of(view: IncomingView) -> Case | None:
    case = case_by_code(view)
    if case is not None:
        return case
    case = case_by_recency(view)
    return None if case is not None and is_another_matter(case, view) else case


def is_another_matter(case: Case, view: IncomingView) -> bool:
    """Say whether a text is so foreign to a case that it opens its own without being asked.

    A reply to our question is never taken for one; below the threshold a person decides.
    """
    if case.state == State.AWAITING_RESIDENT or not likeness.services_in(view.body, hints()):
        return False
    said = [t.body for t in conversations.thread(subject(case.id)) if t.direction == "in"]
    return likeness.otherness(view.body, said, hints()) >= hints().own_case_at


def case_by_code(view: IncomingView) -> Case | None:
    """Lock the sender's own case that a text names; None for a code of anybody else's."""
    prefix = district.part(Cases).case_code_prefix
    codes = rules.codes_in(view.body, prefix)
    if not codes:
        return None
    # A code of somebody else's case is only a word: it must not open that case's door.
    mine = Case.objects.filter(theirs(view.resident_id), code__in=codes)
    case = mine.order_by("-last_text_at", "-id").first()
    # A code may be the old name of a merged case, and that may be merged just now.
    while case is not None:
        case = Case.objects.select_for_update().get(id=survivor(case).id)
        if case.state != State.MERGED:
            break
    return case


def case_by_recency(view: IncomingView) -> Case | None:
    """Lock the sender's case that is being talked of: an open one, else one just answered."""
    now = view.now
    said = district.part(Cases)
    values: dict[str, Any] = {
        "resident": view.resident_id,
        "open": sorted(OPEN),
        "since": now - said.join_window,
        "answered": [State.ANSWERED, State.DECLINED],
        "answered_since": now - said.reopen_window,
    }
    # Most texts open a case: that there is none to join is found out by one cheap statement.
    with connection.cursor() as cursor:
        cursor.execute(_RECENT, values)
        found = cursor.fetchone()
    return Case.objects.get(id=found[0]) if found else None


_RECENT = """
SELECT id FROM cases_case WHERE (resident_id = %(resident)s OR id = ANY(ARRAY(
  SELECT case_id FROM cases_caseresident WHERE resident_id = %(resident)s))) AND (
  state = ANY(%(open)s) AND last_text_at >= %(since)s
  OR state = ANY(%(answered)s) AND finished_at >= %(answered_since)s)
ORDER BY state = ANY(%(answered)s), last_text_at DESC, id DESC LIMIT 1 FOR UPDATE
"""


def _open(view: IncomingView, now: dt.datetime) -> Claim:
    prefix = district.part(Cases).case_code_prefix
    local = view.received_at.astimezone(district.current().zone)
    # Taken before the row is written: its code is made of it.
    (number,) = rows.ids_take(Case, 1)
    case = Case(
        id=number,
        code=rules.case_code(prefix, local, number),
        resident_id=view.resident_id,
        title=_title(view),
        preview=view.body[:160] or _title(view),
        language=view.language,
        opened_at=now,
        first_text_at=view.received_at,
        last_text_at=view.received_at,
        last_incoming_id=view.id,
        updated_at=now,
        **promise_columns(view.received_at),
    )
    rows.row_insert(case)
    events.emit(
        CaseOpened(
            case_id=case.id,
            code=case.code or "",
            text_ids=(view.id,),
            since=view.received_at,
            actor=audit.RESIDENT,
            at=now,
            words=(view.body,),
        )
    )
    _record(case, Remark.OPEN, view, now, to_state=State.RECEIVED)
    publish(case, kind="text")
    _receipt(_first_answer(view), case, view)
    return Claim(by="cases", reference=subject(case.id))


def _first_answer(view: IncomingView) -> str:
    """Ask again where there is nothing to read; a person has the case all the same."""
    if view.photos:
        return "receipt"
    if not any(sign.isprintable() and not sign.isspace() for sign in view.body):
        return "empty"
    return "unreadable" if 2 * view.body.count("\ufffd") > len(view.body) else "receipt"


def _title(view: IncomingView) -> str:
    return rules.title_from(view.body, photos=view.photos, language=view.language)


def _record(
    case: Case, event: Remark, view: IncomingView, now: dt.datetime, to_state: str = ""
) -> None:
    audit.record(
        audit.Entry(
            subject=subject(case.id), event=event, actor=audit.RESIDENT, at=now,
            to_state=to_state, data={"text": view.id},
        )
    )  # fmt: skip


def text_join(case: Case, view: IncomingView, now: dt.datetime) -> Claim:
    """Put a text with a locked case; one that is finished is opened again."""
    state = State(case.state)
    changes: dict[str, Any] = {}
    if state in FINISHED:
        event, key = Event.REOPEN, "receipt_reopened"
        changes = promise_columns(view.received_at) | {"finished_at": None}
    elif state is State.AWAITING_RESIDENT:
        event = Event.REPLY if case.department_id else Event.REPLY_UNASSIGNED
        key = "receipt_reply"
    else:
        event, key = Event.JOIN, "receipt_joined"
    text_heard(case, view, now)
    case_transition(
        case=case, event=event, actor=audit.RESIDENT, now=now, changes=changes,
        data={"text": view.id},
    )  # fmt: skip
    publish(case, kind="text")
    _receipt(key, case, view)
    return Claim(by="cases", reference=subject(case.id))


def text_heard(case: Case, view: IncomingView, now: dt.datetime) -> None:
    """Note a resident's newest text on a locked case, in whatever state it is.

    Even thanks is a newer text than the one that an answer on its way was confirmed for: the
    case may stand elsewhere afterwards.
    """
    case.last_incoming_id = view.id
    case.last_text_at = max(case.last_text_at, view.received_at)
    case.unread = True
    case.updated_at = now
    case.save(update_fields=["last_incoming_id", "last_text_at", "unread", "updated_at"])
    if case.state in {State.CONFIRMED, State.BUNDLED}:
        events.emit(TextHeard(case_id=case.id, at=now))
        case.refresh_from_db()


# A receipt waits for what its text is read as, which ends the wait: whoever may be in danger gets
# advice and no deadline. Where nobody reads it leaves after this.
_TO_READ = dt.timedelta(seconds=2)
# That a finished case is opened again may turn out to be another matter, and is told of that.
_TO_READ_AGAIN = dt.timedelta(seconds=10)


def _receipt(key: str, case: Case, view: IncomingView) -> None:
    if not district.part(TextLine).receipt.enabled:
        return
    now = crowd(view.received_at) if key == "receipt" else None
    if now and now.about[0]:
        said = now.about[view.language != "ko"]
        _say("receipt_crowd", case, view, said=said, count=str(now.count))
    else:
        _say(key, case, view)
    if view.parts_missing:
        _say("receipt_part_missing", case, view)


def _say(key: str, case: Case, view: IncomingView, **more: str) -> None:
    body = automatic(
        key,
        view.language,
        code=case.code or "",
        due=resident_moments.promise(case.answer_due_at, case.promise_from, view.language),
        line_number=district.line_number(),
        duty_phone=district.part(Office).duty_phone,
        **more,
    )
    conversations.automatic_queue(
        resident_id=view.resident_id,
        body=body,
        reference=subject(case.id),
        now=view.now,
        not_before=_leaves_at(key, view.now),
        receipt_for=view.id,
    )


def _leaves_at(key: str, now: dt.datetime) -> dt.datetime | None:
    if key == "receipt_reopened":
        return now + _TO_READ_AGAIN
    return now + _TO_READ if triage.is_read() else None
