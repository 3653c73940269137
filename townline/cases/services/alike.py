"""Writing down which cases a person joined, so that one knows how good the suggestions are."""

import datetime as dt

from townline.cases.models import AlikeJoin, Case, Undo
from townline.cases.services.reading_parts import text_reference
from townline.conversations import api as conversations
from townline.departments.api import Viewer
from townline.triage import api as triage


def join_record(
    *,
    source: Case,
    target: Case,
    stood: tuple[int, float] | None,
    undo: Undo,
    viewer: Viewer,
    now: dt.datetime,
) -> None:
    """Write down a merge; ``stood``: where the other case was shown before it."""
    rank, score = stood or (None, None)
    AlikeJoin.objects.create(
        case=source,
        into=target,
        rank=rank,
        score=score,
        undo=undo,
        by_id=viewer.staff_id,
        at=now,
    )


def photos_index(reference: str) -> None:
    """Make the photos of a case's texts comparable, once they have been looked at."""
    for text in conversations.thread(reference):
        seen = [photo.likeness for photo in text.photos if photo.likeness is not None]
        if text.direction == "in" and seen:
            triage.index_photos(reference=text_reference(text.id), body=text.body, photos=seen)
