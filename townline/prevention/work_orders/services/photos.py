"""Looks follow their object, and photos are let out one by one; the caller writes the history."""

from collections.abc import Collection

from townline.prevention.work_orders.models import Evidence
from townline.prevention.work_orders.selectors.photos import photos_of


def evidence_follow(
    kind: str, object_id: int, into: int, only: Collection[int] | None = None
) -> list[int]:
    """Let the looks at an object be those of the one that goes on in its place; give their ids.

    ``only``: some of them.
    """
    rows = Evidence.objects.filter(kind=kind, object_id=object_id)
    ids = list((rows if only is None else rows.filter(id__in=only)).values_list("id", flat=True))
    Evidence.objects.filter(id__in=ids).update(object_id=into)
    return ids


def photo_release(kind: str, object_id: int, photo_id: int, *, released: bool) -> bool | None:
    """Let everybody see a photo, or no more; say whether that changed, None: it has no such."""
    photo = photos_of(kind, [object_id]).filter(id=photo_id).first()
    if photo is None or photo.released == released:
        return None if photo is None else False
    photo.released = released
    photo.save(update_fields=["released"])
    return True
