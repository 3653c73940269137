"""``townline triage read-again`` says how far it is, goes on, and needs a reader."""

from argparse import Namespace
from contextlib import nullcontext

import pytest

from tests.reader import reading
from townline.casework.classification import api as classification
from townline.casework.classification.commands import read_again as reading_command
from townline.casework.classification.models import TextReading
from townline.platform.core.commands import CannotStart
from townline.platform.postgres import environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def again(monkeypatch, capsys, tmp_path, world, reader):
    """Give the command on ten texts that were read once, a day ago."""
    reader.readings["가로등"] = reading(("lighting", 0.9, ()))
    for number in range(10):
        world.text(f"가로등 {number}번이 꺼졌어요", sender=f"010000001{number:02d}")
    classification.readings_run(now=world.now)
    monkeypatch.setattr(reading_command, "ready", lambda _: nullcontext())
    monkeypatch.setattr(environment, "use_home", lambda _: tmp_path)
    monkeypatch.setattr(reading_command, "_ASK_AGAIN", 0)
    monkeypatch.setenv("TOWNLINE_LANGUAGE_SOCKET", "")

    def run(**options):
        given = {"home": None, "all": False, "failed": False, "since": None} | options
        code = reading_command.read_again(Namespace(**given))
        return code, capsys.readouterr()

    return run


def test_nothing_is_done_twice_unless_it_is_wished(again, reader):
    reader.requests.clear()
    code, _ = again()
    # Only the question which version reads.
    assert (code, reader.requests) == (0, [[""]])
    _, output = again(all=True)
    assert "10 of 10" in output.out + output.err
    assert "all texts are read" in output.out + output.err


def test_texts_without_a_reading_are_read_too(again):
    TextReading.objects.all().delete()
    _, output = again()
    assert "10 texts had not been read before" in output.out + output.err
    assert TextReading.objects.filter(service="lighting").count() == 10


def test_without_a_reader_it_says_so_and_leaves_the_rest_to_the_worker(again, reader, monkeypatch):
    reader.is_down = True
    with pytest.raises(CannotStart, match="no reader answers"):
        again(all=True)
    assert classification.readings_waiting() == 0
    reader.is_down = False
    monkeypatch.setattr(reading_command, "_PATIENCE", 0)
    monkeypatch.setattr(
        reading_command, "_version", lambda: setattr(reader, "is_down", True) or "m"
    )
    with pytest.raises(CannotStart, match="10 texts are left"):
        again(all=True)
    assert classification.readings_waiting() == 10
