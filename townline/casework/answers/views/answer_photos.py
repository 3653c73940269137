"""Photos of what is being written, and what may be said before some are chosen."""

from django.conf import settings

from townline.casework.answers import api
from townline.casework.cases.views.photos import Shown, shown
from townline.platform.conversations import api as conversations
from townline.platform.core import clock


def of_draft(draft: api.DraftView | None) -> list[Shown]:
    """Give the photos of a draft in order; without a question where it has none."""
    if draft is None or not draft.photos:
        return []
    found = conversations.photos_by_hash(draft.photos)
    return shown(found[name] for name in draft.photos if name in found)


def upload() -> dict[str, object] | None:
    """Give what may be said before photos are chosen; None where no link carries them."""
    most = api.photos_most(now=clock.now())
    return {"most": most, "bytes": settings.TOWNLINE_PHOTO_BYTES} if most else None
