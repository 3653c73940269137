"""What a machine may do by itself is checked, a mistake with its line."""

import pytest

from townline.config import loading
from townline.config.tests.district import copy, spoil

FILE = "district.json"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"auto_assign": []', '"auto_assign": ["moon"]', "auto_assign"),
        ('"ask_place": []', '"ask_place": ["moon"]', "ask_place"),
        ('"public_figures": true', '"map_link": "http://map.example"', "{latitude}"),
        ('"auto_precision": 0.95', '"auto_precision": 1.0', "below 1.0"),
        ('"alarm_within": "PT48H"', '"alarm_within": "48 hours"', "alarm_within"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, FILE, lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    assert any(one.startswith(f"{FILE}:{line}: ") and words in one for one in problems), problems
