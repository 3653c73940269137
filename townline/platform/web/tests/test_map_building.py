"""Tiles of a real district: from a small extract, by tilemaker, or plain words why not."""

import gzip
import json
import shutil
import zlib
from pathlib import Path

import mapbox_vector_tile
import pytest
from pmtiles.reader import MmapSource, Reader, all_tiles
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from townline.platform.core.commands import CannotStart
from townline.platform.core.paths import DEMO
from townline.platform.web.maps.building import build
from townline.platform.web.maps.extracts import bounds_of

# A road, two streets, a stream, a pond, a park, a house and a station, written by hand.
SMALL = Path(__file__).parent / "small.osm.pbf"
LAND = json.loads((DEMO / "boundaries.geojson").read_text())


def test_without_tilemaker_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotStart, match="apt-get install tilemaker"):
        build(SMALL, LAND, tmp_path / "made.pmtiles")
    assert not (tmp_path / "made.pmtiles").exists()


@pytest.fixture
def failing(tmp_path, monkeypatch):
    """Have a tilemaker that only complains."""
    program = tmp_path / "bin" / "tilemaker"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'no such thing' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")


def test_what_fails_leaves_the_map_of_before(failing, tmp_path):
    target = tmp_path / "made.pmtiles"
    target.write_bytes(b"before")
    with pytest.raises(CannotStart, match="no such thing"):
        build(SMALL, LAND, target)
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", "made.pmtiles"]


def test_there_must_be_an_extract_and_boundaries(failing, tmp_path):
    with pytest.raises(CannotStart, match="there is no file"):
        build(tmp_path / "none.osm.pbf", LAND, tmp_path / "made.pmtiles")
    with pytest.raises(CannotStart, match="no boundaries"):
        build(SMALL, {"features": []}, tmp_path / "made.pmtiles")


def test_an_extract_of_elsewhere_is_refused_by_what_it_covers(failing, tmp_path):
    west, south, east, north = (round(each * 1e9) for each in (126.0, 35.0, 126.5, 35.5))
    sides = zip((1, 2, 3, 4), (west, east, north, south), strict=True)
    box = b"".join(_field(number, _varint(side << 1)) for number, side in sides)
    block = zlib.compress(_field(1, box))
    blob = _field(3, block)
    head = _field(1, b"OSMHeader") + _field(3, _varint(len(blob)))
    other = tmp_path / "other.osm.pbf"
    other.write_bytes(len(head).to_bytes(4) + head + blob)
    assert bounds_of(other) == (126.0, 35.0, 126.5, 35.5)
    with pytest.raises(CannotStart, match=r"holds nothing of the district.*35\.000 to 35\.500"):
        build(other, LAND, tmp_path / "made.pmtiles")


def test_tiles_without_anything_of_the_extract_are_refused(tmp_path, monkeypatch):
    empty = tmp_path / "empty.pmtiles"
    with empty.open("wb") as file:
        writer = Writer(file)
        tile = mapbox_vector_tile.encode([{"name": "dongs", "features": []}])
        writer.write_tile(zxy_to_tileid(14, 13900, 6300), gzip.compress(tile))
        writer.finalize({"tile_type": TileType.MVT, "tile_compression": Compression.GZIP}, {})
    program = tmp_path / "bin" / "tilemaker"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\ncp {empty} "$4"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(CannotStart, match="holds nothing of the district"):
        build(SMALL, LAND, tmp_path / "made.pmtiles")
    assert not (tmp_path / "made.pmtiles").exists()


def _field(number, value):
    if isinstance(value, _Number):
        return _varint(number << 3) + value
    return _varint(number << 3 | 2) + _varint(len(value)) + value


class _Number(bytes):
    """A number as Protocol Buffers write it."""


def _varint(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return _Number(bytes([*out, value]))


@pytest.mark.peer
@pytest.mark.skipif(not shutil.which("tilemaker"), reason="Debian's tilemaker is not installed")
def test_an_extract_becomes_our_layers_with_its_attribution(tmp_path):
    target = tmp_path / "made.pmtiles"
    build(SMALL, LAND, target)
    with target.open("rb") as file:
        assert Reader(MmapSource(file)).metadata()["attribution"] == "© OpenStreetMap contributors"
        found = {
            (layer, feature["properties"].get("class"), feature["properties"].get("name_ko", ""))
            for (zoom, _, _), tile in all_tiles(MmapSource(file))
            if zoom == 14
            for layer, content in mapbox_vector_tile.decode(gzip.decompress(tile)).items()
            for feature in content["features"]
        }
    assert {
        ("streets", "main", "큰길"), ("streets", "lane", "샛길"), ("streets", "street", ""),
        ("water_names", "stream", "시내"), ("water", "river", ""), ("land", "park", ""),
        ("names", "park", "풀밭공원"), ("names", "station", "한들역"), ("buildings", "house", ""),
        ("names", "dong", "느티동"), ("dongs", "dong", "느티동"), ("veil", "outside", ""),
    } <= found  # fmt: skip
