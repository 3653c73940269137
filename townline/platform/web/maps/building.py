"""Tiles of a real district from an extract of OpenStreetMap, by Debian's tilemaker."""

import gzip
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from townline.platform.core.commands import CannotStart
from townline.platform.web.maps.extracts import Bounds, bounds_of, touches

ATTRIBUTION = "© OpenStreetMap contributors"
_PROCESS = Path(__file__).parent / "tilemaker" / "process.lua"
_AROUND = 0.006  # degrees that are shown around the district, some 600 m
_LAYERS = ("land", "water", "water_names", "streets", "buildings", "names")
# tilemaker 3.0 loses all but the largest shapes of a fifteenth zoom.
_ZOOMS = {"minzoom": 11, "maxzoom": 14}
_GZIP = b"\x1f\x8b"
_COLUMNS = ["class", "name_ko", "name_en"]

type Land = Mapping[str, Any]  # GeoJSON of dongs


def build(extract: Path, land: Land, target: Path) -> None:
    """Write the tiles of a district's ground to ``target``, whole or not at all.

    ``extract``: an .osm.pbf file that covers it; one of elsewhere is refused. Raises CannotStart
    in plain words.
    """
    program = _program()
    if not extract.is_file():
        raise CannotStart(f"there is no file {extract}")
    if not land.get("features"):
        raise CannotStart("the district has no boundaries to bound the map by: load them first")
    bounds = _bounds(land)
    _check_touches(extract, bounds)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        made = folder / "made.pmtiles"
        _write_config(folder, land, bounds)
        _run([program, "--input", str(extract.resolve()), "--output", str(made),
              "--config", "config.json", "--process", str(_PROCESS)], folder)  # fmt: skip
        if not _has_ground(made):
            raise _elsewhere(extract, bounds)
        _write_attribution(made, folder / "signed.pmtiles")
        (folder / "signed.pmtiles").replace(target)


def _program() -> str:
    found = shutil.which("tilemaker")
    if found is None:
        raise CannotStart(
            "tilemaker is missing, which makes tiles from OpenStreetMap. "
            "On Debian 13: apt-get install tilemaker"
        )
    return found


def _bounds(land: Land) -> Bounds:
    """Give the box that is shown: the district, and a little around it."""
    import shapely  # noqa: PLC0415 -- only who makes tiles needs it
    from shapely.geometry import shape  # noqa: PLC0415 -- the same

    ground = shapely.union_all([shape(each["geometry"]) for each in land["features"]])
    west, south, east, north = ground.buffer(_AROUND).bounds
    return west, south, east, north


def _check_touches(extract: Path, bounds: Bounds) -> None:
    covered = bounds_of(extract)
    if covered is not None and not touches(covered, bounds):
        raise _elsewhere(extract, bounds, covered)


def _elsewhere(extract: Path, bounds: Bounds, covered: Bounds | None = None) -> CannotStart:
    of = f" It covers {_degrees(covered)}." if covered else ""
    return CannotStart(
        f"{extract} holds nothing of the district, which lies within {_degrees(bounds)}.{of} "
        "Take the extract of the region that the district is in; the map of before stays."
    )


def _degrees(box: Bounds) -> str:
    west, south, east, north = box
    return f"{south:.3f} to {north:.3f} north, {west:.3f} to {east:.3f} east"


def _has_ground(made: Path) -> bool:
    """Say whether any tile holds anything of the extract, not of the district's own files."""
    from pmtiles.reader import MmapSource, all_tiles  # noqa: PLC0415 -- only who makes tiles needs it

    names = [name.encode() for name in _LAYERS if name != "names"]  # dongs have names too
    with made.open("rb") as source:
        for _, tile in all_tiles(MmapSource(source)):
            plain = gzip.decompress(tile) if tile.startswith(_GZIP) else tile
            if any(name in plain for name in names):
                return True
    return False


def _run(command: list[str], folder: Path) -> None:
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 -- the program that was found
    if made.returncode or not (folder / "made.pmtiles").exists():
        last = (made.stderr or made.stdout).strip().splitlines()[-1:]
        raise CannotStart(f"tilemaker could not make the tiles: {' '.join(last)}")


def _write_config(folder: Path, land: Land, bounds: Bounds) -> None:
    import shapely  # noqa: PLC0415 -- only who makes tiles needs it
    from shapely.geometry import mapping, shape  # noqa: PLC0415 -- the same

    shapes = [(shape(each["geometry"]), each["properties"]) for each in land["features"]]
    district = shapely.union_all([ground for ground, _ in shapes])
    veil = shapely.box(*bounds).difference(district)
    sources = {
        "dongs": [(ground.boundary, properties) for ground, properties in shapes],
        "dong_names": [
            (ground.representative_point(), properties) for ground, properties in shapes
        ],
        "veil": [(veil, {})],
    }
    for name, found in sources.items():
        _write(folder / f"{name}.geojson", found, name, mapping)
    config = {"layers": _layers(list(sources)), "settings": _settings([*bounds])}
    (folder / "config.json").write_text(json.dumps(config))


def _write(
    path: Path,
    found: Iterable[tuple[Any, Mapping[str, str]]],
    name: str,
    written: Callable[[Any], Any],
) -> None:
    kind = "outside" if name == "veil" else "dong"
    features = [
        {
            "type": "Feature",
            "geometry": written(ground),
            "properties": {
                "class": kind,
                "name_ko": properties.get("name_ko", ""),
                "name_en": properties.get("name_en", ""),
            },
        }
        for ground, properties in found
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def _layers(sources: list[str]) -> dict[str, Any]:
    own = {name: dict(_ZOOMS) for name in _LAYERS}
    given = {
        name: _ZOOMS | {"source": f"{name}.geojson", "source_columns": _COLUMNS} for name in sources
    }
    # A layer may be written to by another one: names of dongs lie with the others.
    given["dong_names"] |= {"write_to": "names"}
    return own | given


def _settings(bounds: list[float]) -> dict[str, Any]:
    return _ZOOMS | {
        "basezoom": _ZOOMS["maxzoom"],
        "include_ids": False,
        "name": "Townline",
        "version": "1",
        "description": "A district's ground",
        "compress": "gzip",
        "bounding_box": bounds,
    }


def _write_attribution(made: Path, signed: Path) -> None:
    """Write the archive anew with whose data it is: what tilemaker is told of that is not kept."""
    from pmtiles.reader import MmapSource, Reader, all_tiles  # noqa: PLC0415 -- only who makes tiles needs it
    from pmtiles.tile import zxy_to_tileid  # noqa: PLC0415 -- the same
    from pmtiles.writer import Writer  # noqa: PLC0415 -- the same

    with made.open("rb") as source, signed.open("wb") as file:
        read, writer = Reader(MmapSource(source)), Writer(file)
        tiles = ((zxy_to_tileid(*at), tile) for at, tile in all_tiles(MmapSource(source)))
        for number, tile in sorted(tiles):
            writer.write_tile(number, tile)
        writer.finalize(read.header(), read.metadata() | {"attribution": ATTRIBUTION})
