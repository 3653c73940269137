"""The road sections and all that lies near them, read whole: thousands, a few queries."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import Count, Max

from townline.platform.core import district
from townline.prevention.hazards.exploration_planning.models import (
    PlaceFile,
    RainDay,
    ReferenceLine,
    Section,
)
from townline.prevention.hazards.exploration_planning.rules import nearness
from townline.prevention.hazards.exploration_planning.rules.columns import PlaceFileKind, Surface
from townline.prevention.hazards.exploration_planning.rules.factors import (
    FACTORS,
    Bounds,
    Dated,
    Factor,
    Floats,
    Ints,
    Nearby,
    Sewers,
    Sites,
)
from townline.prevention.hazards.exploration_planning.rules.nearness import Plane, Shapes
from townline.prevention.hazards.exploration_planning.selectors.history import Events, Occurrence
from townline.prevention.hazards.exploration_planning.settings import Material, Planning, WhereNext

# What the district's settings say, as the rules take it.

_DAY = dt.timedelta(days=1)


def planning_settings() -> WhereNext:
    """Give ``where_to_look`` of the district's settings."""
    return district.part(Planning).where_to_look


def weights(settings: WhereNext) -> dict[Factor, float]:
    """Give the weight of each factor."""
    return {factor: float(getattr(settings.weights, factor)) for factor in FACTORS}


def bounds(settings: WhereNext) -> Bounds:
    """Give half-lives in days, and from where on each factor counts in full."""
    lives, full = settings.half_lives, settings.full
    return Bounds(
        complaint_days=lives.complaints / _DAY,
        cavity_days=lives.cavities / _DAY,
        permit_days=lives.permits / _DAY,
        sewer_years=full.sewer_years,
        diameter_mm=full.diameter_mm,
        explored_years=full.explored_years,
        rain_days=full.rain_days,
        subway_m=settings.reach.subway,
    )


def material_numbers(materials: tuple[Material, ...]) -> Mapping[str, int]:
    """Give the place of a material in the district's table by each word that files use."""
    return {
        word.casefold(): at
        for at, material in reversed(list(enumerate(materials)))
        for word in (material.material, *material.words)
    }


SURFACES = tuple(Surface)
_FOREVER = dt.date.max.toordinal()
_ROWS = ("id", "code", "name", "surface", "dong", "width_m", "length_m", "shape")


@dataclass(frozen=True, slots=True)
class Sections:
    """All sections in the order of their ids; ``rows``: their columns, by name.

    ``degrees`` and ``metres``: their shapes; ``surface``: the place of each in ``SURFACES``.
    """

    rows: dict[str, list[Any]]
    degrees: Shapes
    metres: Shapes
    plane: Plane
    surface: Ints
    length: Floats

    def __len__(self) -> int:
        return len(self.length)


def sections() -> Sections:
    """Read all sections; one query."""
    found = list(zip(*Section.objects.order_by("id").values_list(*_ROWS), strict=True))
    columns = found or [() for _ in _ROWS]
    rows = dict(zip(_ROWS, map(list, columns), strict=True))
    degrees = _shapes(rows.pop("shape"))
    plane = nearness.plane_of(degrees)
    return Sections(
        rows,
        degrees,
        plane.metres(degrees),
        plane,
        np.array([SURFACES.index(Surface(each)) for each in rows["surface"]], dtype=np.int64),
        np.array(rows["length_m"], dtype=np.float64),
    )


@dataclass(slots=True)
class Fixed:
    """Sections with what only a file changes near them. ``touching``: made when it is asked for."""

    sections: Sections
    tree: shapely.STRtree
    sewers: Sewers
    permits: Sites
    subway: Floats
    rain: Ints
    _touching: tuple[Ints, Ints] | None = None

    @property
    def touching(self) -> tuple[Ints, Ints]:
        """Give pairs of sections that meet, both ways."""
        if self._touching is None:
            own = self.sections
            self._touching = nearness.touching(own.metres, own.surface)
        return self._touching


@dataclass(slots=True)
class _GroundCache:
    """What this process made last, and of which files."""

    files: tuple[int | None, int] | None = None
    fixed: Fixed | None = None


def _make_cache(_settings: district.Settings) -> _GroundCache:
    return _GroundCache()


def fixed_ground(settings: WhereNext) -> Fixed:
    """Give sections and what lies near them as files told it; one query, four after a new file.

    Kept by each process until a file is taken, or the settings are read anew (half a minute): a
    page, its map and its files ask for the same.
    """
    cache: _GroundCache = district.derive(_make_cache)
    imported = PlaceFile.objects.filter(taken_at__isnull=False)
    # A file may be taken before one that was begun earlier: the count tells it.
    found = imported.aggregate(last=Max("id"), number=Count("id"))
    files = (found["last"], found["number"])
    if cache.fixed is None or cache.files != files:
        cache.fixed, cache.files = _build_fixed(settings), files
    return cache.fixed


def _build_fixed(settings: WhereNext) -> Fixed:
    own = sections()
    tree = shapely.STRtree(own.metres)
    lines = _reference(own.plane)
    return Fixed(
        own,
        tree,
        _sewers(tree, lines[PlaceFileKind.SEWER], settings),
        _permits(tree, lines[PlaceFileKind.PERMIT], settings.reach.permits),
        nearness.distances(own.metres, lines[PlaceFileKind.SUBWAY].shapes, settings.reach.subway),
        _rain(settings.heavy_rain_mm),
    )


def nearby(ground: Fixed, settings: WhereNext, events: Events) -> Nearby:
    """Give all that lies near each section."""
    own, tree, reach = ground.sections, ground.tree, settings.reach
    return Nearby(
        length=own.length,
        complaints=_match_dated(tree, own.plane, events.complaints, reach.complaints),
        cavities=_match_dated(tree, own.plane, events.cavities, reach.cavities),
        explored=_match_explorations(own, events, reach.explored),
        sewers=ground.sewers,
        risks=np.array([material.risk for material in settings.materials], dtype=np.float64),
        permits=ground.permits,
        subway=ground.subway,
        rain=ground.rain,
    )


def found_under(ground: Fixed, events: Events, metres: float, year: int) -> Floats:
    """Count cavities found in a year under each section: each one under the nearest alone."""
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    of_year = [each for each in events.cavities if first <= each.day <= last]
    points = _points(ground.sections.plane, of_year)
    _, section = nearness.nearest(ground.tree, points, metres)
    return np.bincount(section, minlength=len(ground.sections)).astype(np.float64)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Reference lines of a kind; ``rows``: year, material, diameter, first and last day."""

    shapes: Shapes
    rows: list[tuple[Any, ...]]


def _reference(plane: Plane) -> dict[str, _Lines]:
    columns = ("year", "material", "diameter_mm", "begins_on", "ends_on")
    rows = list(ReferenceLine.objects.values_list("kind", "shape", *columns))
    found: dict[str, _Lines] = {}
    for kind in (PlaceFileKind.SEWER, PlaceFileKind.PERMIT, PlaceFileKind.SUBWAY):
        own = [row for row in rows if row[0] == kind]
        shapes = plane.metres(_shapes([row[1] for row in own]))
        found[kind] = _Lines(shapes, [row[2:] for row in own])
    return found


def _shapes(wkb_rows: list[Any]) -> Shapes:
    return np.asarray(shapely.from_wkb(np.array([bytes(each) for each in wkb_rows], dtype=object)))


def _points(plane: Plane, occurrences: list[Occurrence]) -> Shapes:
    at = np.array([(each.longitude, each.latitude) for each in occurrences]).reshape(-1, 2)
    return plane.metres(np.asarray(shapely.points(at)))


def _match_dated(
    tree: shapely.STRtree, plane: Plane, occurrences: list[Occurrence], metres: float
) -> Dated:
    section, other = nearness.within(tree, _points(plane, occurrences), metres)
    return Dated(section, np.array([each.day for each in occurrences], dtype=np.int64)[other])


def _match_explorations(found: Sections, events: Events, metres: float) -> Dated:
    """Match lines with sections of their own surface: a pavement lies metres from its roadway."""
    parts = []
    for number, surface in enumerate(SURFACES):
        own = np.flatnonzero(found.surface == number)
        lines = [line for line in events.lines if line.surface == surface]
        shapes = found.plane.metres(np.array([line.shape for line in lines], dtype=object))
        days = np.array([line.day for line in lines], dtype=np.int64)
        dated = nearness.explorations(found.metres[own], shapes, days, metres)
        parts.append(Dated(own[dated.section], dated.day))
    return Dated(
        np.concatenate([part.section for part in parts]),
        np.concatenate([part.day for part in parts]),
    )


def _sewers(tree: shapely.STRtree, lines: _Lines, settings: WhereNext) -> Sewers:
    section, other = nearness.within(tree, lines.shapes, settings.reach.sewers)
    numbers = material_numbers(settings.materials)
    return Sewers(
        section,
        np.array([row[0] or 0 for row in lines.rows], dtype=np.int64)[other],
        np.array([numbers.get(row[1].casefold(), -1) for row in lines.rows], np.int64)[other],
        np.array([row[2] or np.nan for row in lines.rows], dtype=np.float64)[other],
    )


def _permits(tree: shapely.STRtree, lines: _Lines, metres: float) -> Sites:
    section, other = nearness.within(tree, lines.shapes, metres)
    begins = [row[3].toordinal() for row in lines.rows]
    ends = [row[4].toordinal() if row[4] else _FOREVER for row in lines.rows]
    return Sites(section, np.array(begins, np.int64)[other], np.array(ends, dtype=np.int64)[other])


def _rain(least: float) -> Ints:
    days = RainDay.objects.filter(mm__gte=least).order_by("day").values_list("day", flat=True)
    return np.array([day.toordinal() for day in days], dtype=np.int64)
