"""Files that were torn, cut or turned: a clear refusal or problems by number, never a fault."""

import pytest
from hypothesis import given, settings, strategies as st
from shapely import LineString

from tests.amount import examples
from townline.platform.geofiles.api import (
    Feature,
    GeofileLimits,
    GeoFormat,
    Grid,
    UnreadableGeofile,
    Wanted,
    write,
)
from townline.platform.geofiles.reading.places import parse_places as read
from townline.platform.geofiles.tests.files import LAND, LINE, pack_zip, parts

_FEATURES = [Feature(n, LineString(LINE), {"name": "왕십리로", "year": 2024}) for n in (1, 2)]
_WHOLE = {
    made.name: made.content
    for made in (
        write(form, _FEATURES, grid, f"{form}-{grid[-4:]}") for form in GeoFormat for grid in Grid
    )
}
_TORN = st.tuples(
    st.sampled_from(sorted(_WHOLE)),
    st.integers(0, 10_000),
    st.integers(0, 30),
    st.binary(max_size=12),
)


def _try_read(files):
    """Read them: there are words for whatever is wrong; any other error fails the test."""
    problems = []
    try:
        problems = read(
            files, Wanted(land=LAND, limits=GeofileLimits(size=10**6, unpacked=10**6))
        ).problems
    except UnreadableGeofile as error:
        problems = [error.problem]
    assert all(each.words() for each in problems)


@settings(max_examples=examples(1_500))
@given(_TORN)
def test_a_torn_file_is_refused_in_words(torn):
    name, at, length, more = torn
    whole = _WHOLE[name]
    at %= len(whole)
    _try_read({name: whole[:at] + more + whole[at + length :]})


@settings(max_examples=examples(1_500))
@given(
    st.sampled_from(["gpr.shp", "gpr.dbf"]),
    st.integers(0, 400),
    st.binary(max_size=8),
    st.booleans(),
)
def test_a_torn_part_of_a_shapefile_is_refused_in_words(part, at, more, cut):
    """A part that is torn within a whole ZIP: nothing but the reader itself looks at it."""
    files = parts(LINE)
    whole = files[part]
    torn = whole[:at] + more + (b"" if cut else whole[at + len(more) :])
    _try_read({"gpr.zip": pack_zip(files | {part: torn})})


@pytest.mark.parametrize("name", sorted(_WHOLE))
def test_the_whole_ones_are_read(name):
    assert len(read({name: _WHOLE[name]}, Wanted(land=LAND)).features) == 2
