"""``townline hazards sections``: all of a file or nothing, and what is wrong by its row."""

from argparse import ArgumentParser
from contextlib import nullcontext

import pytest

from townline.platform.core.commands import CannotStart
from townline.prevention.hazards.exploration_planning import commands
from townline.prevention.hazards.exploration_planning.models import ReferenceLine, Section
from townline.prevention.hazards.exploration_planning.tests.town import file, street

pytestmark = pytest.mark.django_db


def main(*words):
    parser = ArgumentParser()
    commands.add_to(lambda _name, _words, _command: parser)
    return commands.command(parser.parse_args(["sections", *words]))


@pytest.fixture
def run(world, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(commands, "ready", lambda _: nullcontext())

    def run(*features, kind="section", more=()):
        path = tmp_path / "places.geojson"
        path.write_bytes(file(*features)["places.geojson"])
        code = main(str(path), "--kind", kind, *more)
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


def test_a_file_is_taken_once_and_a_dry_run_takes_nothing(run):
    code, output = run(street(0), street(1), more=["--dry-run"])
    assert (code, Section.objects.count()) == (0, 0)
    assert "new: 2" in output
    assert "nothing was written" in output
    for expected in ("new: 2, changed: 0, as before: 0", "new: 0, changed: 0, as before: 2"):
        code, output = run(street(0), street(1))
        assert (code, Section.objects.count()) == (0, 2)
        assert expected in output


def test_what_is_wrong_is_told_by_its_row_in_english(run):
    code, output = run(street(0), street(1, year="long ago"), kind="sewer")
    assert (code, ReferenceLine.objects.count()) == (1, 0)
    assert "row 2: ‘year’: long ago is not a year" in output
    assert "nothing was imported" in output


def test_what_is_no_file_or_has_no_kind_is_refused(tmp_path):
    with pytest.raises(CannotStart, match="is not a file"):
        main(str(tmp_path / "none"), "--kind", "rain")
    path = tmp_path / "a.csv"
    path.write_text("date,mm")
    with pytest.raises(CannotStart, match="--kind says what the file holds"):
        main(str(path))
