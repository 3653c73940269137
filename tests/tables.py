"""The tables as the migrations build them: built once, for half a minute of work, and then copied.

Of the runs of a checkout one builds, and the others wait for it. ``make test-all`` begins each home
from nothing, as a person's first start does.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import homes
from tests.amount import ALL

ROOT = homes.ROOT
DISTRICT = "handeul"  # the one that a home has when none is named


def key() -> str:
    """Name all that decides what migrations build."""
    found = hashlib.sha256()
    for path in sorted([*ROOT.glob("townline/**/migrations/*.py"), ROOT / "requirements/run.txt"]):
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one run at a time build what is kept in this folder."""
    with (folder / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lay(home: Path) -> None:
    """Put keys and a database with empty tables into an empty home, for who is about to start."""
    if not ALL:
        # With owners and modes: the database's account owns its own.
        subprocess.run(["cp", "-a", f"{_built()}/.", str(home)], check=True)  # noqa: S603, S607 -- our own paths


def _built() -> Path:
    folder = homes.kept("tables")
    built = folder / key()
    with alone(folder):
        if not built.exists():
            _build(folder).rename(built)
    return built


def _build(folder: Path) -> Path:
    for old in filter(Path.is_dir, folder.iterdir()):
        shutil.rmtree(old)
    fresh = folder / "fresh"
    fresh.mkdir()
    command = [sys.executable, "-m", "townline", "migrate", "--home", str(fresh)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOWNLINE_")}
    subprocess.run(command, cwd=ROOT, env=kept, check=True)  # noqa: S603 -- our own program
    return fresh
