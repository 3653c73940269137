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
from townline.platform.postgres import Binaries, EmbeddedPostgres

ROOT = homes.ROOT
DISTRICT = "handeul"  # the one that a home has when none is named


def key() -> str:
    """Name all that decides what migrations build."""
    found = hashlib.sha256()
    for path in sorted([*ROOT.glob("townline/**/migrations/*.py"), ROOT / "requirements/run.txt"]):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one run at a time build what is kept in this folder."""
    with (folder / "building").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def lay(home: Path, binaries: Binaries | None = None) -> None:
    """Put keys and a database with empty tables into an empty home, for who is about to start.

    ``binaries``: of which server; without them the one that a start chooses by itself.
    """
    if not ALL:
        # With owners and modes: the database's account owns its own.
        subprocess.run(["cp", "-a", f"{_built_folder(binaries)}/.", str(home)], check=True)  # noqa: S603, S607 -- our own paths


def _built_folder(binaries: Binaries | None) -> Path:
    folder = homes.persistent_folder("tables")
    built = folder / f"{key()}-{binaries.version if binaries else 'chosen'}"
    with alone(folder):
        if not built.exists():
            _build(folder, binaries).rename(built)
    return built


def _build(folder: Path, binaries: Binaries | None) -> Path:
    for old in filter(Path.is_dir, folder.iterdir()):
        if not old.name.startswith(key()):
            shutil.rmtree(old)
    fresh = folder / "fresh"
    fresh.mkdir()
    server = EmbeddedPostgres(fresh, binaries) if binaries else None
    if server:
        server.ensure()
    try:
        _migrate(fresh)
    finally:
        if server:
            server.stop()
    return fresh


def _migrate(home: Path) -> None:
    command = [sys.executable, "-m", "townline", "migrate", "--home", str(home)]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("TOWNLINE_")
    }
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603 -- our own program
