"""The table of Seoul by hand, at its bounds; and that a worse value never gives a better grade."""

import pytest
from hypothesis import given, strategies as st

from townline.platform.core.district_files.part import Part
from townline.prevention.hazards.explorations.rules.grades import Bound, Grade, Measured, grade
from townline.prevention.hazards.explorations.settings import CavityGrades

BOUNDS = CavityGrades().bounds()
# asphalt (cm), cover (cm), width (m): grade, flags. Seoul, 2016.
TABLE = """
9.9  50   0.5  emergency
0    50   0.5  emergency
35   19.9 0.5  emergency
9    -    -    emergency no_cover,no_width
9    19   2.0  emergency
10   20   0.5  priority
19.9 29.9 0.5  priority
10   45   0.5  priority mixed
35   20   0.5  priority mixed
25   35   1.5  priority
35   45   1.5  priority
-    -    1.6  priority no_asphalt,no_cover
15   -    0.5  priority no_cover
20   30   0.5  general
29.9 39.9 0.5  general
20   40   0.5  general mixed
30   30   0.5  general mixed
25   35   1.2  general
25   35   -    general no_width
30   40   0.8  general unnamed
35   45   1.49 general unnamed
30   40   0.79 watch
99   99   0    watch
30   40   -    general no_width
30   -    0.5  general no_cover
-    -    0.5  general no_asphalt,no_cover
-    -    1.0  general no_asphalt,no_cover,unnamed
-    -    -    general no_asphalt,no_cover,no_width
""".strip().splitlines()


@pytest.mark.parametrize("line", TABLE)
def test_the_table_of_seoul(line):
    *values, code, flags = [*line.split(), ""][:5]
    measured = Measured(*(None if each == "-" else float(each) for each in values))
    found = grade(measured, BOUNDS)
    assert (found.grade, ",".join(found.flags)) == (code, flags)


def test_every_grade_stands_in_the_table_by_hand():
    assert {line.split()[3] for line in TABLE} == set(Grade)


_VALUE = st.none() | st.floats(0, 100, allow_nan=False)
_ORDER = list(Grade)
_THIN = st.lists(st.floats(0.1, 90), min_size=3, max_size=3).map(sorted)


def _worse(one: float | None, by: float, *, wide: bool) -> float | None:
    if one is None:
        return None
    return one + by if wide else max(one - by, 0)


_CAVITIES = st.tuples(_VALUE, _VALUE, _VALUE)
_BY = st.tuples(*[st.floats(0, 50)] * 3)
_TABLES = st.just(BOUNDS) | st.tuples(_THIN, _THIN, _THIN.map(lambda found: found[::-1])).map(
    lambda found: [Bound(g, a, c, w) for g, a, c, w in zip(_ORDER[:3], *found, strict=True)]
)


@given(_CAVITIES, _BY, _TABLES)
def test_a_worse_value_never_gives_a_better_grade(values, by, bounds):
    pairs = zip(values, by, (False, False, True), strict=True)
    worse = [_worse(value, more, wide=wide) for value, more, wide in pairs]
    before, after = (_ORDER.index(grade(Measured(*v), bounds).grade) for v in (values, worse))
    assert after <= before


@given(_VALUE, _VALUE, _VALUE, st.sampled_from(["asphalt_cm", "cover_cm", "width_m"]))
def test_measuring_nothing_is_never_better_than_the_worst_known(asphalt, cover, width, lost):
    """What is not measured is flagged, and does not make a cavity one that is only watched."""
    sizes = {"asphalt_cm": asphalt, "cover_cm": cover, "width_m": width, lost: None}
    found = grade(Measured(**sizes), BOUNDS)
    assert found.grade is not Grade.WATCH
    assert found.flags


def test_a_table_that_would_turn_round_is_refused():
    good = CavityGrades().model_dump()
    assert isinstance(CavityGrades.model_validate({}), Part)
    for name, value in (("asphalt_below_cm", 25.0), ("width_from_m", 0.5)):
        rules = {"priority": {name: value}}
        if name == "asphalt_below_cm":
            rules = {"emergency": {name: 25.0}, "priority": {name: 20.0}}
        with pytest.raises(ValueError, match="narrower"):
            CavityGrades.model_validate(rules)
    assert good["rainy_season"] == "06-24"
