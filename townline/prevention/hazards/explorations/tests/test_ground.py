"""Lengths and places along a line, held against the geodesic of PROJ."""

import pytest
from hypothesis import given, strategies as st

from townline.prevention.hazards.explorations.rules import ground

_AT = st.tuples(st.floats(126.9, 127.1), st.floats(37.4, 37.6))


@given(st.lists(_AT, min_size=2, max_size=5))
def test_a_length_is_that_of_the_ellipsoid(line):
    from pyproj import Geod

    real = Geod(ellps="WGS84").line_length(*zip(*line, strict=True))
    assert ground.length(line) == pytest.approx(real, rel=2e-3, abs=0.01)


@given(st.lists(_AT, min_size=2, max_size=5), st.floats(0, 1))
def test_a_place_along_a_line_lies_on_it(line, share):
    position = ground.length(line) * share
    off, _ = ground.nearest_spot(line, ground.point_at(line, position))
    assert off < 5  # metres, of some twenty kilometres


def test_beside_and_beyond():
    street = [(127.0, 37.5), (127.01, 37.5)]
    whole = ground.length(street)
    assert whole == pytest.approx(884, abs=1)
    assert ground.nearest_spot(street, (127.005, 37.501)) == pytest.approx((111, whole / 2), abs=1)
    assert ground.point_at(street, whole * 2) == street[-1]
    assert ground.point_at(street, -5) == street[0]
    assert ground.box(street) == (127.0, 37.5, 127.01, 37.5)
