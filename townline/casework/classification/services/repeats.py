"""Closing a complaint that came again, and saying that it tells something new: by a person."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from townline.casework.cases import api as cases
from townline.casework.cases.api import (
    CaseEvent,
    InvalidInput,
    NotRepeated,
    Remark,
    automatic,
    case_lock,
    case_transition,
    others_of,
    publish,
    remark,
    subject,
)
from townline.casework.cases.models import Case, Group
from townline.casework.classification.models import NewFacts
from townline.casework.classification.selectors.repeats import repeats_of
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.personal_data import persons
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def case_close_repeat(act: Act, *, code: str, reason: str) -> Case:
    """Close a case without another answer: the same was said and answered often enough.

    How often is counted again here (Civil Petitions Treatment Act, article 23: three times, two
    notified answers; the district's data). Residents hear it, with what they can do. Raises
    NotRepeated with what is needed, InvalidInput without a reason.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.DECLINE)
    _check(reason)
    found = repeats_of(case=case, thread=conversations.thread(subject(case.id)))
    if not found.may_close:
        complaints, answers = found.needed
        words = f"{found.complaints} complaints and {found.answers} notified answers were found"
        raise NotRepeated(words, state=case.state, complaints=complaints, answers=answers)
    case_transition(
        case=case,
        event=CaseEvent.CLOSE_REPEAT,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes={"finished_at": act.now, "next_reminder_at": None},
        data={"complaints": found.complaints, "answers": found.answers},
    )
    _notify_residents(case, act.now)
    return case


def _notify_residents(case: Case, now: dt.datetime) -> None:
    body = automatic(
        "repeat_closed", case.language, code=case.code or "", line_number=district.line_number()
    )
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        conversations.automatic_queue(
            resident_id=resident,
            body=body,
            reference=subject(case.id),
            now=now,
            not_before=cases.ends(now),
            # It stands for the answer that the receipt has promised.
            cause=conversations.Cause.FOLLOWS,
        )


@transaction.atomic
def case_new_facts(act: Act, *, code: str, reason: str) -> Case:
    """Say that a case tells something new, and what: counting begins anew with it."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _check(reason)
    NewFacts.objects.update_or_create(
        case=case, defaults={"by_id": act.viewer.staff_id, "reason": reason.strip(), "at": act.now}
    )
    remark(act, case, Remark.NEW_FACTS, reason=reason.strip())
    publish(case)
    return case


def _check(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput("write why; it stays in the history")


def repeats_erase(case_ids: Collection[int]) -> None:
    """Erase why these cases were counted anew or grouped. That they were stays."""
    NewFacts.objects.filter(case__in=case_ids).update(reason=persons.WORDS)
    Group.objects.filter(lead__in=case_ids).update(reason=persons.WORDS)
