"""Hostile files of places are refused in words, in the sandbox; ordinary ones come through it."""

import pytest

from townline.platform.geofiles.api import GeofileLimits, Grid, UnreadableGeofile, Wanted, read
from townline.platform.geofiles.reading.places import parse_places
from townline.platform.geofiles.tests.files import LAND, WANTED, geojson, line, parts

DEEP = 5_000


def feature_collection(inner: str) -> bytes:
    return f'{{"type": "FeatureCollection", "features": [{inner}]}}'.encode()


@pytest.mark.parametrize(
    "content",
    [
        feature_collection('{"type":"Feature","geometry":{"type":"Polygon","coordinates":'
               + "[" * DEEP + "]" * DEEP + "}}"),
        feature_collection('{"type":"Feature","geometry":null,"properties":{"a":'
               + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}}"),
        b"[" * DEEP,
    ],
    ids=["coordinates", "properties", "arrays"],
)  # fmt: skip
def test_what_is_nested_deeply_is_refused_in_words(content):
    with pytest.raises(UnreadableGeofile) as refused:
        read({"a.geojson": content}, WANTED)
    assert refused.value.problem.kind in {"nesting", "json"}
    assert refused.value.problem.words()


def test_too_many_features_are_refused_by_their_number():
    with pytest.raises(UnreadableGeofile) as refused:
        read(
            {"a.geojson": geojson(*[line()] * 30)},
            Wanted(land=LAND, limits=GeofileLimits(features=20)),
        )
    assert (refused.value.problem.kind, refused.value.problem.values) == ("too_many", {"limit": 20})


@pytest.mark.parametrize(
    "files", [{"a.geojson": geojson(line(), None)}, parts([[127.04, 37.55], [127.05, 37.56]])]
)
def test_what_comes_through_the_sandbox_is_what_was_read(files):
    through, plain = read(files, WANTED), parse_places(files, WANTED)
    assert through.grid is plain.grid is Grid.WGS84
    assert [(f.number, f.geometry.wkb, f.properties) for f in through.features] == [
        (f.number, f.geometry.wkb, f.properties) for f in plain.features
    ]
    assert [(p.kind, p.number, p.words()) for p in through.problems] == [
        (p.kind, p.number, p.words()) for p in plain.problems
    ]
