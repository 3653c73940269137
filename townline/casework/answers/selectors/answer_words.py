"""What a confirmation binds, gathered from the stored case and draft."""

from collections.abc import Sequence

from townline.casework.answers.models import Draft
from townline.casework.cases.api import ApprovedWords, Kind
from townline.casework.cases.models import Case
from townline.casework.coordination.api import ALONE, CombinedAnswer


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
