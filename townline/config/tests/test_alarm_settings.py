"""What a district says of alarms is checked, each mistake with its line and without a number."""

import json

import pytest

from townline.config import loading
from townline.config.tests.district import copy, spoil

FILE = "district.json"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"PT5M"', '"PT30S"', "alarms.acknowledge_within: 'PT30S' must be from PT1M to PT9M"),
        ('"PT5M"', '"soon"', "alarms.acknowledge_within: 'soon'"),
        ('"rounds": 3', '"rounds": 0', "alarms.rounds: must be a whole number, 1 to 100"),
        ('"rounds": 3', '"rounds": "3"', "alarms.rounds: must be a whole number"),
        (
            '"rounds": 3',
            '"loud": true',
            "alarms.loud: is unknown; accepted: welfare_department, acknowledge_within",
        ),
        ('"010-0000-0119"', '"02-0000-0777"', "alarms.numbers.0: must be a mobile number"),
        ('"010-0000-0119"', '"nobody"', "alarms.numbers.0: must be a mobile number"),
        ('"welfare"}', '"caring"}', "alarms.welfare_department: 'caring' is unknown"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, FILE, lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    assert any(one.startswith(f"{FILE}:{line}: ") and words in one for one in problems), problems
    assert not any("0777" in one for one in problems)


def test_it_may_be_left_out(tmp_path):
    folder = copy(tmp_path)
    data = json.loads((folder / FILE).read_text())
    del data["alarms"]
    (folder / FILE).write_text(json.dumps(data))
    loading.read(folder)
