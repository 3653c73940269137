"""Photos of what is being written, and what may be said before some are chosen."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from townline.casework.answers import api
from townline.casework.cases.views.photos import PhotoDisplay, photo_displays
from townline.platform.conversations import api as conversations
from townline.platform.core import clock


def of_draft(draft: api.DraftView | None) -> list[PhotoDisplay]:
    """Give the photos of a draft in order; without a question where it has none."""
    if draft is None or not draft.photos:
        return []
    found = conversations.photos_by_hash(draft.photos)
    return photo_displays(found[name] for name in draft.photos if name in found)


@dataclass(frozen=True, slots=True)
class Behind:
    """The photos of an address in the words, before and after, ready to draw."""

    opens: bool
    sides: list[tuple[str, list[PhotoDisplay]]]


def behind_links(case_id: int, draft: api.DraftView | None) -> list[Behind]:
    """Give what residents see behind the addresses in a draft, for whoever approves it."""
    found = api.linked_in(case_id, draft.body, now=clock.now()) if draft else []
    return [Behind(one.opens, _sides(one)) for one in found]


def _sides(one: api.Linked) -> list[tuple[str, list[PhotoDisplay]]]:
    sides = [(gettext("처리 전"), one.before), (gettext("처리 후"), one.after)]
    return [(word, photo_displays(photos)) for word, photos in sides if photos]


def upload() -> dict[str, object] | None:
    """Give what may be said before photos are chosen; None where no link carries them."""
    most = api.photos_most(now=clock.now())
    return {"most": most, "bytes": settings.TOWNLINE_PHOTO_BYTES} if most else None
