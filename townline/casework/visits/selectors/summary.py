"""Visits as they are shown to the person whose cases they belong to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from townline.casework.visits.models import Visit


def visits_summary(case_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Tell the visits of cases, by case, ready for JSON; photos by their SHA-256; two queries."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    visits = Visit.objects.filter(case__in=list(case_ids)).order_by("planned_at", "id")
    for visit in visits.prefetch_related("photos"):
        found[visit.case_id].append(
            {
                "state": visit.state,
                "planned_at": visit.planned_at.isoformat(),
                "place": visit.place_ko,
                "latitude": visit.latitude,
                "longitude": visit.longitude,
                "note": visit.note,
                "found": visit.found,
                "finished_at": visit.finished_at.isoformat() if visit.finished_at else None,
                "photos": [photo.sha256 for photo in visit.photos.all()],
            }
        )
    return found
