"""Finding leases at the front desk; a look by telephone stays in the history."""

from townline.casework.cases.api import NotAllowed
from townline.lines.safenumbers.errors import SearchInvalid
from townline.lines.safenumbers.selectors.console import LeaseRow, leases_by_phone, leases_by_text
from townline.platform.core.history import access_log, audit
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Permission


def leases_search(act: Act, *, text: str) -> list[LeaseRow]:
    """Find leases by car, safe number, short code, or an owner's whole telephone.

    A look by telephone is recorded, with whose it was masked to nothing. Raises SearchInvalid
    where the text is none of these, NotAllowed.
    """
    if not act.viewer.may(Permission.NUMBERS):
        raise NotAllowed("safe numbers are issued and kept by the front desk")
    found = leases_by_text(text)
    if found is not None:
        return found
    if not msisdn.is_whole(text):
        raise SearchInvalid("write a whole car number, safe number, telephone or short code")
    found = leases_by_phone(text)
    audit.record(
        audit.AuditEntry(
            subject="search",
            event=access_log.SEARCH,
            actor=act.actor,
            at=act.now,
            data={"leases": len(found)},
        )
    )
    return found
