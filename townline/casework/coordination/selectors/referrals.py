"""Cases in the hands of outside agencies."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.api import CaseRow, row_of, visible
from townline.casework.coordination.models import Referral
from townline.casework.coordination.rules.referral import ReferralState
from townline.casework.coordination.settings import Agencies, Agency
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.departments.api import Viewer

# Outside agencies, as the district's own data names them.


def agencies() -> dict[str, Agency]:
    """Give the district's agencies by code, in the order of its file."""
    return {one.code: one for one in district.part(Agencies).agencies}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """A hand-off as pages show it. ``agency`` is None when the district's list has it no more."""

    id: int
    agency: Agency | None
    agency_code: str
    contact: str
    reference: str
    state: ReferralState
    handed_by: int
    handed_at: dt.datetime
    promised_at: dt.datetime
    outcome: str
    settled_at: dt.datetime | None

    @property
    def is_open(self) -> bool:
        return self.state == ReferralState.HANDED


def _view(row: Referral) -> ReferralView:
    return ReferralView(
        id=row.pk,
        agency=agencies().get(row.agency),
        agency_code=row.agency,
        contact=row.contact,
        reference=row.reference,
        state=ReferralState(row.state),
        handed_by=row.handed_by_id,
        handed_at=row.handed_at,
        promised_at=row.promised_at,
        outcome=row.outcome,
        settled_at=row.settled_at,
    )


def referral_is_open(case_id: int) -> bool:
    """Say whether an agency still owes an answer about a case."""
    return Referral.objects.filter(case=case_id, state=ReferralState.HANDED).exists()


def referrals_of(case_id: int) -> list[ReferralView]:
    """Give the hand-offs of a case, the open ones first; one query."""
    rows = Referral.objects.filter(case=case_id).order_by("settled_at", "promised_at", "id")
    return sorted(map(_view, rows), key=lambda view: not view.is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """An open hand-off in the list, with its case."""

    referral: ReferralView
    row: CaseRow


def referrals_open(*, viewer: Viewer, limit: int = 200) -> list[Handed]:
    """List what agencies still owe, the longest overdue first; two queries."""
    rows = list(
        Referral.objects.filter(state=ReferralState.HANDED, case__in=visible(viewer))
        .select_related("case")
        .order_by("promised_at", "id")[:limit]
    )
    briefs = conversations.residents_brief({row.case.resident_id for row in rows})
    return [
        Handed(referral=_view(row), row=row_of(row.case, briefs[row.case.resident_id].masked))
        for row in rows
    ]
