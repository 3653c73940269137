"""Pages of one version are not served with the files of another."""

from argparse import Namespace

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.processes import run
from townline.platform.web import page_files


def test_a_start_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(page_files, "_STAMP", tmp_path / "stamp")
    options = Namespace(json_logs=False, home=tmp_path / "home")
    with pytest.raises(CannotStart, match="run make setup"):
        run.run(options, calls=lambda _: False)
    assert not (tmp_path / "home").exists()


def test_what_was_collected_is_known_until_a_file_changes(monkeypatch, tmp_path, built_files):
    assert page_files.current()
    changed = tmp_path / "keeper.py"
    changed.write_text("# another")
    monkeypatch.setattr(page_files, "_KEEPER", changed)
    monkeypatch.setattr(page_files, "TOWNLINE", tmp_path)
    assert not page_files.current()
