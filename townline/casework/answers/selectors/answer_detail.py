"""A case with its answer: what is being written, and what is on its way."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields

from townline.casework.answers.models import Confirmation, Draft, PhotoLink
from townline.casework.cases import api as cases
from townline.casework.cases.api import (
    ApprovedWords,
    Detail,
    Kind,
    case_find,
    case_read,
    held_of,
    merged_ids,
)
from townline.casework.cases.models import Case
from townline.casework.cases.ports import Holder
from townline.casework.coordination.api import ALONE, CombinedAnswer, combined_answers
from townline.casework.deadlines.api import Promise, dates_seen, promised_of
from townline.platform.departments.api import Act, Staff

# What a confirmation binds, gathered from the stored case and draft.


def words_of(
    case: Case, draft: Draft, others: tuple[int, ...] = (), together: CombinedAnswer = ALONE
) -> ApprovedWords:
    """Gather what a confirmation binds.

    ``others`` of ``others_of``, ``together`` of ``combined_answers``.
    """
    return ApprovedWords(
        resident_id=case.resident_id,
        kind=Kind(draft.kind),
        body=draft.body,
        last_incoming_id=case.last_incoming_id,
        attachments=tuple(draft.photos),
        next_due_at=draft.next_due_at,
        others=others,
        regrouped=case.regrouped,
        bundled=together.bundled,
        positions=together.positions,
        korean=draft.korean,
        promised=tuple(one["at"] for one in draft.promised.get("dates", ())),
    )


def written_versions(case_ids: Sequence[int]) -> dict[int, int]:
    """Give the versions of these cases' drafts; one query."""
    drafts = Draft.objects.filter(case__in=case_ids)
    return dict(drafts.values_list("case", "version"))


def draft_bodies(case_ids: Sequence[int]) -> dict[int, str]:
    """Give the words of these cases' drafts; one query."""
    return dict(Draft.objects.filter(case__in=case_ids).values_list("case", "body"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """The words as they are; ``hash`` is what a confirmation must name.

    ``photos`` go with them, named by content (``conversations.photos_by_hash``). ``korean`` says
    what words in another language mean; ``template`` names what they were begun from.
    ``seen``: the dates that a person had before them last, those that are ``promised`` among them.
    """

    kind: str
    body: str
    reason: str
    remedy: str
    next_due_at: dt.datetime | None
    send_at: dt.datetime | None
    version: int
    hash: str
    photos: tuple[str, ...]
    korean: str
    template: str
    author: Staff | None
    updated_at: dt.datetime
    submitted_by: Staff | None
    submitted_at: dt.datetime | None
    promised: tuple[Promise, ...] = ()
    seen: frozenset[tuple[str, dt.datetime]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldView:
    """A confirmed text that has not been accepted by the network yet."""

    kind: str
    by: Staff | None
    on_behalf: bool
    at: dt.datetime
    leaves_at: dt.datetime
    text_id: int


@dataclass(frozen=True, slots=True)
class MergedDraft:
    """Words that were written in a case which was merged into this one."""

    code: str
    body: str


def merged_drafts(case: Case) -> list[MergedDraft]:
    """Give the drafts of merged cases, by code; one query where none was merged."""
    drafts = Draft.objects.filter(case__in=merged_ids(case.id)).exclude(body="")
    found = drafts.order_by("case").values_list("case__code", "body")
    return [MergedDraft(code or "", body) for code, body in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetail(Detail):
    """Everything of one case; ``kept``: what was written in cases that were merged into it."""

    draft: DraftView | None
    hold: HoldView | None
    kept: list[MergedDraft]


def answer_get(act: Act, *, code: str) -> AnswerDetail:
    """Read one case with its answer, as ``case_get`` does without. Raises NotFound."""
    case = case_find(code=code, viewer=act.viewer)
    holds = held_of(case)
    draft = Draft.objects.filter(case=case).first() if "draft" in holds else None
    on_its_way = Confirmation.objects.filter(case=case, ended_at=None)
    hold = on_its_way.first() if "confirmation" in holds else None
    low, people = case_read(act, case, named=_named_staff(draft, hold))
    others = tuple(sender.resident_id for sender in low.senders[1:])
    together = combined_answers([case.id]).get(case.id, ALONE) if draft else ALONE
    return AnswerDetail(
        **{field.name: getattr(low, field.name) for field in fields(low)},
        draft=draft_view(case, draft, people, others, together) if draft else None,
        hold=_hold_view(hold, people) if hold else None,
        kept=merged_drafts(case) if "merged" in holds else [],
    )


def _named_staff(draft: Draft | None, hold: Confirmation | None) -> set[int]:
    of_draft = {draft.author_id, draft.submitted_by_id or draft.author_id} if draft else set()
    return of_draft | ({hold.confirmed_by_id} if hold else set())


def draft_view(
    case: Case,
    draft: Draft,
    people: dict[int, Staff],
    others: tuple[int, ...],
    together: CombinedAnswer,
) -> DraftView:
    """Show what is being written: ``people`` hold its author and who put it up."""
    return DraftView(
        kind=draft.kind,
        body=draft.body,
        reason=draft.reason,
        remedy=draft.remedy,
        next_due_at=draft.next_due_at,
        send_at=draft.send_at,
        version=draft.version,
        photos=tuple(draft.photos),
        korean=draft.korean,
        template=draft.template,
        hash=cases.confirmation_hash(words_of(case, draft, others, together)),
        author=people.get(draft.author_id),
        updated_at=draft.updated_at,
        submitted_by=people.get(draft.submitted_by_id or 0),
        submitted_at=draft.submitted_at,
        promised=promised_of(draft.promised),
        seen=dates_seen(draft.promised),
    )


def _hold_view(hold: Confirmation, people: dict[int, Staff]) -> HoldView:
    return HoldView(
        kind=hold.kind,
        by=people.get(hold.confirmed_by_id),
        on_behalf=hold.on_behalf,
        at=hold.at,
        leaves_at=hold.leaves_at,
        text_id=hold.outgoing_text_id,
    )


# Photos that answers keep: those of what is being written, and those behind links.


def answer_photo_holders() -> list[Holder]:
    """Name what keeps photos of answers."""
    return [
        Holder(every=_of_drafts, of_case=_of_draft),
        Holder(every=_of_links, of_case=_of_links_of),
    ]


def _of_drafts() -> Iterator[str]:
    for names in Draft.objects.values_list("photos", flat=True):
        yield from names


def _of_draft(case_id: int) -> Iterable[str]:
    found = Draft.objects.filter(case=case_id).values_list("photos", flat=True)
    return found.first() or ()


def _of_links() -> Iterator[str]:
    for before, after in PhotoLink.objects.values_list("before", "after"):
        yield from (*before, *after)


def _of_links_of(case_id: int) -> Iterator[str]:
    for before, after in PhotoLink.objects.filter(case=case_id).values_list("before", "after"):
        yield from (*before, *after)
