"""One line per event, without numbers or texts."""

import json
import logging
import sys

import pytest

from townline.config.logs import MARK, Lines
from townline.config.redaction import masked


def _record(message: str, *args: object, level: int = logging.INFO) -> logging.LogRecord:
    return logging.LogRecord("townline.x", level, __file__, 1, message, args, None)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("from 010-0000-0042 came a text", "from ***0042 came a text"),
        ("from 01000000042", "from ***0042"),
        ("from +821000000042.", "from ***0042."),
        ("from +821000000042", "from ***0042"),
        ("from +82 10-0000-0042,", "from ***0042,"),
        ("line 02-0000-0001", "line ***0001"),
        ("safe 0504-0000-1234", "safe ***1234"),
    ],
)
def test_numbers_are_masked(written: str, shown: str) -> None:
    assert masked(written) == shown


@pytest.mark.parametrize(
    "harmless",
    ["2026-11-25 14:32:05", "127.0.0.1:2775", "127 texts", "pid 12345", "took 0.123 s", "H7-2466"],
)
def test_other_figures_stay(harmless: str) -> None:
    assert masked(harmless) == harmless


def test_a_readable_line() -> None:
    line = Lines("texts", as_json=False).format(_record("link %s bound", "smpp-1"))
    stamp, _, rest = line.partition(" texts")
    assert len(stamp) == len("2026-11-25 14:32:05")
    assert rest.split() == ["link", "smpp-1", "bound"]


def test_a_json_line() -> None:
    line = Lines("texts", as_json=True).format(_record("망이 %s", "끊김", level=logging.WARNING))
    event = json.loads(line)
    assert (event["process"], event["level"], event["message"]) == ("texts", "warning", "망이 끊김")
    assert event["at"][10] == "T"


def test_several_lines_become_one() -> None:
    assert "\n" not in Lines("web", as_json=False).format(_record("one\ntwo\n  three"))


def _refuse(words: str) -> None:
    raise ValueError(words)


def test_an_error_keeps_its_place_and_loses_its_values() -> None:
    record = _record("cannot store")
    try:
        _refuse("duplicate key\nDETAIL:  Key (body)=(우리 집 주소는)")
    except ValueError:
        record.exc_info = sys.exc_info()
    line = Lines("web", as_json=False).format(record)
    assert "cannot store: ValueError: duplicate key (" in line
    assert "tests/test_logs.py:" in line
    assert "우리" not in line


def test_under_a_supervisor_lines_are_marked() -> None:
    line = Lines("web", as_json=False, marked=True).format(_record("up"))
    assert line.startswith(MARK)
