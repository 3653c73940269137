import datetime as dt
import json
import re
import string
from pathlib import Path
from zoneinfo import ZoneInfo

from townline.adapters.simulator.network import trouble
from townline.adapters.simulator.page import residents, words

FOLDER = Path(words.__file__).parent
SEOUL = ZoneInfo("Asia/Seoul")


def test_every_word_is_in_both_languages():
    assert words.of("ko").keys() == words.of("en").keys()
    for key, word in words.of("ko").items():
        names = {name for _, name, _, _ in string.Formatter().parse(word) if name}
        other = words.of("en")[key]
        assert names == {name for _, name, _, _ in string.Formatter().parse(other) if name}, key


def test_every_word_is_used():
    programs = [p for p in FOLDER.parent.rglob("*.py") if "tests" not in p.parts]
    used = " ".join(p.read_text() for p in [*programs, *FOLDER.glob("html/*.html")])
    for key in words.of("ko"):
        found = re.search(rf"""\$w_{key}\b|["']{key}["']""", used)
        composed = re.fullmatch(r"(state_)?(sent|taken|refused|arrived)(_said)?|.*_about", key)
        assert found or composed, key


def test_each_trouble_is_explained():
    for kind in trouble.KINDS:
        assert {kind, f"{kind}_about"} <= words.of("en").keys()


def test_phones_have_unassigned_numbers_and_both_names():
    for phone in residents.phones():
        assert re.fullmatch(r"010-0000-\d{4}", phone.number)
        assert phone.name.keys() == phone.about.keys() == {"ko", "en"}


def test_the_data_is_plain_json():
    for path in FOLDER.glob("data/*.json"):
        json.loads(path.read_text(encoding="utf-8"))


def test_moments_are_written_as_phones_do():
    at = dt.datetime(2026, 11, 27, 5, 3, tzinfo=dt.UTC)
    later = at + dt.timedelta(days=1)
    assert words.moment(at, now=at, zone=SEOUL, language="ko") == "14:03"
    assert words.moment(at, now=later, zone=SEOUL, language="ko") == "11. 27.(금) 14:03"
    assert words.moment(at, now=later, zone=SEOUL, language="en") == "Fri 27 Nov, 14:03"
