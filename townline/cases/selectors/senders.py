"""Whose case it is, and what was written before cases became one."""

import datetime as dt
from dataclasses import dataclass

from townline.cases.models import Case, Draft
from townline.cases.selectors.aliases import merged_ids
from townline.conversations import api as conversations


@dataclass(frozen=True, slots=True)
class Sender:
    """A resident of a case. ``stopped_at``: said STOP then; ``blocked_until``: blocked."""

    resident_id: int
    masked: str
    stopped_at: dt.datetime | None
    blocked_until: dt.datetime | None


def senders_of(case: Case, others: tuple[int, ...]) -> list[Sender]:
    """Give a case's residents, the first one first; one query."""
    ids = [case.resident_id, *others]
    briefs = conversations.residents_brief(ids)
    return [
        Sender(b.id, b.masked, b.stopped_at, b.blocked_until)
        for b in (briefs[resident] for resident in ids)
    ]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Words that were written in a case which was merged into this one."""

    code: str
    body: str


def kept_drafts(case: Case) -> list[KeptDraft]:
    """Give the drafts of merged cases, by code; one query where none was merged."""
    drafts = Draft.objects.filter(case__in=merged_ids(case.id)).exclude(body="")
    found = drafts.order_by("case").values_list("case__code", "body")
    return [KeptDraft(code or "", body) for code, body in found]
