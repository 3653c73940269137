"""Each format in each of its ways, and everything that is refused by name."""

import math

import pytest
from shapely import LineString, Point

from townline.platform.geofiles.api import (
    GeofileLimits,
    Grid,
    Kind,
    UnreadableGeofile,
    Wanted,
    load,
)
from townline.platform.geofiles.projections import between, prj_of
from townline.platform.geofiles.reading.places import parse_places as read
from townline.platform.geofiles.tests.files import (
    LAND,
    LINE,
    WANTED,
    geojson,
    line,
    near,
    pack_zip,
    parts,
)

EXPECTED = LineString(LINE)
# The grid of before 2002 as ArcGIS writes it, some 300 m from those of Korea 2000.
BESSEL = (
    'PROJCS["Korean_1985_Korea_Central_Belt",GEOGCS["GCS_Korean_Datum_1985",'
    'DATUM["D_Korean_Datum_1985",SPHEROID["Bessel_1841",6377397.155,299.1528128]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["False_Easting",200000.0],PARAMETER["False_Northing",500000.0],'
    'PARAMETER["Central_Meridian",127.0],PARAMETER["Scale_Factor",1.0],'
    'PARAMETER["Latitude_Of_Origin",38.0],UNIT["Meter",1.0]]'
)


def metres(grid: Grid):
    import numpy as np

    return between(Grid.WGS84, grid)(np.array(LINE)).tolist()


def problem(files, wanted=WANTED) -> str:
    with pytest.raises(UnreadableGeofile) as caught:
        read(files, wanted)
    return caught.value.problem.kind


def kinds(files, wanted=WANTED) -> list[tuple[int | None, str]]:
    return [(each.number, each.kind) for each in read(files, wanted).problems]


def gpx(inner: str) -> dict[str, bytes]:
    head = '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    return {"a.gpx": f"{head}{inner}</gpx>".encode()}


TRACK = "".join(f'<trkpt lat="{y}" lon="{x}"><ele>3</ele></trkpt>' for x, y in LINE)
WKT = f"LINESTRING Z ({LINE[0][0]} {LINE[0][1]} 1, {LINE[1][0]} {LINE[1][1]} 1)"


@pytest.mark.parametrize(
    "files",
    [
        {"a.geojson": geojson(line())},
        {"a.JSON": geojson({"type": "MultiLineString", "coordinates": [LINE]})},
        {"a.geojson": geojson(line([[*at, 12.5] for at in LINE]))},
        gpx(f"<trk><name>왕십리로</name><trkseg>{TRACK}</trkseg></trk>"),
        gpx(f"<rte><name>왕십리로</name>{TRACK.replace('trkpt', 'rtept')}</rte>"),
        {"a.csv": f'name,WKT\n왕십리로,"{WKT}"\n'.encode()},
        {"a.csv": f"도로명;도형\n왕십리로;{WKT}\n".encode("cp949")},
        {"a.csv": f"\ufeffname\twkt\n왕십리로\tSRID=4326;{WKT}\n".encode("utf-16")[2:]},
        parts(LINE),
        parts(LINE, encoding="utf-8", cpg="UTF-8", prj=prj_of(Grid.WGS84)),
        {
            "a.zip": pack_zip(
                {f"gpr/{k}": v for k, v in parts(LINE).items()} | {"__MACOSX/._gpr.shp": b"x"}
            )
        },
    ],
)
def test_every_format_says_the_same(files):
    found = read(files, WANTED)
    assert not found.problems
    assert [near(each.geometry, EXPECTED) for each in found.features] == [True]
    assert "왕십리로" in found.features[0].properties.values()


@pytest.mark.parametrize("grid", [grid for grid in Grid if grid is not Grid.WGS84])
def test_a_grid_is_known_by_the_file_or_named_by_a_person(grid):
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{grid[-4:]}"}}
    points = metres(grid)
    inputs = [{"a.geojson": geojson(line(points), crs=crs)}, parts(points, prj=prj_of(grid))]
    for files in inputs:
        found = read(files, WANTED)
        assert (found.grid, near(found.features[0].geometry, EXPECTED)) == (grid, True)
    named = Wanted(land=LAND, crs=grid.value)
    assert near(read(parts(points), named).features[0].geometry, EXPECTED)
    assert problem(parts(points)) == "metres"
    assert problem({"a.geojson": geojson(line(points))}) == "metres"


def _gauss(longitude: float, latitude: float, origin: float) -> tuple[float, float]:
    """Project degrees on Bessel's ellipsoid near the meridian of the origin, by the textbook.

    Arc of the meridian from 38 N by 2,000 steps, and the first term of the transverse series.
    """
    radius, e2 = 6_377_397.155, 2 / 299.1528128 - 1 / 299.1528128**2
    step = math.radians(latitude - 38) / 2_000
    middles = (math.radians(38) + (at + 0.5) * step for at in range(2_000))
    arc = sum(step * radius * (1 - e2) / (1 - e2 * math.sin(b) ** 2) ** 1.5 for b in middles)
    phi, offset = math.radians(latitude), math.radians(longitude - origin)
    normal = radius / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    north = normal * math.sin(phi) * math.cos(phi) * offset**2 / 2
    return 200_000 + normal * math.cos(phi) * offset, 500_000 + arc + north


@pytest.mark.parametrize(
    ("grid", "origin"),
    [(Grid.CENTRAL_1985, 127), (Grid.CENTRAL_1985_MODIFIED, 127 + 10.405 / 3600)],
)
def test_a_place_in_the_grids_of_1985_is_known_within_a_metre(grid, origin):
    import numpy as np

    # 127 E, 37 N of WGS 84 on the datum of 1985, as the tool of the survey office (NGII) gives it
    # by the same seven parameters: known to 0.3 m.
    bessel = 127.002096944, 36.997138056
    (found,) = between(grid, Grid.WGS84)(np.array([_gauss(*bessel, origin)]))
    east, north = (found - np.array([127.0, 37.0])) * np.array([88_990, 110_980])  # metres
    assert math.hypot(east, north) < 1
    # Taken for Korea 2000 it would lie hundreds of metres off.
    (wrong,) = between(Grid.CENTRAL_2000, Grid.WGS84)(np.array([_gauss(*bessel, origin)]))
    assert abs(wrong[1] - 37) * 110_980 > 300
    assert "±1 m" in grid.called


def test_the_grids_of_other_programs_and_times():
    west = prj_of(Grid.CENTRAL).replace("127.0", "125.0")
    assert problem(parts(metres(Grid.CENTRAL), prj=west)) == "projection"
    # The belt of before 2010 lies 100 km further south by its numbers: taken for the other one,
    # everything would be drawn there.
    older = prj_of(Grid.CENTRAL).replace("600000", "500000")
    assert read(parts(metres(Grid.CENTRAL_2000), prj=older), WANTED).grid is Grid.CENTRAL_2000
    renamed = prj_of(Grid.CENTRAL).replace("KGD2002_Central_Belt_2010", "PCS_ITRF2000_TM")
    assert read(parts(metres(Grid.CENTRAL), prj=renamed), WANTED).grid is Grid.CENTRAL


def test_an_unknown_projection_names_what_is_accepted():
    with pytest.raises(UnreadableGeofile) as caught:
        read({"a.geojson": geojson(line())}, Wanted(land=LAND, crs="EPSG:3857"))
    words = caught.value.problem.words()
    assert "EPSG:3857" in words
    assert all(grid.value in words for grid in Grid)


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (line([[128.5, 37.55], [128.6, 37.56]]), "outside"),
        (line([[127.04, 37.55], [127.2, 37.55]]), "outside"),
        (line([at[::-1] for at in LINE]), "swapped"),
        (line([[127.01, 37.51], [127.03, 37.53], [127.01, 37.53], [127.03, 37.51]]), "crossing"),
        (line([LINE[0], LINE[0]]), "empty"),
        (None, "empty"),
        ({"type": "Point", "coordinates": LINE[0]}, "kind"),
        ({"type": "GeometryCollection", "geometries": []}, "empty"),
        (
            {"type": "MultiPoint", "coordinates": [LINE[0], [127.08, 37.58]]},
            "kind",
        ),
        (line([["a", "b"], LINE[1]]), "coordinates"),
        (line([[float("nan"), 37.5], LINE[1]]), "coordinates"),
        (line([[float("inf"), 37.5], LINE[1]]), "coordinates"),
        ({"type": "Nonsense"}, "coordinates"),
        (line([[127.01 + n / 10**6, 37.55] for n in range(6)]), "vertices"),
    ],
)
def test_a_wrong_feature_is_named_by_its_number(shape, kind):
    wanted = Wanted(land=LAND, limits=GeofileLimits(vertices=5))
    files = {"a.geojson": geojson(line(), shape, line())}
    assert kinds(files, wanted) == [(2, kind)]
    assert [each.number for each in read(files, wanted).features] == [1, 3]
    assert all(each.words() for each in read(files, wanted).problems)


def test_exchanged_axes_of_a_grid_are_seen_too():
    turned = [at[::-1] for at in metres(Grid.UNIFIED)]
    assert kinds(parts(turned, prj=prj_of(Grid.UNIFIED))) == [(1, "swapped")]


def test_tables_of_points():
    wanted = Wanted(frozenset({Kind.POINT}), LAND)
    good = "번호,위도,경도\n1,37.55,127.04\n2,x,127.04\n3,37.55\n4,127.04,37.55\n"
    found = read({"a.csv": good.encode("cp949")}, wanted)
    assert [each.geometry for each in found.features] == [Point(127.04, 37.55)]
    assert [(p.number, p.kind) for p in found.problems] == [
        (2, "coordinates"), (3, "columns"), (4, "swapped"),
    ]  # fmt: skip
    mixed = f'wkt\n"SRID=4326;{WKT}"\n"SRID=5186;{WKT}"\n'
    assert kinds({"a.csv": mixed.encode()}) == [(2, "grids")]


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"a.kml": b"<kml/>"}, "format"),
        ({}, "format"),
        ({"a.geojson": b"{"}, "json"),
        ({"a.geojson": b"[" * 100_000}, "json"),
        ({"a.geojson": b'{"type": "FeatureCollection", "features": 3}'}, "json"),
        ({"a.geojson": geojson()}, "nothing"),
        ({"a.gpx": b"<gpx"}, "gpx"),
        ({"a.gpx": b"<kml/>"}, "gpx"),
        ({"a.gpx": b'<!DOCTYPE g [<!ENTITY a "b">]><gpx>&a;</gpx>'}, "gpx"),
        ({"a.csv": b"name,place\n1,2\n"}, "headers"),
        ({"a.csv": b""}, "nothing"),
        ({"a.csv": "위도,경도\n".encode() + b"\xff\xff,1\n"}, "encoding"),
        ({"a.zip": b"PK\x03\x04 broken"}, "zip"),
        ({"a.zip": pack_zip({"gpr.shp": b"1234" * 50})[:-40]}, "zip"),
        ({"a.zip": pack_zip({"readme.txt": b"1"})}, "no_shp"),
        ({"a.zip": pack_zip({"a.shp": b"1", "b.shp": b"2"})}, "several_shp"),
        ({"gpr.shp": parts(LINE)["gpr.shp"]}, "no_dbf"),
        ({"gpr.dbf": parts(LINE)["gpr.dbf"]}, "no_shp"),
        (parts(LINE) | {"gpr.shp": b"\x00\x00\x27\x0a" + b"\xff" * 200}, "shapefile"),
        (parts(LINE) | {"gpr.dbf": b"\x03" * 20}, "shapefile"),
        (parts(LINE, cpg="UTF-8"), "encoding"),
    ],
)
def test_what_cannot_be_read_says_why(files, kind):
    assert problem(files) == kind


def test_limits_of_size_and_number():
    large = Wanted(land=LAND, limits=GeofileLimits(size=100))
    assert problem({"a.geojson": geojson(line())}, large) == "too_large"
    many = Wanted(land=LAND, limits=GeofileLimits(features=1))
    assert problem({"a.geojson": geojson(line(), line())}, many) == "too_many"
    # A megabyte of nothing packs into a kilobyte, and says of itself what it likes.
    bomb = pack_zip(parts(LINE) | {"gpr.shp": bytes(1_000_000)})
    assert len(bomb) < 5_000
    small = Wanted(land=LAND, limits=GeofileLimits(unpacked=500_000))
    assert problem({"a.zip": bomb}, small) == "bomb"


def test_a_shapefile_on_disk_brings_what_lies_beside_it(tmp_path):
    for name, content in parts(LINE, prj=prj_of(Grid.WGS84)).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "other.dbf").write_bytes(b"")
    files = load(tmp_path / "gpr.shp", GeofileLimits())
    assert sorted(files) == ["gpr.dbf", "gpr.prj", "gpr.shp", "gpr.shx"]
    assert len(read(files, WANTED).features) == 1
    with pytest.raises(UnreadableGeofile):
        load(tmp_path / "gpr.shp", GeofileLimits(size=10))


def test_a_line_of_several_parts_becomes_as_many_lines():
    apart = [[127.02, 37.58], [127.03, 37.58]]
    many = {"type": "MultiLineString", "coordinates": [LINE, apart]}
    found = read({"a.geojson": geojson(line(), many)}, WANTED)
    assert not found.problems
    assert [each.number for each in found.features] == [1, 2, 2]
