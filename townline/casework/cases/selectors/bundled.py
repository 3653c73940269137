"""Cases that one answer answers together."""

from dataclasses import dataclass

from townline.casework.cases.models import Case
from townline.casework.cases.rules import CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A case that is answered with another one, as the other's page names it."""

    code: str
    title: str
    department: str | None


def members_of(case_id: int) -> list[Member]:
    """Give the cases that a case's answer answers too, by code; one query."""
    found = Case.objects.filter(bundled_into=case_id, state=CaseState.BUNDLED).order_by("code")
    return [Member(code=c.code or "", title=c.title, department=c.department_id) for c in found]


def lead_of(case_id: int) -> str:
    """Give the code of the case whose answer answers this one too; "" when it has its own."""
    found = Case.objects.filter(id=case_id, state=CaseState.BUNDLED)
    return found.values_list("bundled_into__code", flat=True).first() or ""
