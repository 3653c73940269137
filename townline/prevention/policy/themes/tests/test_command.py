import io
import json
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from townline.platform.core.commands import CannotStart
from townline.prevention.policy.themes.commands import command
from townline.prevention.policy.themes.tests.planted import plant_texts


def _file(tmp_path, lines):
    file = tmp_path / "texts.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    return file


def _run(file):
    return command(Namespace(action="themes", file=Path(file)))


def _line(number, row):
    return json.dumps({"id": f"t{number}", "text": row.text, "at": row.day.isoformat()})


def test_each_theme_is_a_line_and_bad_lines_are_named(tmp_path, capsys):
    rows = plant_texts(200)
    lines = [_line(number, row) for number, row in enumerate(rows)]
    bad = ["{", json.dumps({"id": "x", "text": "", "at": "2024-01-01"}), lines[0],
           json.dumps({"id": "y", "text": "가로등", "at": "yesterday"}), "[]"]  # fmt: skip
    assert _run(_file(tmp_path, [*bad[:2], "", *lines, *bad[2:]])) == 0
    captured = capsys.readouterr()
    made = [json.loads(line) for line in captured.out.splitlines()]
    assert [one["theme"] for one in made] == list(range(1, len(made) + 1))
    assert all(one["name"] and len(one["ids"]) >= 3 for one in made)
    ids = [each for one in made for each in one["ids"]]
    assert len(ids) == len(set(ids))
    assert set(ids) <= {f"t{number}" for number in range(len(rows))}
    last = len(lines) + 3
    for number in (1, 2, last + 1, last + 2, last + 3):
        assert f"line {number}: " in captured.err
    assert f"line {last}: " not in captured.err


def test_the_order_of_lines_changes_nothing(tmp_path, capsys):
    lines = [_line(number, row) for number, row in enumerate(plant_texts(150))]
    made = []
    for order in (lines, lines[::-1]):
        _run(_file(tmp_path, order))
        made.append(capsys.readouterr().out)
    assert made[0] == made[1]


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"\xff\n", b'{"id": true}'])
def test_nothing_to_read_is_said(content, monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert _run("-") == 1
    captured = capsys.readouterr()
    assert not captured.out
    assert "no line could be used" in captured.err


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CannotStart, match="cannot be read"):
        _run(tmp_path / "none")
