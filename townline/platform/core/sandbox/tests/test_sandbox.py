"""A parser has little memory and time and no secrets, and whatever it does has a name."""

import time
from pathlib import Path

import pytest

from townline.platform.core import sandbox
from townline.platform.core.sandbox.tests import parsers

SHORT = sandbox.Budget(cpu_seconds=1, wall_seconds=20, file_bytes=1_000_000)


def test_a_result_and_a_refusal_come_back():
    assert sandbox.call(parsers.reversed_content, b"abc") == "cba"
    with pytest.raises(sandbox.ParserRefused) as refused:
        sandbox.call(parsers.refuses, b"", most=7)
    assert (refused.value.kind, refused.value.values) == ("many", {"most": 7})


def test_it_knows_nothing_of_ours(monkeypatch):
    monkeypatch.setenv("TOWNLINE_DATABASE_URL", "postgresql://secret@127.0.0.1/x")
    monkeypatch.setenv("TOWNLINE_HOME", "/somewhere")
    seen = sandbox.call(parsers.environment, b"")
    assert not [name for name in seen if name.startswith(("TOWNLINE", "DJANGO", "PG"))]


@pytest.mark.parametrize(
    ("parser", "kind"),
    [
        (parsers.fills_memory, "memory"),
        (parsers.never_ends, "time"),
        (parsers.nests, "nesting"),
        (parsers.fails, "broken"),
        (parsers.writes_much, "broken"),
    ],
)
def test_what_a_file_does_to_its_parser_has_a_name(parser, kind):
    with pytest.raises(sandbox.ParserRefused) as refused:
        sandbox.call(parser, b"", budget=SHORT)
    assert refused.value.kind == kind
    assert isinstance(refused.value, sandbox.Exceeded) == (kind != "broken")


def test_what_a_parser_started_ends_with_it(tmp_path):
    noted = tmp_path / "pid"
    patient = sandbox.Budget(wall_seconds=4)
    with pytest.raises(sandbox.Exceeded) as refused:
        sandbox.call(parsers.sleeps_with_a_child, str(noted).encode(), budget=patient)
    assert refused.value.kind == "time"
    # The kernel ends a grandchild when a processor is free, and nobody waits for that.
    until = time.monotonic() + 30
    while not _has_ended(noted.read_text()):
        assert time.monotonic() < until
        time.sleep(0.05)


def _has_ended(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_nothing_is_left_of_its_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sandbox.call(parsers.reversed_content, b"abc")
    assert list(tmp_path.iterdir()) == []
