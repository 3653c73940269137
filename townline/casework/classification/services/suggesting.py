"""What a person makes of a suggestion: takes it, or says what an advertisement is."""

from django.db import transaction

from townline.casework.cases.api import (
    Remark,
    case_assign,
    case_dismiss,
    case_lock,
    promise_give,
    publish,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.classification.errors import SuggestionGone
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import likely, suggesting
from townline.casework.classification.rules.topics import has_one_topic, topics_of
from townline.casework.classification.services.reading_store import SPAM
from townline.casework.deadlines.api import legal_retype
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def suggestion_take(
    act: Act, *, code: str, text_id: int, service: str, kind: str = "", sure: bool = False
) -> Case:
    """Send a case for one of the services that were suggested, perhaps with a kind of petition.

    ``sure``: taken because it was said to be. Raises SuggestionGone when the case's texts have
    been read otherwise meanwhile: nobody accepts what they did not see.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.ASSIGN)
    if not _is_offered(case, text_id=text_id, service=service, sure=sure):
        raise SuggestionGone("another suggestion stands there now; look at it first")
    if kind:
        legal_retype(act, code=code, kind=kind)
    return case_assign(act, code=code, service=service)


def _is_offered(case: Case, *, text_id: int, service: str, sure: bool) -> bool:
    rows = list(TextReading.objects.filter(case=case))
    row = suggesting(rows)
    if row is None or row.text_id != text_id or (sure and not has_one_topic(rows)):
        return False
    topics = {topic.service for topic in topics_of(rows)}
    return service in topics | {one.code for one in likely(row.services)}


@transaction.atomic
def spam_confirm(act: Act, *, code: str, reason: str) -> Case:
    """Close a case as an advertisement; the texts are kept, and the machine learns of it."""
    case = case_dismiss(act, code=code, reason=reason)
    _record_spam(act, case, spam=True)
    return case


@transaction.atomic
def spam_deny(act: Act, *, code: str) -> Case:
    """Say that a case is no advertisement: it is back among the others."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.ASSIGN)
    _record_spam(act, case, spam=False)
    promise_give(case, act.now)
    audit.record(
        audit.AuditEntry(
            subject=subject(case.id), event=Remark.SPAM_NOT, actor=act.actor, at=act.now
        )
    )
    publish(case, kind="text")
    return case


def _record_spam(act: Act, case: Case, *, spam: bool) -> None:
    rows = TextReading.objects.filter(case=case)
    rows.update(spam_set_aside=False)
    row = suggesting(list(rows))
    if row is not None:
        row.spam_said = spam
        if spam:
            row.decided_kind, row.decided_at, row.decided_by_id = SPAM, act.now, act.viewer.staff_id
        row.save(update_fields=["spam_said", "decided_kind", "decided_at", "decided_by"])
