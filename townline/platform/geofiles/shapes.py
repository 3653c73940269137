"""What a file of places holds, and what is asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from townline.platform.geofiles.problems import GeofileProblem
from townline.platform.geofiles.projections import Grid

type Geometry = Any  # of shapely, which tells no types
type Value = str | int | float | bool | None


class Kind(StrEnum):
    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Feature:
    """``number`` counts from 1 in the file's order; ``geometry``: x is longitude (EPSG:4326)."""

    number: int
    geometry: Geometry
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """A feature as the file has it, in the file's projection; or what is the matter with it."""

    number: int
    properties: Mapping[str, Value]
    geometry: Geometry = None
    problem: GeofileProblem | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """``crs``: how the file names its projection (a code or WKT), None where it does not."""

    rows: list[Row]
    crs: str | None = None


@dataclass(frozen=True, slots=True)
class GeofileLimits:
    """What one file may hold, in bytes, features and points of one feature."""

    size: int = 50_000_000
    unpacked: int = 200_000_000
    features: int = 50_000
    vertices: int = 5_000
    beyond: float = 100  # metres that a shape may reach over a boundary, which is drawn coarsely


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a caller takes: ``land`` bounds it (EPSG:4326), ``crs`` is named by a person."""

    kinds: frozenset[Kind] = frozenset({Kind.LINE})
    land: Geometry = None
    crs: str | None = None
    limits: GeofileLimits = field(default_factory=GeofileLimits)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Nothing is to be imported while there are ``problems``."""

    features: list[Feature]
    problems: list[GeofileProblem]
    grid: Grid


@dataclass(frozen=True, slots=True)
class Written:
    """A file to give out."""

    name: str
    content_type: str
    content: bytes
