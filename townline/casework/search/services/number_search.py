"""Finding cases by the whole number of a resident: a look that is recorded."""

from dataclasses import replace

from django.db import transaction

from townline.casework.cases.api import CaseFilters, InvalidInput, NotAllowed, Page, cases_list
from townline.platform.conversations import api as conversations
from townline.platform.core.history import access_log, audit
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Permission


@transaction.atomic
def cases_by_number(
    act: Act, *, number: str, filters: CaseFilters, cursor: str = "", limit: int = 100
) -> Page:
    """List the cases of whoever has this whole number; who looked is in the history.

    Raises NotAllowed for one who may not see numbers, InvalidInput for less than a number.
    """
    if not act.viewer.may(Permission.REVEAL):
        raise NotAllowed("only those who may see numbers find by number")
    if not msisdn.is_whole(number):
        raise InvalidInput("write the whole number, for example 010-0000-0042")
    resident = conversations.resident_find(number)
    known = (f"resident:{resident}", access_log.LOOKUP)
    subject, event = known if resident else ("search", access_log.SEARCH)
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=act.actor, at=act.now))
    if resident is None:
        return Page()
    wanted = replace(filters, q="", resident=resident)
    return cases_list(act, filters=wanted, cursor=cursor, limit=limit)
