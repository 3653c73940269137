"""What a district says of visits, repeats and groups is checked, each mistake with its line."""

import pytest

from townline.config import loading
from townline.config.tests.district import copy, spoil

FILE = "district.json"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"latitude": 36.62073', '"latitude": 96.5', "visits.office.latitude: must be degrees"),
        ('"minutes": 20', '"minutes": 0', "visits.minutes: must be a whole number"),
        ('"minutes": 20', '"minutes": "20"', "visits.minutes: must be a whole number"),
        ('"complaints": 3', '"complaints": 0', "repeats.complaints: must be a whole number"),
        ('"households": 5', '"households": 5.5', "groups.households: must be a whole number"),
        ('"within": "P365D"', '"within": "a year"', "repeats.within: 'a year' is not a duration"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, FILE, lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    assert any(one.startswith(f"{FILE}:{line}: ") and words in one for one in problems), problems
