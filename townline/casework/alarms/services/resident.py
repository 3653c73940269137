"""What whoever told of a danger hears at once: whom to call, and that somebody was told."""

import datetime as dt

from townline.casework.alarms.models import Alarm
from townline.casework.alarms.rules import BY_PERSON, HIDDEN
from townline.casework.alarms.settings import Alarming
from townline.casework.cases.api import automatic, subject
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Cause
from townline.platform.core import district, resident_moments
from townline.platform.core.settings import Office
from townline.platform.core.text.particles import settle

# Of violence it says nothing that somebody who reads along must not see.
_TEXTS = {"gas": "danger_gas", "self_harm": "danger_self_harm", "violence": "danger_violence"}
_USUAL = "receipt_danger"
# The advice is repeated to each further text, but not for ever.
_AGAIN_MOST, _AGAIN_WITHIN = 3, dt.timedelta(minutes=10)


def alarm_advise(alarm: Alarm, case: Case, text_id: int, now: dt.datetime) -> None:
    """Text the district's words to who wrote a text; nothing where a person raised the alarm.

    That person is at it: their own words are better.
    """
    if alarm.kind == BY_PERSON:
        return
    body = _words(case, alarm.kind)
    resident = conversations.incoming_get(text_id).resident_id or case.resident_id
    sent = None
    if body:
        # Where advice goes no deadline is named.
        conversations.receipts_cancel(text_id=text_id, now=now)
        sent = _send(resident, case, body, now)
    if alarm.kind == HIDDEN:
        conversations.automatic_hold(
            resident_id=resident, reference=subject(case.id), now=now, but=sent
        )


def _send(resident: int, case: Case, body: str, now: dt.datetime) -> int | None:
    """Send advice, unless it went so often a moment ago that it helps nobody any more."""
    since = now - _AGAIN_WITHIN
    same = [
        text
        for text in conversations.thread(subject(case.id))
        if text.direction == "out" and text.body == body and text.at > since
    ]
    if len(same) >= _AGAIN_MOST:
        return None
    return conversations.automatic_queue(
        resident_id=resident, body=body, reference=subject(case.id), now=now, cause=Cause.URGENT
    )


def advice_text(kind: str) -> str:
    """Name the text to residents that a danger without an advice of its own is answered by."""
    return _TEXTS.get(kind, _USUAL)


def _words(case: Case, kind: str) -> str:
    """Fill a text; one that a district's older data lacks keeps no alarm from being raised."""
    filled = {
        "code": case.code or "",
        "due": resident_moments.promise(case.answer_due_at, case.promise_from, case.language),
        "duty_phone": district.part(Office).duty_phone,
    }
    own = district.part(Alarming).alarms.kinds.get(kind)
    if own is not None and own.advice is not None and case.language in {"ko", "en"}:
        return settle(own.advice.in_language(case.language).format(**filled))
    for name in dict.fromkeys((advice_text(kind), _USUAL)):
        try:
            return automatic(name, case.language, **filled)
        except KeyError:
            continue
    return ""
