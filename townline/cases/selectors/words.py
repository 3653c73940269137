"""What a confirmation binds, gathered from the stored case and draft."""

from collections.abc import Iterable

from townline.cases.models import Case, CaseResident, Draft
from townline.cases.rules import Kind, Words
from townline.cases.selectors.together import ALONE, Together


def others_of(case_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Give further residents who get the answers of these cases, by case; one query."""
    found: dict[int, tuple[int, ...]] = {}
    rows = CaseResident.objects.filter(case__in=list(case_ids)).order_by("resident")
    for case, resident in rows.values_list("case", "resident"):
        found[case] = (*found.get(case, ()), resident)
    return found


def words_of(
    case: Case, draft: Draft, others: tuple[int, ...] = (), together: Together = ALONE
) -> Words:
    """Gather what a confirmation binds: ``others`` of ``others_of``, ``together_of`` the rest."""
    return Words(
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
