"""A text that opened a finished case again, and plainly is another matter: a case of its own.

Whether it is, only its reading tells, a moment after it joined (``rules/apart.py``).
"""

import datetime as dt
import logging

from townline.casework.cases.api import (
    CaseEvent,
    CaseState,
    again_if_merged,
    automatic,
    codes_in,
    split_off,
    subject,
)
from townline.casework.cases.errors import CaseError
from townline.casework.cases.models import Case
from townline.casework.cases.settings import Cases
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.apart import TextTopics, is_apart, is_plain
from townline.casework.classification.services.reading_assign import MACHINE
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.conversations.settings import TextLine
from townline.platform.core import district, resident_moments
from townline.platform.core.database import availability
from townline.platform.core.history import audit
from townline.platform.core.text import likeness
from townline.platform.core.text.line_words import group_words
from townline.platform.departments.api import Act, Permission, Role, Viewer
from townline.platform.triage.api import FoundPlace, Reading

log = logging.getLogger(__name__)


def reopened_apart(
    text: ThreadText, reading: Reading, place: FoundPlace | None, now: dt.datetime
) -> None:
    """Give a text a case of its own, where it plainly is another matter than the finished one.

    Before its reading is stored, so that a place, a question or a department follow in the right
    case; where this breaks, the text stays where it joined. A danger stands alone, whatever else
    its words have in common with what was answered.
    """
    if reading.danger is None and not _plain(text, reading):
        return
    prefix = district.part(Cases).case_code_prefix
    if codes_in(text.body, prefix):
        return
    try:
        _apart(text, reading, place, now)
    except CaseError:
        log.info("a text stays in the case that it opened again id=%s", text.id)
    except Exception as error:
        if availability.is_connection_lost(error):
            raise
        log.warning("a text could not be split off id=%s error=%s", text.id, type(error).__name__)


def _plain(text: ThreadText, reading: Reading) -> bool:
    return reading.sure and not reading.spam and is_plain(text.body, district.derive(_back))


def _back(settings: district.Settings) -> tuple[str, ...]:
    return tuple(likeness.letters(word) for word in group_words(settings, "looks_back"))


@again_if_merged
def _apart(text: ThreadText, reading: Reading, place: FoundPlace | None, now: dt.datetime) -> None:
    row = TextReading.objects.filter(pk=text.id, text_first=False, version="").first()
    case = Case.objects.filter(id=row.case_id, state=CaseState.REOPENED).first() if row else None
    if case is None or case.danger or case.private or case.last_incoming_id != text.id:
        return
    danger = reading.danger is not None
    if not _opened_again(case, text) or not (danger or _is_apart(case, text, reading, place)):
        return
    old, new = split_off(
        Act(_machine(), now), code=case.code or "", parts=[[text.id]], action="split"
    )
    if not danger:
        _receipt(old, new, text, now)


def _machine() -> Viewer:
    return Viewer(
        staff_id=0,
        role=Role.CLERK,
        powers=frozenset({Permission.READ_ALL, Permission.WRITE}),
        departments=None,
        department=None,
        language="ko",
        actor=MACHINE,
    )


def _opened_again(case: Case, text: ThreadText) -> bool:
    """Say whether this text by itself opened the case, and was no reply to a question of ours."""
    # What we sent is numbered apart, and may have the same number.
    theirs = audit.history(subject(case.id)).filter(actor=str(audit.RESIDENT))
    return [one.event for one in theirs if one.data.get("text") == text.id] == [
        CaseEvent.REOPEN.tag
    ]


def _is_apart(case: Case, text: ThreadText, reading: Reading, place: FoundPlace | None) -> bool:
    words = {
        one.id: one.body
        for one in conversations.thread(subject(case.id))
        if one.direction == "in" and one.id != text.id
    }
    rows = {row.text_id: row for row in TextReading.objects.filter(pk__in=words)}
    before = [
        TextTopics(
            words=body,
            services={code: share for code, share, _ in rows[one].services} if one in rows else {},
            place=rows[one].place_name_ko if one in rows else "",
        )
        for one, body in words.items()
    ]
    mine = TextTopics(
        words=text.body,
        services={guess.code: guess.probability for guess in reading.services},
        place=place.name_ko if place else "",
    )
    return is_apart(mine, before, decided=case.service_id or "")


def _receipt(old: Case, new: Case, text: ThreadText, now: dt.datetime) -> None:
    """Tell the new number; that the old case was opened again is told no more, if it waits."""
    if not district.part(TextLine).receipt.enabled:
        return
    for one in conversations.thread(subject(old.id)):
        if one.direction == "out" and one.kind == "automatic" and one.at >= text.at:
            conversations.text_cancel(text_id=one.id, now=now)
    body = automatic(
        "receipt_apart",
        new.language,
        code=new.code or "",
        earlier=old.code or "",
        due=resident_moments.promise(new.answer_due_at, new.promise_from, new.language),
    )
    conversations.automatic_queue(
        resident_id=new.resident_id, body=body, reference=subject(new.id), now=now
    )
