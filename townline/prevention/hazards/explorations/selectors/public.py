"""What everybody may see of explorations: where, how long, on which day; what cavities measure."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count
from django.db.models.functions import ExtractYear

from townline.prevention.hazards.explorations.models import Cavity, Line

_MARK = """
SELECT (SELECT count(*) FROM explorations_line),
  (SELECT sum(hashtextextended(concat_ws('|', l.fingerprint, l.surface, l.length_m, l.address,
      l.begins_at, l.ends_at, l.dong, l.explored_on, c.year), l.id))
    FROM explorations_line l JOIN explorations_campaign c ON c.id = l.campaign_id),
  (SELECT sum(hashtextextended(concat_ws('|', k.hazard_id, k.width_m, k.length_m, k.depth_m,
      a.found_on), k.id))
    FROM explorations_cavity k JOIN explorations_anomaly a ON a.id = k.anomaly_id)
"""


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One stretch. ``surface``: roadway or pavement; ``geometry``: GeoJSON, WGS 84.

    ``explored_on``: None where it is planned; ``year``: of its campaign.
    """

    id: int
    surface: str
    geometry: dict[str, Any]
    length_m: float
    address: str
    begins_at: str
    ends_at: str
    dong: str
    explored_on: dt.date | None
    year: int


@dataclass(frozen=True, slots=True)
class PublicCavity:
    """What a hollow measures, in metres; None was not measured. ``hazard_id``: of its repair."""

    hazard_id: int
    width_m: float | None
    length_m: float | None
    depth_m: float | None


def public_lines(*, planned: bool) -> list[PublicLine]:
    """Give the stretches that were explored, and the planned ones where wished; one query."""
    found = Line.objects.all() if planned else Line.objects.filter(explored_on__isnull=False)
    rows = found.values_list(
        "id", "surface", "geometry", "length_m", "address", "begins_at", "ends_at", "dong",
        "explored_on", "campaign__year",
    )  # fmt: skip
    return [PublicLine(*row) for row in rows.iterator(2_000)]


def public_cavities() -> list[PublicCavity]:
    """Give what the hollows measure that are or were repaired; one query."""
    rows = Cavity.objects.filter(hazard__isnull=False)
    return [
        PublicCavity(*row)
        for row in rows.values_list("hazard_id", "width_m", "length_m", "depth_m")
    ]


def public_cavity_years() -> dict[int, int]:
    """Count the hollows by the year in which they were found; one query."""
    years = Cavity.objects.values(year=ExtractYear("anomaly__found_on"))
    return dict(years.annotate(n=Count("id")).values_list("year", "n"))


def public_explorations_mark() -> str:
    """Give a text that is another one when anything of all this has changed; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        return "-".join(map(str, cursor.fetchone()))
