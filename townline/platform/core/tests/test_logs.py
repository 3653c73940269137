"""One line per event, without numbers or texts."""

import json
import logging
import subprocess
import sys

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, transaction

from townline.platform.core.keys.crypto import KeysUnusable
from townline.platform.core.logs import MARK, Lines, _is_not_outage
from townline.platform.core.models import ResidentText
from townline.platform.core.redaction import describe_error, mask_message


def _record(message: str, *args: object, level: int = logging.INFO) -> logging.LogRecord:
    return logging.LogRecord("townline.x", level, __file__, 1, message, args, None)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("010-0000-0042로 전화", "***0042로 전화"),
        ("번호는010-0000-0042입니다", "번호는***0042입니다"),
        ("from 010-0000-0042 came a text", "from ***0042 came a text"),
        ("from 01000000042", "from ***0042"),
        ("from +821000000042.", "from ***0042."),
        ("from +821000000042", "from ***0042"),
        ("from +82 10-0000-0042,", "from ***0042,"),
        ("line 02-0000-0001", "line ***0001"),
        ("safe 0504-0000-1234", "safe ***1234"),
        ("Gone: /c/Zm9vYmFyYmF6cXV4MTI4Yg", "Gone: /c/***"),
        ("Gone: /c/Zm9vYmFyYmF6cXV4MTI4Yg/rate", "Gone: /c/***/rate"),
    ],
)
def test_numbers_are_masked(written: str, shown: str) -> None:
    assert mask_message(written) == shown


@pytest.mark.parametrize(
    "harmless",
    ["2026-11-25 14:32:05", "127.0.0.1:2775", "127 texts", "pid 12345", "took 0.123 s", "H7-2466"],
)
def test_other_figures_stay(harmless: str) -> None:
    assert mask_message(harmless) == harmless


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


def _refuse(error: Exception) -> None:
    raise error


@pytest.mark.parametrize(
    "error",
    [
        ValueError("duplicate key\nDETAIL:  Key (body)=(우리 집 주소는)"),
        ValueError("cannot read '우리 집 주소는'"),
        KeyError("우리 집 주소는"),
        RuntimeError("우리 집 주소는"),
        UnicodeEncodeError("utf-8", "우리", 0, 1, "surrogates not allowed"),
    ],
)
def test_an_error_keeps_its_place_and_loses_its_values(error) -> None:
    record = _record("cannot store")
    try:
        _refuse(error)
    except (ValueError, LookupError, RuntimeError):
        record.exc_info = sys.exc_info()
    line = Lines("web", as_json=False).format(record)
    assert f"cannot store: {type(error).__name__} (" in line
    assert "tests/test_logs.py:" in line
    assert "우리" not in line


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(28, "No space left on device"), "OSError: [Errno 28] No space left on device"),
        (KeysUnusable("the keys file x cannot be read"), "KeysUnusable: the keys file x cannot"),
        (psycopg.OperationalError("connection refused"), "OperationalError: connection refused"),
    ],
)
def test_what_a_machine_says_stays(error, words) -> None:
    assert describe_error(error, None).startswith(words)


@pytest.mark.django_db
def test_of_a_refusal_of_the_database_the_rule_is_named() -> None:
    row = ResidentText(key="우리 집", lang="ko", body="우리 집 주소는")
    with pytest.raises(IntegrityError) as raised, transaction.atomic():
        ResidentText.objects.bulk_create([row, ResidentText(key=row.key, lang="ko", body="또")])
    description = describe_error(raised.value, None)
    assert description.startswith("IntegrityError: 23505 core_residenttext resident_text_once")
    assert "우리" not in description


def test_what_nobody_caught_is_told_without_its_words() -> None:
    code = (
        "import threading\n"
        "from townline.platform.core import logs\n"
        "logs.configure('test')\n"
        "def fall(): raise ValueError('우리 집 주소는')\n"
        "thread = threading.Thread(target=fall)\n"
        "thread.start(); thread.join()\n"
        "fall()\n"
    )
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.count("ended by an error while running the thread ") == 2
    assert done.stderr.count("townline doctor, and report this line): ValueError (") == 2
    assert "우리" not in done.stderr


def test_an_error_names_what_was_being_done_and_what_to_do() -> None:
    code = (
        "from townline.platform.core import logs\n"
        "from townline.platform.core.error_context import working\n"
        "logs.configure('test')\n"
        "with working('running townline prepare'):\n"
        "    with working('loading the district /x', 'mend the files of /x'):\n"
        "        raise ValueError('우리 집 주소는')\n"
    )
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    words = (
        "critical: ended by an error while running townline prepare, loading the district /x "
        "(what to do: mend the files of /x): ValueError ("
    )
    assert words in done.stderr
    assert "우리" not in done.stderr


def test_under_a_supervisor_lines_are_marked() -> None:
    line = Lines("web", as_json=False, marked=True).format(_record("up"))
    assert line.startswith(MARK)


def test_a_page_that_failed_for_a_database_that_is_away_says_nothing_of_its_own() -> None:
    for error, expected in ((OperationalError("gone"), False), (ValueError("ours"), True)):
        record = _record("Internal Server Error: /", level=logging.ERROR)
        record.exc_info = (type(error), error, None)
        assert _is_not_outage(record) is expected
    assert _is_not_outage(_record("Not Found: /nowhere/"))
