import re
from pathlib import Path

import pytest

from tests.events import ROOT, readmes, room_of, with_events
from tests.rooms import MARK as BEGIN

ALL = sorted(
    path for path in ROOT.rglob("README.md") if "templates" not in path.relative_to(ROOT).parts
)
# `services/intake.py`, `rules/dates/`: what has a folder, or is a file of Python.
PATH = re.compile(r"`([a-z_0-9][\w./-]*(?:\.py|/))`")


def _stands(folder: Path, named: str) -> bool:
    """Say whether a path stands below the README's folder or any folder above it."""
    above = (each for each in (folder, *folder.parents) if each.is_relative_to(ROOT.parent))
    return any((each / named).exists() for each in above)


def _missing(path: Path) -> list[str]:
    return [each for each in PATH.findall(path.read_text()) if not _stands(path.parent, each)]


@pytest.mark.parametrize("path", readmes(), ids=room_of)
def test_every_room_says_what_it_emits_and_hears(path):
    text = path.read_text()
    assert BEGIN in text
    assert with_events(text, room_of(path)) == text, "run: python -m tests.events"


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.parent.relative_to(ROOT).as_posix())
def test_every_path_in_a_readme_stands_there(path):
    assert not _missing(path)


def test_a_path_that_is_gone_is_found(tmp_path):
    (tmp_path / "README.md").write_text("Here `rules.py`, `gone/away.py` and `gone/` are named.")
    assert _missing(tmp_path / "README.md") == ["rules.py", "gone/away.py", "gone/"]
