"""What everybody may see: hazards that a person released, and photos one by one."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.prevention.hazards.models import EvidencePhoto, Hazard
from townline.prevention.hazards.rules.states import HazardState
from townline.prevention.hazards.selectors.words import kind_name

_NEVER = (HazardState.PROPOSED, HazardState.DISMISSED, HazardState.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasedHazard:
    """A hazard as everybody may see it: no note, no case, no person, no firm.

    ``before`` and ``after``: SHA-256 of photos that were released (``released_photo``). Sizes are
    centimetres.
    """

    id: int
    kind: str
    kind_ko: str
    kind_en: str
    severity: str
    source: str
    state: HazardState
    geometry: dict[str, Any]
    latitude: float
    longitude: float
    address: str
    dong: str
    width_cm: float | None
    length_cm: float | None
    depth_cm: float | None
    reported_at: dt.datetime
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None
    released_at: dt.datetime
    before: tuple[str, ...]
    after: tuple[str, ...]


def _shown() -> QuerySet[Hazard]:
    return Hazard.objects.filter(released_at__isnull=False).exclude(state__in=_NEVER)


def released_hazards(*, since: dt.datetime | None = None) -> list[ReleasedHazard]:
    """Give what everybody may see, latest report first; two queries."""
    rows = _shown().filter(reported_at__gte=since) if since else _shown()
    found = list(rows.order_by("-reported_at", "-id"))
    photos = _photos([row.pk for row in found])
    return [_released(row, photos.get(row.pk, [])) for row in found]


def _photos(ids: list[int]) -> dict[int, list[EvidencePhoto]]:
    rows = EvidencePhoto.objects.filter(evidence__hazard__in=ids, released=True)
    found: dict[int, list[EvidencePhoto]] = {}
    for row in rows.select_related("evidence").order_by("id"):
        found.setdefault(row.evidence.hazard_id, []).append(row)
    return found


def _released(row: Hazard, photos: list[EvidencePhoto]) -> ReleasedHazard:
    after = {photo.sha256 for photo in photos if photo.moment == "after"}
    return ReleasedHazard(
        id=row.pk,
        kind=row.kind,
        kind_ko=kind_name(row.kind, "ko"),
        kind_en=kind_name(row.kind, "en"),
        severity=row.severity,
        source=row.source,
        state=HazardState(row.state),
        geometry=row.geometry,
        latitude=row.latitude,
        longitude=row.longitude,
        address=row.address,
        dong=row.dong,
        width_cm=row.width_cm,
        length_cm=row.length_cm,
        depth_cm=row.depth_cm,
        reported_at=row.reported_at,
        made_safe_at=row.made_safe_at,
        repaired_at=row.repaired_at,
        released_at=row.released_at or row.reported_at,
        before=tuple(photo.sha256 for photo in photos if photo.sha256 not in after),
        after=tuple(photo.sha256 for photo in photos if photo.sha256 in after),
    )


def released_photo(*, hazard_id: int, sha256: str) -> Photo | None:
    """Give a photo that everybody may see; None for any other."""
    rows = EvidencePhoto.objects.filter(evidence__hazard__in=_shown().filter(id=hazard_id))
    if not rows.filter(sha256=sha256, released=True).exists():
        return None
    return conversations.photos_by_hash([sha256]).get(sha256)
