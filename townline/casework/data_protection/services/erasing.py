"""What the town hall keeps of one person: shown to them, or erased, on their wish.

Both need a reason, and who did it stays in the history, which holds no words of anybody but
the reasons that staff gave.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from townline.casework.alarms.models import Alarm
from townline.casework.answers.api import bundle_leave
from townline.casework.answers.models import Draft, DraftVersion, PhotoLink
from townline.casework.cases.api import (
    FINISHED,
    OPEN,
    CaseEvent,
    CaseState,
    InvalidInput,
    NotAllowed,
    NotFound,
    WrongState,
    case_transition,
    subject,
)
from townline.casework.cases.models import Case, Note, Undo
from townline.casework.classification.api import (
    readings_erase,
    repeats_erase,
    sender_readings_erase,
)
from townline.casework.coordination.api import joint_erase
from townline.casework.data_protection.selectors import cases_of, history, open_codes, person_cases
from townline.casework.deadlines.models import LegalExtension, PromisedDate
from townline.casework.portal.api import follow_ups_end
from townline.casework.portal.models import CaseLink
from townline.casework.visits.api import visits_erase
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import access_log, audit
from townline.platform.core.personal_data import persons
from townline.platform.core.personal_data.retention import Rule
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Permission

_SHOWN_CODES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSummary:
    """Whom an erasure would concern, and how much."""

    masked: str
    cases: int
    open: int
    texts: int
    photos: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased."""

    masked: str
    cases: int
    texts: int


def _resident(act: Act, permission: Permission, number: str, reason: str | None = None) -> int:
    """Find whom a number belongs to; a look that finds nobody is recorded as well."""
    if not act.viewer.may(permission):
        raise NotAllowed(f"the role {act.viewer.role} may not do this ({permission})")
    if reason is not None and not reason.strip():
        raise InvalidInput("write why, for example who asked and when; it stays in the history")
    if not msisdn.is_whole(number):
        raise InvalidInput("write the whole number, for example 010-0000-0042")
    resident = conversations.resident_find(number)
    if resident is None and persons.is_known_number(number):
        # Known to another room only: a row of their own, so that all else is as for anybody.
        first = conversations.HistorySender(number=number, language="ko", first_at=act.now)
        made = conversations.history_reserve(senders=[first], incoming=0, outgoing=0)
        resident = made.residents[number]
    if resident is None:
        _record("search", access_log.SEARCH, act.actor, reason or "", act.now)
        raise NotFound("nobody has written from this number")
    return resident


def _record(
    about: str, event: str, actor: audit.Actor, reason: str, now: dt.datetime, **data: int
) -> None:
    audit.record(
        audit.AuditEntry(
            subject=about, event=event, actor=actor, at=now, reason=reason.strip(), data=data
        )
    )


def person_lookup(act: Act, *, number: str) -> PersonSummary:
    """Say whom a number belongs to, masked, and how much is kept; the look is recorded.

    Raises NotFound, NotAllowed, InvalidInput.
    """
    resident = _resident(act, Permission.EXPORT, number)
    _record(f"resident:{resident}", access_log.LOOKUP, act.actor, "", act.now)
    stored_texts = conversations.person_texts(resident_id=resident)
    return PersonSummary(
        masked=conversations.residents_brief([resident])[resident].masked,
        cases=cases_of(resident).count(),
        open=len(open_codes(resident)),
        texts=len(stored_texts["texts_in"]) + len(stored_texts["texts_out"]),
        photos=len(stored_texts["photos"]),
    )


def person_export(act: Act, *, number: str, reason: str) -> dict[str, Any]:
    """Give everything that is kept about one person, ready for JSON; recorded with the reason.

    Keys: ``made_at, district, person, cases, history`` (docs/api.md), and those of other rooms
    (core/personal_data/persons.py). Raises NotFound, NotAllowed, InvalidInput.
    """
    resident = _resident(act, Permission.EXPORT, number, reason)
    about = f"resident:{resident}"
    with transaction.atomic():
        _record(about, persons.EXPORT, act.actor, reason, act.now)
        return {
            "made_at": act.now.isoformat(),
            "district": district.current().jurisdiction_id,
            "person": conversations.person_texts(resident_id=resident),
            "cases": person_cases(resident),
            "history": history([about])[about],
        } | {part.name: part.tell(number) for part in persons.PARTS.value}


def person_erase(act: Act, *, number: str, reason: str, force: bool = False) -> Erased:
    """Erase a person's number and every word from them, to them and about them. For good.

    The cases stay as figures. Open cases are a reason to refuse; with ``force`` they are closed
    first. Raises WrongState while an answer is confirmed or a text is on its way; NotFound,
    NotAllowed, InvalidInput.
    """
    resident = _resident(act, Permission.ERASE, number, reason)
    masked = conversations.residents_brief([resident])[resident].masked
    with transaction.atomic():
        own = list(Case.objects.select_for_update().filter(resident=resident).order_by("id"))
        _close_open(act, own, reason.strip(), force=force)
        words_erase(own)
        CaseLink.objects.filter(resident=resident).delete()
        for part in persons.PARTS.value:
            part.erase(number, actor=act.actor, reason=reason.strip(), now=act.now)
        follow_ups_end(resident_id=resident, actor=act.actor, reason=reason.strip(), now=act.now)
        sender_readings_erase(resident)
        texts = _texts_erase(act, resident, reason.strip())
        _record(
            f"resident:{resident}",
            persons.EVENT,
            act.actor,
            reason,
            act.now,
            cases=len(own),
            texts=texts,
        )
    return Erased(masked=masked, cases=len(own), texts=texts)


def _texts_erase(act: Act, resident: int, reason: str) -> int:
    try:
        return conversations.person_erase(
            resident_id=resident, actor=act.actor, reason=reason, now=act.now
        )
    except conversations.OnItsWay as error:
        raise WrongState(str(error)) from error


def _close_open(act: Act, cases: Iterable[Case], reason: str, *, force: bool) -> None:
    still_open = [case for case in cases if case.state in OPEN]
    codes = [case.code or "" for case in still_open]
    if still_open and not force:
        shown = ", ".join(codes[:_SHOWN_CODES])
        words = f"{len(codes)} cases are still open ({shown}): answer them first, or force it"
        raise WrongState(words, state=str(still_open[0].state), codes=codes)
    for case in still_open:
        if case.state == CaseState.CONFIRMED:
            words = f"the answer of {case.code} is confirmed and about to leave: undo it, or wait"
            raise WrongState(words, state=str(case.state))
        if case.state == CaseState.BUNDLED:
            bundle_leave(case, actor=act.actor, now=act.now, reason=reason)
        if case.state == CaseState.AWAITING_CONFIRMATION:
            case_transition(case=case, event=CaseEvent.WITHDRAW, actor=act.actor, now=act.now)
        case_transition(
            case=case,
            event=CaseEvent.DISMISS,
            actor=act.actor,
            now=act.now,
            reason=reason,
            changes={"finished_at": act.now, "next_reminder_at": None},
        )


def words_erase(cases: Iterable[Case]) -> None:
    """Erase what staff wrote in these cases and about them."""
    ids = [case.id for case in cases]
    Case.objects.filter(id__in=ids).update(title=persons.WORDS, preview="", unread=False)
    Draft.objects.filter(case__in=ids).update(body="", reason="", remedy="", korean="", photos=[])
    DraftVersion.objects.filter(case__in=ids).update(body=persons.WORDS, korean="")
    # A link that was given out must not show what is no longer kept.
    PhotoLink.objects.filter(case__in=ids).delete()
    Note.objects.filter(case__in=ids).update(body=persons.WORDS)
    readings_erase(ids)
    PromisedDate.objects.filter(case__in=ids).exclude(note="").update(note=persons.WORDS)
    Alarm.objects.filter(case__in=ids).exclude(reason="").update(reason=persons.WORDS)
    LegalExtension.objects.filter(clock__case__in=ids).update(reason=persons.WORDS)
    visits_erase(ids)
    repeats_erase(ids)
    joint_erase(ids)
    # It holds columns as they were, words among them.
    Undo.objects.filter(Q(case__in=ids) | Q(into__in=ids)).delete()


# Retention: what is old enough goes without anybody's wish


def old_cases(before: dt.datetime) -> QuerySet[Case]:
    """Give finished cases whose last text and end lie before a moment, words not erased yet."""
    old = Case.objects.filter(
        state__in=[*sorted(FINISHED), CaseState.MERGED],
        last_text_at__lt=before,
        updated_at__lt=before,
    )
    return old.exclude(title=persons.WORDS).order_by("id")


@transaction.atomic
def old_words_erase(*, before: dt.datetime, limit: int) -> int:
    """Erase the words of up to ``limit`` old cases, and numbers of which nothing else is left."""
    cases = list(old_cases(before).select_for_update()[:limit])
    words_erase(cases)
    conversations.threads_erase(references=[subject(case.id) for case in cases])
    conversations.numbers_erase(resident_ids=[c.resident_id for c in cases], before=before)
    return len(cases)


def words_retention_rules() -> list[Rule]:
    """Name what of persons goes by age: the words of finished cases."""
    return [
        Rule(
            kind="texts",
            default="P1095D",
            count=lambda before: old_cases(before).count(),
            sweep=lambda before, limit: old_words_erase(before=before, limit=limit),
        )
    ]
