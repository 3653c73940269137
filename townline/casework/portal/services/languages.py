"""In which language a resident is written to, chosen by them or by staff for them."""

import datetime as dt

from django.db import transaction

from townline.casework.cases.api import InvalidInput, case_lock, publish, subject
from townline.casework.cases.models import Case
from townline.casework.portal.selectors.case_page import link_case
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def case_language_choose(act: Act, *, code: str, language: str) -> Case:
    """Choose for the resident of a case. Raises InvalidInput for a language without texts."""
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    _choose(case, case.resident_id, language, act.actor, act.now)
    return case


@transaction.atomic
def page_language_choose(*, token: str, language: str, now: dt.datetime) -> None:
    """Choose for oneself, behind one's link. Raises LinkOver, InvalidInput."""
    link, case = link_case(token=token, now=now)
    _choose(case, link.resident_id, language, audit.RESIDENT, now)


def _choose(
    case: Case, resident_id: int, language: str, actor: audit.Actor, now: dt.datetime
) -> None:
    try:
        conversations.language_choose(resident_id=resident_id, code=language)
    except ValueError as error:
        raise InvalidInput(str(error)) from None
    Case.objects.filter(resident_id=resident_id).update(language=language)
    case.refresh_from_db(fields=["language"])
    entry = audit.AuditEntry(
        subject=subject(case.id),
        event="case:language:choose",
        actor=actor,
        at=now,
        data={"language": language},
    )
    audit.record(entry)
    publish(case)
