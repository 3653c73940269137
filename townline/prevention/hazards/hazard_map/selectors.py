import threading
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from townline.platform.core import district
from townline.prevention.hazards import api as hazards
from townline.prevention.hazards.explorations import api as explorations
from townline.prevention.hazards.hazard_map.rules.figures import YearFigures, by_year
from townline.prevention.hazards.hazard_map.rules.items import (
    MapFilters,
    MapItem,
    MapItemKind,
    order_items,
)
from townline.prevention.hazards.hazard_map.rules.tiles import MANY, NEAR, ProjectedItem, lay
from townline.prevention.hazards.hazard_map.settings import HazardMap, PublicHazards

# All that lies on the map, kept in this process until something of it changes.
#
# Fifteen thousand items are read and projected in half a second; after that a list, a download or
# a tile is cut from memory, and one query each to the two rooms says whether it is still true.

_LENGTH = 16


@dataclass(frozen=True)
class Snapshot:
    """``mark`` is another one whenever anything of the rest is; safe in an address."""

    mark: str
    items: Sequence[MapItem]
    figures: Sequence[YearFigures]
    laid: dict[str, ProjectedItem] = field(default_factory=dict, compare=False)

    @cached_property
    def by_id(self) -> dict[str, MapItem]:
        return {item.id: item for item in self.items}

    @property
    def near(self) -> int:
        """Give from which zoom on each item is drawn by itself: of few ones from the first."""
        return NEAR if len(self.items) > MANY else 0

    @cached_property
    def years(self) -> list[int]:
        """Give the years that something lies in, the latest first."""
        return sorted({item.year for item in self.items}, reverse=True)

    @cached_property
    def dongs(self) -> list[str]:
        return sorted({item.dong for item in self.items if item.dong})

    def drawn(self, filters: MapFilters) -> Iterator[ProjectedItem]:
        """Give what is asked for as it is drawn, spots above lines; projected once."""
        for item in filters.select(self.items):
            if item.id not in self.laid:
                self.laid[item.id] = lay(item)
            yield self.laid[item.id]


_EMPTY = Snapshot("", (), ())
_lock = threading.Lock()
_cached = _EMPTY


def map_settings() -> HazardMap | None:
    """Give ``hazard_map`` of the district's settings; None where it shows none."""
    return district.part(PublicHazards).hazard_map


def snapshot() -> Snapshot:
    """Give what everybody may see now; two queries, and four more when it has changed.

    The district shows such a map: ``map_settings`` has said so.
    """
    global _cached  # noqa: PLW0603 -- the one of this process
    settings = map_settings() or HazardMap()
    mark = _mark(settings)
    if _cached.mark != mark:
        with _lock:  # many ask when it has just changed; one reads
            if _cached.mark != mark:
                _cached = _read(mark, settings)
    return _cached


def snapshot_marked(mark: str) -> Snapshot:
    """Give what an address with this mark stands for, without a query where it is kept."""
    cached = _cached
    return cached if cached.mark == mark else snapshot()


def _mark(settings: HazardMap) -> str:
    parts = (
        district.current().jurisdiction_id,
        settings.model_dump_json(),
        hazards.public_hazards_mark(settings.kinds),
        explorations.public_explorations_mark(),
    )
    return sha256("|".join(parts).encode()).hexdigest()[:_LENGTH]


def _read(mark: str, settings: HazardMap) -> Snapshot:
    items = order_items([*_spots(settings), *_lines(settings)])
    return Snapshot(mark, items, by_year(items, explorations.public_cavity_years()))


def _lines(settings: HazardMap) -> Iterator[MapItem]:
    for line in explorations.public_lines(planned=settings.planned):
        kind = MapItemKind(line.surface) if line.explored_on else MapItemKind.PLANNED
        yield MapItem(
            id=f"l{line.id}", number=line.id, kind=kind, surface=line.surface,
            year=line.explored_on.year if line.explored_on else line.year, day=line.explored_on,
            parts=_parts(line.geometry), address=line.address, dong=line.dong,
            begins_at=line.begins_at, ends_at=line.ends_at, length_m=line.length_m,
        )  # fmt: skip


def _parts(geometry: dict[str, Any]) -> tuple[array[float], ...]:
    runs = geometry["coordinates"]
    many = runs if geometry["type"] == "MultiLineString" else [runs]
    return tuple(array("d", [value for at in run for value in at[:2]]) for run in many)


def _spots(settings: HazardMap) -> Iterator[MapItem]:
    hollows = {each.hazard_id: each for each in explorations.public_cavities()}
    shown = hazards.public_hazards(kinds=settings.kinds, by_itself=settings.appears == "made_safe")
    zone = district.current().zone
    for spot in shown:
        at = spot.repaired_at or spot.made_safe_at
        if at is None:
            continue
        day, hollow = at.astimezone(zone).date(), hollows.get(spot.id)
        yield MapItem(
            id=f"p{spot.id}",
            number=spot.id,
            what=spot.kind,
            year=day.year,
            day=day,
            kind=MapItemKind.REPAIRED if spot.repaired_at else MapItemKind.OPEN,
            address=spot.address,
            dong=spot.dong,
            parts=(array("d", (spot.longitude, spot.latitude)),),
            length_m=_metres(spot.length_cm, hollow.length_m if hollow else None),
            width_m=_metres(spot.width_cm, hollow.width_m if hollow else None),
            depth_m=_metres(spot.depth_cm, hollow.depth_m if hollow else None),
        )


def _metres(centimetres: float | None, metres: float | None) -> float | None:
    """Choose what was measured on the spot, else what was measured from above."""
    return centimetres / 100 if centimetres is not None else metres


def photos_of(item: MapItem) -> list[hazards.PublicPhoto]:
    """Give the released photos of a spot; one query, none for a stretch."""
    return [] if item.is_line else hazards.public_photos(item.number)


def photo_shown(sha256_: str) -> bool:
    """Say whether everybody may see a photo; one query."""
    settings = map_settings()
    return settings is not None and hazards.public_photo_shown(
        sha256_, kinds=settings.kinds, by_itself=settings.appears == "made_safe"
    )
