"""A person's reminders."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.cases.models import Notice
from townline.casework.cases.selectors.limited import may_know
from townline.casework.cases.selectors.lists import CaseRow, row_of
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    kind: str
    at: dt.datetime
    unread: bool
    row: CaseRow
    # In whose place, while that person was away.
    instead_of: int | None = None


def notices(*, viewer: Viewer, limit: int = 50) -> list[NoticeView]:
    """Give one's reminders, newest first."""
    found = list(
        Notice.objects.filter(may_know(viewer, "case__"), staff_id=viewer.staff_id)
        .select_related("case")
        .order_by("-at")[:limit]
    )
    briefs = conversations.residents_brief({n.case.resident_id for n in found})
    return [
        NoticeView(
            kind=n.kind,
            at=n.at,
            unread=n.read_at is None,
            row=row_of(n.case, briefs[n.case.resident_id].masked),
            instead_of=n.instead_of_id,
        )
        for n in found
    ]
