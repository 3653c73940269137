"""What lies near a road section, in metres; what only crosses it is not an exploration of it."""

import numpy as np
import pytest
import shapely

from townline.prevention.hazards.exploration_planning.rules import nearness

STREET = "LINESTRING (0 0, 100 0)"


def shapes(*words):
    return np.array([shapely.from_wkt(each) for each in words], dtype=object)


def test_degrees_become_metres():
    line = shapes("LINESTRING (127 37, 127.001 37)", "LINESTRING (127 37, 127 37.001)")
    long = shapely.length(nearness.plane_of(line).metres(line))
    assert long == pytest.approx([88.8, 111.2], abs=0.1)


def test_near_is_so_many_metres_from_the_line():
    tree = shapely.STRtree(shapes(STREET, "LINESTRING (0 500, 100 500)"))
    section, other = nearness.within(tree, shapes("POINT (50 29)", "POINT (50 31)"), 30)
    assert (section.tolist(), other.tolist()) == ([0], [0])
    point, one = nearness.nearest(tree, shapes("POINT (50 240)", "POINT (50 900)"), 300)
    assert (point.tolist(), one.tolist()) == ([0], [0])


def test_sections_touch_that_meet_and_have_one_surface():
    found = nearness.touching(
        shapes(STREET, "LINESTRING (105 0, 200 0)", "LINESTRING (0 3, 100 3)"), np.array([0, 0, 1])
    )
    assert sorted(zip(*(side.tolist() for side in found), strict=True)) == [(0, 1), (1, 0)]


@pytest.mark.parametrize(
    ("line", "explored"),
    [
        ("LINESTRING (-50 2, 150 2)", True),
        ("LINESTRING (40 2, 150 2)", True),  # two of its quarter points
        ("LINESTRING (60 2, 150 2)", False),  # one of them
        ("LINESTRING (50 -80, 50 80)", False),  # crosses it
        ("LINESTRING (0 20, 100 20)", False),  # beside it
    ],
)
def test_explored_is_what_a_line_went_along(line, explored):
    found = nearness.explorations(shapes(STREET), shapes(line, line), np.array([7, 7]), 8)
    assert found.section.tolist() == [0] * explored


def test_each_day_of_exploring_counts():
    lines = shapes("LINESTRING (0 1, 60 1)", "LINESTRING (40 1, 100 1)", STREET)
    found = nearness.explorations(shapes(STREET), lines, np.array([5, 5, 9]), 8)
    assert found.day.tolist() == [5, 9]


def test_nothing_is_near_where_nothing_is():
    none = np.zeros(0, dtype=object)
    assert nearness.distances(shapes(STREET), none, 50).tolist() == [np.inf]
    assert len(nearness.explorations(none, none, np.zeros(0, dtype=int), 8).day) == 0
    far = nearness.distances(shapes(STREET), shapes("LINESTRING (0 20, 9 20)"), 50)
    assert far.tolist() == [20]
