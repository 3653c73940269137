"""What was explored, found and repaired, by year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from townline.prevention.hazards.hazard_map.rules.items import EXPLORED, MapItem, MapItemKind


@dataclass(slots=True)
class YearFigures:
    """One year: kilometres explored of roadway and pavement, cavities found, spots repaired."""

    year: int
    roadway_km: float = 0.0
    pavement_km: float = 0.0
    cavities: int = 0
    repaired: int = 0

    @property
    def km(self) -> float:
        return self.roadway_km + self.pavement_km


def by_year(items: Iterable[MapItem], cavities: Mapping[int, int]) -> list[YearFigures]:
    """Count by year, the latest first; ``cavities``: those found in each year."""
    years = {year: YearFigures(year, cavities=count) for year, count in cavities.items()}
    for item in items:
        if item.kind in EXPLORED or item.kind is MapItemKind.REPAIRED:
            _count(years.setdefault(item.year, YearFigures(item.year)), item)
    return [years[year] for year in sorted(years, reverse=True)]


def _count(found: YearFigures, item: MapItem) -> None:
    kilometres = (item.length_m or 0) / 1000
    if item.kind is MapItemKind.ROADWAY:
        found.roadway_km += kilometres
    elif item.kind is MapItemKind.PAVEMENT:
        found.pavement_km += kilometres
    else:
        found.repaired += 1
