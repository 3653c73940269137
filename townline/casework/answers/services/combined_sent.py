"""The one text of several cases was accepted: all of them are answered at that moment."""

from townline.casework.answers.models import Confirmation
from townline.casework.cases.api import CaseState
from townline.casework.cases.models import Case, SharedAnswer


def members_lock(confirmation: Confirmation) -> list[Case]:
    """Lock the cases that a confirmation speaks for too; before the one that leads them."""
    if not confirmation.bundled:
        return []
    ids = sorted(int(case) for case in confirmation.bundled)
    locked = Case.objects.select_for_update().filter(id__in=ids).order_by("id")
    return [
        case
        for case in locked
        if case.state == CaseState.BUNDLED and case.bundled_into_id == confirmation.case_id
    ]


def answer_share(member: Case, confirmation: Confirmation) -> None:
    """Show the answer's texts in a member's thread too."""
    texts = confirmation.texts.values_list("outgoing_text_id", flat=True)
    SharedAnswer.objects.bulk_create(
        SharedAnswer(case=member, outgoing_text_id=text)
        for text in sorted({confirmation.outgoing_text_id, *texts})
    )


def last_seen_text(member: Case, confirmation: Confirmation) -> int:
    """Give the last text of a member that the mayor had seen."""
    return int(confirmation.bundled[str(member.id)])


def bundled_of(bundled: tuple[tuple[int, int, int], ...]) -> dict[str, int]:
    """Write members and the last text heard in each, as a confirmation keeps them."""
    return {str(case): last for case, last, _ in bundled}
