"""Mistakes in templates and plain words are told by file and line, and nothing is stored."""

from pathlib import Path

import pytest

from townline.config.loading import DistrictInvalid, load, read
from townline.config.tests.district import copy, spoil
from townline.platform.core.models import District
from townline.platform.core.paths import DEMO

pytestmark = pytest.mark.usefixtures("empty")


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (
            "templates.json",
            '"place", "when", "how"',
            '"place", "moon", "how"',
            "placeholders.1: 'moon' is neither filled in nor a blank; accepted: code, due, today,",
        ),
        (
            "templates.json",
            "{place} 파인 곳은",
            "{street} 파인 곳은",
            "ko: the placeholder {street} is not listed for this text; accepted: place,",
        ),
        (
            "templates.json",
            "{place} 파인 곳은",
            "{place 파인 곳은",
            "templates.0.ko: the braces are not in order",
        ),
        (
            "templates.json",
            '"services": ["roads"]',
            '"services": ["trains"]',
            "templates.0.services.0: 'trains' is unknown; accepted: parking, traffic,",
        ),
        (
            "templates.json",
            '"kinds": ["answer"]',
            '"kinds": ["song"]',
            "templates.0.kinds.0: 'song' is unknown; accepted: answer, interim, decline, question",
        ),
        (
            "templates.json",
            '"kinds": ["answer"]',
            '"kinds": []',
            "templates.0.kinds: names none; accepted: answer,",
        ),
        (
            "templates.json",
            '"approved": ["en"]',
            '"approved": ["vi"]',
            "templates.0.approved.0: 'vi' is unknown; accepted: en",
        ),
        (
            "templates.json",
            '"key": "roads-paving-fixed"',
            '"key": "roads-hole-filled"',
            "templates.1.key: 'roads-hole-filled' stands here twice",
        ),
        (
            "templates.json",
            '"key": "roads-paving-fixed"',
            '"key": "Roads paving"',
            "templates.1.key: 'Roads paving' may hold only lower-case letters,",
        ),
        (
            "templates.json",
            '    "place": {"ko": "어디", "en": "where"},\n',
            "",
            "'place' is not known of every case; give it a word under blanks",
        ),
        (
            "templates.json",
            '"what": {"ko"',
            '"code": {"ko": "번호", "en": "code"}, "what": {"ko"',
            "blanks.code: is filled in by itself; it is never a blank",
        ),
        (
            "plain.json",
            '"longest_sentence": 60',
            '"longest_sentence": 0',
            "ko.longest_sentence: must be a whole number above 0",
        ),
        ("plain.json", '"ㅆ습니다"', '""', "ko.done.0: is empty"),
        ("plain.json", '"whole": "with"', '"hole": "with"', "en.abbreviations.6.whole: missing"),
        (
            "district.json",
            '"photo_link_days": 30',
            '"photo_link_days": 400',
            "photo_link_days: must be a whole number of days, 1 to 365",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, file: str, old: str, new: str, words: str):
    folder = copy(tmp_path)
    line = spoil(folder, file, lambda text: text.replace(old, new, 1))
    with pytest.raises(DistrictInvalid) as raised:
        load(folder, with_staff=True)
    assert not District.objects.exists()
    problems = [str(error) for error in raised.value.errors]
    assert any(words in each and each.startswith(f"{file}:") for each in problems)
    if "blanks" not in words:
        assert problems[0].startswith(f"{file}:{line}: ")


def test_a_language_that_is_missing_is_told(tmp_path: Path):
    folder = copy(tmp_path)
    spoil(
        folder,
        "templates.json",
        lambda text: text.replace('      "en": "Our repair', '      "fr": "Our repair', 1),
    )
    with pytest.raises(DistrictInvalid, match=r"templates\.0\.en: missing"):
        read(folder)


def test_a_district_may_do_without(tmp_path: Path):
    folder = copy(tmp_path)
    for file in ("templates.json", "plain.json"):
        (folder / file).unlink()
    settings = read(folder).settings
    assert (settings["templates"], settings["plain"]) == ({}, {})


def test_every_service_of_the_demo_has_templates_that_tell_what_who_and_when():
    settings = read(DEMO).settings
    found = settings["templates"]["templates"]
    assert len(found) >= 45
    assert settings["service_words"].keys() <= {code for one in found for code in one["services"]}
    for one in found:
        if "question" not in one["kinds"]:
            assert {"when", "by"} & set(one["placeholders"]), one["key"]
