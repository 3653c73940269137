"""Each room's part of a district's files: a wrong value is told by file and line."""

import json

import pytest

from townline.config import loading
from townline.config.tests.district import copy, spoil

FILE, TEXTS = "district.json", "texts.json"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        # core
        (FILE, '"line_number": "02-0000-0100"', '"line_number": ""', "line_number: is empty"),
        (FILE, '"ko": "구청장"', '"ko": 3', "mayor_title.ko: must be text"),
        (TEXTS, '"오늘 {time}', '"오늘 {times}', "dates.today.ko: the placeholder {times}"),
        (TEXTS, '"수신거부"', '""', "words.stop.ko.0: is empty"),
        # departments
        (FILE, '"mayors_office": "mayors-office"', '"mayors_office": "x"', "mayors_office: 'x'"),
        # conversations
        (FILE, '"hourly_limit_per_number": 3', '"hourly_limit_per_number": "3"', "whole number"),
        (FILE, '"part_wait": "PT10M"', '"part_wait": "10"', "part_wait: '10' is not a duration"),
        (TEXTS, "{missing}번째", "{part}번째", "gap_marker.ko: the placeholder {part}"),
        # cases
        (FILE, '"PT36H"', '"PT12H"', "reminders.1: reminders must stand in order"),
        (FILE, '"own_case_at": 0.95', '"own_case_at": 1.5', "a number from 0.0 to 1.0"),
        # coordination
        (FILE, '"position_within": "PT12H"', '"position_within": 12', "position_within: must be"),
        # portal
        (FILE, '"case_link_days": 30', '"case_link_days": 0', "a whole number of days, 1 to 365"),
        (FILE, '"open_for": "P14D"', '"open_for": "long"', "rating.open_for: 'long' is not"),
        (FILE, '"declined": false', '"declined": 0', "check_in.declined: must be true or false"),
        # classification
        (FILE, '"complaints": 3', '"complaints": -1', "repeats.complaints: must be a whole"),
        # answers
        (TEXTS, '"avoid": "금일"', '"avoid": 1', "style.ko.0.avoid: must be text"),
        # data protection
        (FILE, '"looks_per_hour": 10', '"looks_per_hour": 1001', "a whole number, 1 to 1000"),
        # insights
        (FILE, '"days": 60', '"days": 0', "public_map.days: must be a whole number of days"),
        (FILE, '["traffic", "roads"', '["moon", "roads"', "public_map.services.0: 'moon' is"),
        # pages
        (
            FILE,
            '"public_figures": true',
            '"map_raster": {"url": "http://a/{z}/{x}/{y}", "attribution": "a"}',
            "map_raster.url: must begin with https:// and hold {z}, {x}, {y}",
        ),
        # the SMPP link
        (FILE, '"rating": {', '"data_codings": {"3": 1}, "rating": {', "data_codings.3: must be"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path, file, old, new, words):
    folder = copy(tmp_path)
    line = spoil(folder, file, lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    assert any(one.startswith(f"{file}:{line}: ") and words in one for one in problems), problems


# What districts of before do not have.
_LATER = (
    "rating", "check_in", "case_link_days", "photo_link_days", "not_fixed_window", "triage",
    "safe_numbers", "alarms", "privacy", "public_figures", "position_within", "position_margin",
    "position_second", "quiet_hours", "retention", "boundaries", "public_map",
)  # fmt: skip


def test_a_folder_of_before_loads_and_what_it_lacks_is_as_usual(tmp_path):
    folder = copy(tmp_path)
    data = json.loads((folder / FILE).read_text())
    (folder / FILE).write_text(json.dumps({k: v for k, v in data.items() if k not in _LATER}))
    assert not set(_LATER) & set(loading.read(folder).settings)
