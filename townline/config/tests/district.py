"""A copy of the demo district's files that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

from townline.platform.core.paths import DEMO


def copy(to: Path) -> Path:
    """Copy the files that a district is made of (not the history)."""
    for file in DEMO.iterdir():
        if file.is_file():
            shutil.copy(file, to / file.name)
    shutil.copytree(DEMO / "forms", to / "forms")
    return to


def spoil(folder: Path, file: str, change: Callable[[str], str]) -> int:
    """Change a file's text; return the first line that differs."""
    path = folder / file
    before = path.read_text()
    after = change(before)
    assert after != before, f"{file} was not changed"
    path.write_text(after)
    pairs = zip(before.splitlines(), after.splitlines(), strict=False)
    return next(at for at, (old, new) in enumerate(pairs, 1) if old != new)
