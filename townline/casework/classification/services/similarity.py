"""Writing down which cases a person joined, so that one knows how good the suggestions are."""

from townline.casework.cases.api import CasesMerged, CasesMerging
from townline.casework.classification.models import AlikeJoin
from townline.casework.classification.selectors.similarity import similarity_rank
from townline.casework.classification.services.reading_parts import text_reference
from townline.platform.conversations import api as conversations
from townline.platform.triage import api as triage


def join_begin(event: CasesMerging) -> None:
    """Write down a merge with where the other case was shown, which nobody can tell after it."""
    rank, score = similarity_rank(source=event.case_id, target=event.into_id) or (None, None)
    AlikeJoin.objects.create(
        case_id=event.case_id,
        into_id=event.into_id,
        rank=rank,
        score=score,
        by_id=event.staff_id,
        at=event.at,
    )


def join_end(event: CasesMerged) -> None:
    """Write beside it what takes the merge back: undone, it is no join."""
    begun = AlikeJoin.objects.filter(case=event.case_id, into=event.into_id, at=event.at)
    begun.filter(undo=None).update(undo=event.undo_id)


def photos_index(reference: str) -> None:
    """Make the photos of a case's texts comparable, once they have been looked at."""
    for text in conversations.thread(reference):
        seen = [photo.likeness for photo in text.photos if photo.likeness is not None]
        if text.direction == "in" and seen:
            triage.index_photos(reference=text_reference(text.id), body=text.body, photos=seen)
