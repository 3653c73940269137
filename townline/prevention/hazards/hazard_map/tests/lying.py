"""Rows on the map, for its tests: stretches, spots, cavities and photos."""

import datetime as dt
import uuid
from typing import Any

from townline.prevention.hazards.explorations.models import Anomaly, Campaign, Cavity, Line
from townline.prevention.hazards.models import Hazard
from townline.prevention.work_orders.models import Evidence, EvidencePhoto

AT = dt.datetime(2026, 5, 4, 3, 0, tzinfo=dt.UTC)
# Words that nobody but staff may read.
NOTE = "민원인이 알려 준 비밀"


def campaign(year: int = 2026) -> Campaign:
    found, _ = Campaign.objects.get_or_create(
        name=f"{year}년 탐사", defaults={"year": year, "created_at": AT, "note": NOTE}
    )
    return found


def line(number: int = 0, *, year: int = 2026, explored: bool = True, **more: Any) -> Line:
    """Lay a stretch of three points, each a little north of the one before."""
    north = 36.610 + number * 0.0001
    points = [[125.330, north], [125.333, north + 0.0004], [125.336, north]]
    values: dict[str, Any] = {
        "campaign": campaign(year),
        "surface": "roadway",
        "geometry": {"type": "LineString", "coordinates": points},
        "west": 125.330, "south": north, "east": 125.336, "north": north + 0.0004,
        "length_m": 540.0,
        "address": f"느티로 {number + 1}",
        "begins_at": "느티시장 입구", "ends_at": "새벗사거리",
        "dong": "느티동",
        "explored_on": dt.date(year, 4, 1) if explored else None,
        "fingerprint": uuid.uuid4().hex,
    }  # fmt: skip
    return Line.objects.create(**values | more)


def spot(number: int = 0, **more: Any) -> Hazard:
    """Lay a repaired cavity."""
    latitude, longitude = 36.612 + number * 0.0001, 125.331
    values: dict[str, Any] = {
        "kind": "cavity", "severity": "high", "state": "closed", "source": "exploration",
        "note": NOTE,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "latitude": latitude, "longitude": longitude,
        "west": longitude, "south": latitude, "east": longitude, "north": latitude,
        "address": f"한들로 {number + 1}", "dong": "느티동",
        "width_cm": 80.0, "length_cm": 120.0, "depth_cm": 45.0,
        "reported_at": AT, "made_safe_at": AT, "repaired_at": AT,
        "released_at": AT,
    }  # fmt: skip
    return Hazard.objects.create(**values | more)


def hollow(of: Line, hazard: Hazard | None = None, **more: Any) -> Cavity:
    """Find a hollow along a stretch."""
    anomaly = Anomaly.objects.create(
        line=of, number=uuid.uuid4().hex[:8], state="cavity", position_m=10.0, latitude=36.61,
        longitude=125.331, found_on=of.explored_on or AT.date(), note=NOTE,
    )  # fmt: skip
    return Cavity.objects.create(
        anomaly=anomaly, grade="priority", hazard=hazard, graded_at=AT, **more
    )


def photo(hazard: Hazard, sha256: str, moment: str, *, released: bool = True) -> EvidencePhoto:
    """Put a photo with a spot."""
    evidence = Evidence.objects.create(
        kind="hazard",
        object_id=hazard.pk,
        step="repair",
        key=uuid.uuid4(),
        note=NOTE,
        seen_at=AT,
        at=AT,
    )
    return EvidencePhoto.objects.create(
        evidence=evidence, sha256=sha256, moment=moment, released=released, at=AT
    )
