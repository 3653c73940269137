"""Prompts, words and limits of safe numbers: mistakes are told by file and line."""

import json

import pytest

from townline.config.loading import DistrictInvalid, read
from townline.config.tests.district import copy, spoil
from townline.lines.safenumbers import voice_menu as calls
from townline.lines.safenumbers.settings import Prompts


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("prompts.json", '"goodbye": {', '"farewell": {', "farewell: is never said"),
        ("prompts.json", '"en": "Thank you. Goodbye."', '"en": ""', "prompts.goodbye.en: is empty"),
        ("prompts.json", '"en": "The owner is on another call."', '"en": 3', "must be text"),
        ("prompts.json", "The owner is on another call.", "x" * 301, "at most 300"),
        ("prompts.json", '"menu_quiet", "menu_wait"', '"menu_first"', "is no part of the menu"),
        (
            "safe_words.json",
            '"fillers": ["번"',
            '"filler": ["번"',
            "ko.filler: is unknown; accepted: move,",
        ),
        ("safe_words.json", '"못 갑니다"', '""', "ko.answer_3.2: is empty"),
        ("safe_words.json", '"못 갑니다"', "3", "must be text"),
        ("district.json", '"quiet": null', '"quiet": {"start": "22"}', "write it like 21:00"),
        ("district.json", '"withheld": "menu-only"', '"withheld": "perhaps"', "menu-only, refuse"),
        ("district.json", '"request_for": "PT30M"', '"request_for": "soon"', "'soon'"),
        ("district.json", '"slow_after": 8', '"slow_after": 0', "a whole number above 0"),
        ("district.json", '"slow_after": 8', '"slow_after": true', "a whole number above 0"),
        (
            "district.json",
            '"slow_after": 8',
            '"slowly": 8',
            "slowly: is unknown; accepted: caller",
        ),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path, file, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, file, lambda text: text.replace(old, new, 1))
    with pytest.raises(DistrictInvalid) as raised:
        read(folder)
    errors = list(map(str, raised.value.errors))
    assert any(e.startswith(f"{file}:{line}: ") and words in e for e in errors), errors
    assert all(error.startswith(f"{file}:") for error in errors)


def test_every_prompt_that_a_call_can_need_must_be_there(tmp_path):
    folder = copy(tmp_path)
    (folder / "prompts.json").write_text(json.dumps({"prompts": {}}))
    with pytest.raises(DistrictInvalid) as raised:
        read(folder)
    problems = " ".join(map(str, raised.value.errors))
    assert all(f"prompts.{key}: missing" in problems for key in calls.PROMPTS)


def test_a_district_may_have_no_safe_numbers_at_all(tmp_path):
    folder = copy(tmp_path)
    for file in ("prompts.json", "safe_words.json"):
        (folder / file).unlink()
    assert read(folder).settings["prompts"] == {}


def test_prompts_and_an_order_of_older_folders_may_be_missing(tmp_path):
    folder = copy(tmp_path)
    data = json.loads((folder / "prompts.json").read_text())
    del data["call_menu"]
    for key in calls.MORE_PROMPTS:
        del data["prompts"][key]
    (folder / "prompts.json").write_text(json.dumps(data))
    assert tuple(read(folder).settings["call_menu"]) == calls.MENU_PARTS


def test_no_prompt_is_longer_than_half_a_minute(district):
    for key, words in district.part(Prompts).spoken().items():
        assert len(words["ko"]) <= 90, key
        assert len(words["en"].split()) <= 45, key
