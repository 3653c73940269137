"""Looks at an object with their photos, each with how far off it was."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.casework.cases.rules.distance import metres
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.departments.api import Staff
from townline.prevention.work_orders.models import Evidence, EvidencePhoto
from townline.prevention.work_orders.rules import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionPhoto:
    """A photo of a look. ``off``: how many metres it lies from the object, None: it says not."""

    id: int
    photo: Photo
    moment: str
    released: bool
    off: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionDetail:
    """A look at the spot. ``off``: how many metres the telephone was from it."""

    id: int
    row: Evidence
    by: Staff | None
    firm: str
    photos: tuple[InspectionPhoto, ...]
    off: float | None

    def farther(self, most: float) -> bool:
        """Say whether it, or a photo of it, may be of another spot."""
        return any((off or 0) > most for off in (self.off, *(one.off for one in self.photos)))


def inspections_of(kind: str, places: dict[int, Point | None]) -> dict[int, list[InspectionDetail]]:
    """Give what was seen of objects (id and where each lies), latest first; three queries."""
    rows = list(
        Evidence.objects.filter(kind=kind, object_id__in=list(places))
        .select_related("by", "order__contractor")
        .prefetch_related("photos")
        .order_by("-seen_at", "-id")
    )
    files = conversations.photos_by_hash({p.sha256 for row in rows for p in row.photos.all()})
    found: dict[int, list[InspectionDetail]] = {number: [] for number in places}
    for row in rows:
        found[row.object_id].append(_look(row, files, places[row.object_id]))
    return found


def count_inspections(kind: str, object_id: int, since: dt.datetime) -> int:
    """Count the looks at an object that were kept after a moment; one query."""
    return Evidence.objects.filter(kind=kind, object_id=object_id, at__gt=since).count()


def _look(row: Evidence, files: dict[str, Photo], here: Point | None) -> InspectionDetail:
    photos = sorted(row.photos.all(), key=lambda photo: photo.pk)
    return InspectionDetail(
        id=row.pk,
        row=row,
        by=row.by,
        firm=row.order.contractor.name if row.order else "",
        photos=tuple(_photo(p, files[p.sha256], here) for p in photos if p.sha256 in files),
        off=_off(here, row.latitude, row.longitude),
    )


def _photo(row: EvidencePhoto, photo: Photo, here: Point | None) -> InspectionPhoto:
    return InspectionPhoto(
        id=row.pk,
        photo=photo,
        moment=row.moment,
        released=row.released,
        off=_off(here, row.latitude, row.longitude),
    )


def _off(here: Point | None, latitude: float | None, longitude: float | None) -> float | None:
    if here is None or latitude is None or longitude is None:
        return None
    return metres(here, (latitude, longitude))


def inspection_notes(kind: str, object_id: int, steps: Collection[str]) -> list[str]:
    """Give the notes of looks at these steps, in the order in which they were seen; one query."""
    rows = Evidence.objects.filter(kind=kind, object_id=object_id, step__in=list(steps))
    return list(rows.exclude(note="").order_by("seen_at", "id").values_list("note", flat=True))


# Photos of looks, for rooms whose objects they show.


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
