"""Photos of looks, for rooms whose objects they show."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.prevention.work_orders.models import EvidencePhoto


def photos_of(kind: str, ids: Any) -> QuerySet[EvidencePhoto]:  # noqa: ANN401 -- numbers or a query
    """Give the photos of objects; ``ids``: numbers, or a query of them."""
    return EvidencePhoto.objects.filter(evidence__kind=kind, evidence__object_id__in=ids)


def photo_of(kind: str, object_id: int, sha256: str) -> Photo | None:
    """Give one photo of an object's looks by its content; None if it has no such."""
    if not photos_of(kind, [object_id]).filter(sha256=sha256).exists():
        return None
    return conversations.photos_by_hash([sha256]).get(sha256)


def photos_every() -> Iterable[str]:
    """Give every photo that a look keeps."""
    return EvidencePhoto.objects.values_list("sha256", flat=True)
