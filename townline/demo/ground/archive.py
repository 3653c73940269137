"""Writes features as vector tiles (MVT) into one PMTiles file."""

import gzip
import math
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import numpy as np
import shapely
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry.base import BaseGeometry

from townline.demo.ground.features import Feature, Plane

FIRST, LAST = 11, 15
_EXTENT = 4096
_BUFFER = 64 / _EXTENT  # of a tile, so that lines do not end where tiles meet
_LAYERS = (
    "land", "water", "water_names", "streets", "buildings", "dongs", "names", "veil",
)  # fmt: skip
_POINT = 0

type Shapes = np.ndarray[Any, np.dtype[np.object_]]
type Points = np.ndarray[Any, np.dtype[np.float64]]
type Box = tuple[float, float, float, float]


def write(path: Path, features: list[Feature], plane: Plane, about: dict[str, Any]) -> int:
    """Write the file anew, whole or not at all; return how many tiles it holds.

    ``about``: what the archive's metadata says (name, attribution, what it was made from).
    """
    shapes = np.array([_unit(plane.degrees(feature.shape)) for feature in features], dtype=object)
    half = path.with_suffix(f".{os.getpid()}.part")  # two may draw it at once
    with half.open("wb") as file:
        writer = Writer(file)
        tiles = sorted(_tiles(features, shapes))
        for number, tile in tiles:
            writer.write_tile(number, tile)
        writer.finalize(_header(shapes), about | {"vector_layers": _layer_fields()})
    half.replace(path)
    return len(tiles)


def _unit(shape: BaseGeometry) -> BaseGeometry:
    """Lay the globe (Web Mercator) on a square of one by one, y to the south."""

    def project(at: Points) -> Points:
        sin = np.sin(np.radians(at[:, 1]))
        y = 0.5 - np.log((1 + sin) / (1 - sin)) / (4 * math.pi)
        return np.column_stack([at[:, 0] / 360 + 0.5, y])

    return shapely.transform(shape, project)


def _tiles(features: list[Feature], shapes: Shapes) -> Iterator[tuple[int, bytes]]:
    for zoom in range(FIRST, LAST + 1):
        shown = [i for i, f in enumerate(features) if f.zoom <= zoom <= f.last]
        visible = [features[i] for i in shown]
        simplified = shapely.simplify(shapes[shown], 0.4 / 2**zoom / _EXTENT * 4)
        tree = shapely.STRtree(simplified)
        for x, y in _tile_range(simplified, zoom):
            tile = _tile(visible, simplified, tree, (zoom, x, y))
            if tile:
                yield zxy_to_tileid(zoom, x, y), tile


def _tile_range(shapes: Shapes, zoom: int) -> Iterable[tuple[int, int]]:
    west, north, east, south = (int(v * 2**zoom) for v in shapely.total_bounds(shapes))
    return ((x, y) for x in range(west, east + 1) for y in range(north, south + 1))


def _tile(
    visible: list[Feature], simplified: Shapes, tree: shapely.STRtree, at: tuple[int, int, int]
) -> bytes:
    zoom, x, y = at
    side = 1 / 2**zoom
    box = (x * side, y * side, (x + 1) * side, (y + 1) * side)
    wide = (box[0] - _BUFFER * side, box[1] - _BUFFER * side,
            box[2] + _BUFFER * side, box[3] + _BUFFER * side)  # fmt: skip
    near = np.sort(tree.query(shapely.box(*wide)))
    cut = shapely.clip_by_rect(simplified[near], *wide)
    # In whole steps of the tile, all at once.
    grid = shapely.transform(cut, lambda points: np.rint((points - box[:2]) / side * _EXTENT))
    layers: dict[str, list[dict[str, Any]]] = {name: [] for name in _LAYERS}
    for i, shape, placed in zip(near, cut, grid, strict=True):
        feature = visible[i]
        if not shape.is_empty and (not _is_point(shape) or _within(shape, box)):
            layers[feature.layer].append({"geometry": placed, "properties": feature.tags})
    filled = [{"name": name, "features": found} for name, found in layers.items() if found]
    if not filled:
        return b""
    coded = mapbox_vector_tile.encode(
        filled,
        default_options={"extents": _EXTENT, "y_coord_down": True},
    )
    # No time in the head: the same ground is the same file.
    return gzip.compress(coded, 9, mtime=0)


def _is_point(shape: BaseGeometry) -> bool:
    return bool(shapely.get_dimensions(shape) == _POINT)


def _within(point: BaseGeometry, box: Box) -> bool:
    """Say whether a name belongs to this tile: its neighbour must not write it again."""
    (x, y), *_ = point.coords
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])


def _layer_fields() -> list[dict[str, Any]]:
    fields = {"class": "String", "name_ko": "String", "name_en": "String"}
    return [{"id": name, "fields": fields, "minzoom": FIRST, "maxzoom": LAST} for name in _LAYERS]


def _header(shapes: Shapes) -> dict[str, Any]:
    west, north, east, south = shapely.total_bounds(shapes)
    bounds = [(v - 0.5) * 360 for v in (west, east)], [_latitude(v) for v in (south, north)]
    (left, right), (low, high) = bounds
    return {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_zoom": FIRST,
        "max_zoom": LAST,
        "min_lon_e7": round(left * 1e7),
        "min_lat_e7": round(low * 1e7),
        "max_lon_e7": round(right * 1e7),
        "max_lat_e7": round(high * 1e7),
        "center_zoom": 13,
        "center_lon_e7": round((left + right) / 2 * 1e7),
        "center_lat_e7": round((low + high) / 2 * 1e7),
    }


def _latitude(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y))))
