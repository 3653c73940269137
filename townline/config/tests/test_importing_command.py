"""``townline import-texts``: what the command line answers, and its bar."""

import contextlib
import io

import pytest

from townline.casework.importing.files import command
from townline.casework.importing.files.running import ProgressBar
from townline.config import cli
from townline.config.tests.old_phone import backup, sms, talks, write_text
from townline.platform.core import clock

pytestmark = pytest.mark.usefixtures("district", "shelf")


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Have the run's own database in place of a home's."""
    monkeypatch.setattr(command, "ready", lambda _: contextlib.nullcontext())


def _call(tmp_path, text: str, *options: str) -> int:
    file = write_text(tmp_path / "phone.xml", text)
    return cli.main(["import-texts", str(file), *options])


def test_all_is_there(tmp_path, capsys):
    assert _call(tmp_path, backup(talks(2))) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("4 texts read, 4 written\n2 cases made, 2 with an answer")
    assert captured.err == ""


def test_some_entries_cannot_be_read(tmp_path, capsys):
    assert _call(tmp_path, backup([*talks(1), sms("엄마", 0, "안녕")])) == 1
    captured = capsys.readouterr()
    assert "phone.xml, line 6: a name stands in place of the number" in captured.err
    assert "entries that cannot be read (see above): 1" in captured.out


def test_a_text_longer_than_any_network_carries_is_told_and_left(tmp_path, capsys):
    assert _call(tmp_path, backup([sms("010-0000-0001", 0, "가" * 60_000)])) == 1
    assert "line 4: has 60,000 letters" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--zone", "Nowhere/Else"], "no such zone"),
        (["--own", "엄마"], "write the whole number"),
        (["--window", "0"], "--window counts days"),
        (["--format", "iphone"], "is no table of texts"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_plain_words(tmp_path, capsys, options, words):
    assert _call(tmp_path, backup(talks(1)), *options) == 2
    assert words in capsys.readouterr().err


def test_no_file_is_no_file(tmp_path, capsys):
    assert cli.main(["import-texts", str(tmp_path / "none.xml")]) == 2
    assert "is not a file" in capsys.readouterr().err


def test_what_stands_in_a_wrong_place_is_not_repeated(tmp_path, capsys):
    table = "number,direction,at,text\n010-0000-0042,in,010-0000-5678,비밀\n"
    assert _call(tmp_path, table) == 1
    words = capsys.readouterr().err
    assert "'999-9999-9999' is no date" in words
    assert "5678" not in words


def test_a_bar_comes_after_two_seconds_and_goes_before_words(monkeypatch):
    ticks = iter([0.0, 1.0, 2.5, 2.6])
    monkeypatch.setattr(clock, "ticks", lambda: next(ticks))
    out = io.StringIO()
    bar = ProgressBar(wanted=True, out=out)
    bar.move("reading", 0.2)
    assert out.getvalue() == ""
    bar.move("reading", 0.5)
    assert out.getvalue() == "\r[###############...............]  50% reading"
    bar.clear()
    assert out.getvalue().endswith("\r")


def test_nobody_watches_no_bar(monkeypatch):
    monkeypatch.setattr(clock, "ticks", iter([0.0, 9.0]).__next__)
    out = io.StringIO()
    ProgressBar(out=out).move("reading", 0.5)
    assert out.getvalue() == ""
