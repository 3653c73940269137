"""Whether a district shows its figures is checked, a mistake with its line; and the commands."""

import pytest

from townline.config import loading
from townline.config.cli import main
from townline.config.tests.district import copy, spoil
from townline.platform.core.commands import CannotStart
from townline.prevention.policy.insights.commands import _write

FILE = "district.json"


def test_a_mistake_is_told_with_its_line(tmp_path):
    folder = copy(tmp_path)
    old, new = '"public_figures": true', '"public_figures": "yes"'
    line = spoil(folder, FILE, lambda text: text.replace(old, new, 1))
    with pytest.raises(loading.DistrictInvalid) as refused:
        loading.read(folder)
    problems = [str(problem) for problem in refused.value.errors]
    words = "public_figures: must be true or false"
    assert any(one.startswith(f"{FILE}:{line}: ") and words in one for one in problems), problems


def test_it_may_be_left_out(tmp_path):
    folder = copy(tmp_path)
    spoil(folder, FILE, lambda text: text.replace('  "public_figures": true,\n', "", 1))
    loading.read(folder)


def test_a_report_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(CannotStart, match="cannot be written"):
        _write(tmp_path / "nowhere" / "report.pdf", b"%PDF")
    _write(tmp_path / "report.pdf", b"%PDF")
    assert [file.name for file in tmp_path.iterdir()] == ["report.pdf"]


def test_the_commands_say_what_they_need(capsys):
    with pytest.raises(SystemExit):
        main(["report", "--month", "2026-10"])
    assert "--out" in capsys.readouterr().err
