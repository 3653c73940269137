"""Outside agencies and the times for positions: mistakes are told by file and line."""

import pytest

from townline.casework.coordination import api as coordination
from townline.config.loading import DistrictInvalid, load, read
from townline.config.tests.district import copy, spoil


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("agencies.csv", ",police,", ",sheriff,", "kind 'sheriff' is unknown; accepted: police"),
        ("agencies.csv", "desk@police.handeul.example", "the desk", "email 'the desk' is no"),
        ("agencies.csv", "handeul-fire", "handeul-police", "stands already on line 2"),
        ("agencies.csv", "handeul-fire", "Handeul Fire", "may hold only lower-case letters"),
        ("agencies.csv", "02-0000-7010", "", "phone is empty"),
        ("district.json", '"position_within": "PT12H"', '"position_within": "noon"', "'noon'"),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path, file, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, file, lambda text: text.replace(old, new, 1))
    with pytest.raises(DistrictInvalid) as raised:
        read(folder)
    (error,) = map(str, raised.value.errors)
    assert error.startswith(f"{file}:{line}: ")
    assert words in error


@pytest.mark.usefixtures("empty")
def test_a_district_may_have_no_agencies_and_no_times_of_its_own(tmp_path):
    folder = copy(tmp_path)
    (folder / "agencies.csv").unlink()
    for name in ("within", "margin", "second"):
        spoil(folder, "district.json", lambda text, name=name: _without(text, f'"position_{name}"'))
    load(folder)
    assert coordination.agencies() == {}
    assert coordination.within().position.total_seconds() == 12 * 3600


def _without(text, start):
    return "".join(x for x in text.splitlines(keepends=True) if not x.strip().startswith(start))


def test_the_demos_agencies_are_there(district):
    assert coordination.agencies()["handeul-police"].phone == "02-0000-7010"
