"""A resident's text becomes a case, or joins one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from townline.casework.cases import rules
from townline.casework.cases.events import CaseOpened, NewerTextReceived, TextJoined
from townline.casework.cases.models import Case, CaseResident
from townline.casework.cases.ports import LEGAL_DUE
from townline.casework.cases.rules import FINISHED, OPEN, CaseEvent, CaseState, Remark, subject
from townline.casework.cases.rules.intent import (
    BY_NOTED,
    DATA_REQUESTS,
    Intent,
    IntentReading,
    is_empty,
)
from townline.casework.cases.selectors.codes import survivor
from townline.casework.cases.selectors.topic_changes import hints
from townline.casework.cases.services.intent import intent_of
from townline.casework.cases.services.promise import (
    aim_columns,
    law_columns,
    promise_columns,
    promise_give,
)
from townline.casework.cases.services.receipts import receipt_send
from townline.casework.cases.services.returning import review_ask
from townline.casework.cases.services.transition import case_transition, publish
from townline.casework.cases.settings import Cases, DataRequest
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Claim, IncomingView
from townline.platform.core import district, events
from townline.platform.core.database import rows
from townline.platform.core.history import audit
from townline.platform.core.text import likeness

_BY_THANKS = "cases.thanks"
_REPORT = IntentReading(Intent.REPORT)


# Without a savepoint: the router undoes its whole transaction when a text fails.
@transaction.atomic(savepoint=False)
def text_claim(view: IncomingView) -> Claim:
    """Take a text for the room: join a case of its sender, else open one. Never declines.

    Joining goes by a case code in the text, else by recency. Only what needs an answer opens a
    case with a promise, or opens a finished one again (``rules/intent.py``); what may be thanks
    or nothing at all waits for a person's press.
    """
    reading = intent_of(view)
    if reading.intent is Intent.THANKS and (claim := _thanks(view, reading)):
        return claim
    if (request := _data_request(reading)) and not _is_awaited(view):
        return _open(view, view.now, reading, request)
    case = None if view.first_text else _case_of(view)
    if case is None or (reading.intent is Intent.ADVERT and case.state in FINISHED):
        return _open(view, view.now, reading)
    if not reading.promises and case.state != CaseState.AWAITING_RESIDENT:
        return _note_text(case, view, Remark.LITTLE, reading)
    claim = text_join(case, view, view.now)
    _emit_joined(case, view)
    return claim


@transaction.atomic(savepoint=False)
def text_report(view: IncomingView) -> tuple[Claim, Case]:
    """Take a text as a report whatever it says ("2"): join a case of its sender, else open one."""
    case = _case_of(view)
    if case is None:
        claim = _open(view, view.now, _REPORT, write=Case.save)
    else:
        claim = text_join(case, view, view.now)
        _emit_joined(case, view)
    number = rules.case_id_of(claim.reference)
    return claim, Case.objects.select_for_update().get(id=number or 0)


def _emit_joined(case: Case, view: IncomingView) -> None:
    events.emit(
        TextJoined(
            case_id=case.id,
            code=case.code or "",
            text_id=view.id,
            received_at=view.received_at,
            at=view.now,
        )
    )


def _data_request(reading: IntentReading) -> DataRequest | None:
    """Give how the district answers a request about data; None for any other text."""
    if reading.intent not in DATA_REQUESTS:
        return None
    found: DataRequest | None = getattr(district.part(Cases).data_requests, reading.intent)
    return found


def _is_awaited(view: IncomingView) -> bool:
    mine = Case.objects.filter(theirs(view.resident_id), state=CaseState.AWAITING_RESIDENT)
    return not view.first_text and mine.exists()


def _thanks(view: IncomingView, reading: IntentReading) -> Claim | None:
    """Put thanks with the sender's last case; None where more words need a case, or are a reply."""
    case = None if view.first_text else _latest(view.resident_id).first()
    if case is None:
        return Claim(by=_BY_THANKS, reference="") if reading.sure else None
    if not reading.sure and case.state == CaseState.AWAITING_RESIDENT:
        return None
    return _note_text(case, view, Remark.THANKS, reading, by=_BY_THANKS)


def _note_text(
    case: Case, view: IncomingView, remark: Remark, reading: IntentReading, by: str = BY_NOTED
) -> Claim:
    """Put a text with a case that it does not move; a doubtful one waits for a person's press."""
    text_noted(case, view, remark)
    if not reading.sure or reading.intent is Intent.ADVERT:
        # It may be more than it looks: danger is looked for in it as in any other.
        _emit_joined(case, view)
    if not reading.sure and case.state in FINISHED:
        review_ask(case, view.now)
    publish(case, kind="text")
    return Claim(by=by, reference=subject(case.id))


def text_noted(case: Case, view: IncomingView, remark: Remark) -> None:
    """Put a text with a locked case, for a person to see, without changing how it stands."""
    record_text(case, view, view.now)
    _record(case, remark, view, view.now)


def _latest(resident_id: int) -> QuerySet[Case]:
    locked = Case.objects.select_for_update().exclude(state=CaseState.MERGED)
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
    if case.state == CaseState.AWAITING_RESIDENT or not likeness.services_in(view.body, hints()):
        return False
    earlier = [t.body for t in conversations.thread(subject(case.id)) if t.direction == "in"]
    return likeness.otherness(view.body, earlier, hints()) >= hints().own_case_at


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
        if case.state != CaseState.MERGED:
            break
    return case


def case_by_recency(view: IncomingView) -> Case | None:
    """Lock the sender's case that is being talked of: an open one, else one just answered."""
    now = view.now
    settings = district.part(Cases)
    values: dict[str, Any] = {
        "resident": view.resident_id,
        "open": sorted(OPEN),
        "since": now - settings.join_window,
        "answered": [CaseState.ANSWERED, CaseState.DECLINED],
        "answered_since": now - settings.reopen_window,
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


def _open(
    view: IncomingView,
    now: dt.datetime,
    reading: IntentReading,
    request: DataRequest | None = None,
    write: Callable[[Case], None] = rows.row_insert,
) -> Claim:
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
        department_id=request.department if request else None,
        **_deadline(view, reading, request),
    )
    write(case)
    events.emit(
        CaseOpened(
            case_id=case.id,
            code=case.code or "",
            text_ids=(view.id,),
            since=view.received_at,
            actor=audit.RESIDENT,
            at=now,
            kind=request.kind if request else "",
            words=(view.body,),
        )
    )
    _record(case, Remark.OPEN, view, now, to_state=CaseState.RECEIVED)
    publish(case, kind="text")
    if key := _first_answer(view, reading, request):
        receipt_send(key, case, now, view)
    return Claim(by="cases", reference=subject(case.id))


def _deadline(
    view: IncomingView, reading: IntentReading, request: DataRequest | None
) -> dict[str, Any]:
    """Give the columns of when an answer is due: by law, by our promise, or by our own aim."""
    if request and (due_at := LEGAL_DUE.value(request.kind, view.received_at)):
        return law_columns(view.received_at, due_at)
    return promise_columns(view.received_at) if reading.promises else aim_columns(view.received_at)


def _first_answer(view: IncomingView, reading: IntentReading, request: DataRequest | None) -> str:
    """Name the first text to a sender; "" where none goes: to an advertiser."""
    if reading.intent is Intent.ADVERT:
        return ""
    if request:
        return f"receipt_{reading.intent}"
    if not view.photos and 2 * view.body.count("\ufffd") > len(view.body):
        return "unreadable"
    if reading.promises:
        return "receipt"
    return "empty" if is_empty(view.body) else "receipt_noted"


def _title(view: IncomingView) -> str:
    return rules.title_from(view.body, photos=view.photos, language=view.language)


def _record(
    case: Case, event: Remark, view: IncomingView, now: dt.datetime, to_state: str = ""
) -> None:
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id), event=event, actor=audit.RESIDENT, at=now,
            to_state=to_state, data={"text": view.id},
        )
    )  # fmt: skip


def text_join(case: Case, view: IncomingView, now: dt.datetime) -> Claim:
    """Put a text with a locked case; one that is finished is opened again."""
    state = CaseState(case.state)
    changes: dict[str, Any] = {}
    if state in FINISHED:
        event, key = CaseEvent.REOPEN, "receipt_reopened"
        changes = promise_columns(view.received_at) | {"finished_at": None, "review_at": None}
    elif state is CaseState.AWAITING_RESIDENT:
        event = CaseEvent.REPLY if case.department_id else CaseEvent.REPLY_UNASSIGNED
        key = "receipt_reply"
    else:
        event, key = CaseEvent.JOIN, "receipt_joined"
    record_text(case, view, now)
    case_transition(
        case=case, event=event, actor=audit.RESIDENT, now=now, changes=changes,
        data={"text": view.id},
    )  # fmt: skip
    publish(case, kind="text")
    if case.is_promised:
        receipt_send(key, case, now, view)
    promise_give(case, now)
    return Claim(by="cases", reference=subject(case.id))


def record_text(case: Case, view: IncomingView, now: dt.datetime) -> None:
    """Note a resident's newest text on a locked case, in whatever state it is.

    Even thanks is a newer text than the one that an answer on its way was confirmed for: the
    case may stand elsewhere afterwards.
    """
    case.last_incoming_id = view.id
    case.last_text_at = max(case.last_text_at, view.received_at)
    case.unread = True
    case.updated_at = now
    case.save(update_fields=["last_incoming_id", "last_text_at", "unread", "updated_at"])
    if case.state in {CaseState.CONFIRMED, CaseState.BUNDLED}:
        events.emit(NewerTextReceived(case_id=case.id, at=now))
        case.refresh_from_db()
