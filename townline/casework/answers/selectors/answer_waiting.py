"""Answers that wait for the mayor, their versions, and those that are about to leave."""

import datetime as dt
from dataclasses import dataclass

from townline.casework.answers.models import Confirmation, Draft, DraftVersion
from townline.casework.answers.selectors.answer_detail import DraftView, draft_view
from townline.casework.cases.api import CaseRow, CaseState, may_know, others_of, row_of, visible
from townline.casework.coordination.api import ALONE, combined_answers
from townline.platform.conversations import api as conversations
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingAnswer:
    """One answer that waits for the mayor."""

    row: CaseRow
    draft: DraftView


def awaiting(*, viewer: Viewer, limit: int = 200) -> list[WaitingAnswer]:
    """List what waits for confirmation, nearest promise first; five queries."""
    cases = list(
        visible(viewer)
        .filter(state=CaseState.AWAITING_CONFIRMATION)
        .order_by("-danger", "answer_due_at", "id")[:limit]
    )
    drafts = Draft.objects.in_bulk([c.id for c in cases])
    people = departments.staff_names(
        {s for d in drafts.values() for s in (d.author_id, d.submitted_by_id) if s}
    )
    briefs = conversations.residents_brief({c.resident_id for c in cases})
    others, together = others_of(drafts), combined_answers(drafts)
    return [
        WaitingAnswer(
            row=row_of(c, briefs[c.resident_id].masked),
            draft=draft_view(
                c, drafts[c.id], people, others.get(c.id, ()), together.get(c.id, ALONE)
            ),
        )
        for c in cases
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    version: int
    body: str
    author: Staff | None
    at: dt.datetime


def draft_versions(*, code: str, viewer: Viewer) -> list[Version]:
    """Give the submitted versions of a draft, oldest first, for showing what changed."""
    found = list(
        DraftVersion.objects.filter(case__in=visible(viewer).filter(code=code)).order_by("version")
    )
    people = departments.staff_names({v.author_id for v in found})
    return [
        Version(version=v.version, body=v.body, author=people.get(v.author_id), at=v.at)
        for v in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """A confirmed answer in its hold, which can still be taken back."""

    code: str
    title: str
    leaves_at: dt.datetime


def leaving(act: Act) -> list[Leaving]:
    """List one's own confirmations that have not left yet."""
    held = Confirmation.objects.filter(
        may_know(act.viewer, "case__"),
        ended_at=None,
        confirmed_by=act.viewer.staff_id,
        leaves_at__gt=act.now,
    ).select_related("case")
    return [
        Leaving(code=c.case.code or "", title=c.case.title, leaves_at=c.leaves_at)
        for c in held.order_by("-at", "-id")
    ]
