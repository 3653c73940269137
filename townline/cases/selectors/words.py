"""What a confirmation binds, gathered from the stored case and draft."""

from townline.cases.models import Case, Draft
from townline.cases.rules import Kind, Words


def words_of(case: Case, draft: Draft) -> Words:
    """Gather what a confirmation binds."""
    return Words(
        resident_id=case.resident_id,
        kind=Kind(draft.kind),
        body=draft.body,
        last_incoming_id=case.last_incoming_id,
        next_due_at=draft.next_due_at,
    )
