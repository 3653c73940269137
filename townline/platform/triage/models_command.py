"""``townline triage models`` and ``rollback``: which model reads, and the one before it again."""

import os
import shutil
from argparse import Namespace
from pathlib import Path

from townline.platform.core.commands import CannotStart, write_line
from townline.platform.triage.reader import model
from townline.platform.triage.reader.serving import own_folder

_READS = "model.npz"


def list_models(given: Namespace) -> int:
    """Print every version of the district, the oldest first, and which of all reads now."""
    folder = _folder(given)
    reading = _reading(folder)
    for version in [_base_version(), *_versions(folder)]:
        write_line(f"{'*' if version == reading else ' '} {version}")
    return 0


def rollback(given: Namespace) -> int:
    """Let an earlier version read from the next text on. Raises CannotStart."""
    folder = _folder(given)
    known = [_base_version(), *_versions(folder)]
    wanted = given.version or _before(known, _reading(folder))
    if wanted not in known:
        raise CannotStart(f"no version {wanted!r}; there are {', '.join(known)}")
    if wanted == known[0]:
        (folder / _READS).unlink(missing_ok=True)
    else:
        part = folder / f".{_READS}.part"
        shutil.copyfile(folder / f"{wanted}.npz", part)
        part.replace(folder / _READS)
    write_line(f"{wanted} reads from the next text on")
    return 0


def _before(known: list[str], reading: str) -> str:
    at = known.index(reading) if reading in known else len(known)
    if at == 0:
        raise CannotStart(f"{reading} came with Townline; there is none before it")
    return known[at - 1]


def _folder(given: Namespace) -> Path:
    home = getattr(given, "home", None)
    named = home / "models" if home and "TOWNLINE_MODELS" not in os.environ else own_folder()
    if named is None:
        raise CannotStart("no folder for models: set TOWNLINE_MODELS or TOWNLINE_HOME")
    return Path(named)


def _versions(folder: Path) -> list[str]:
    """Give the district's versions; their names begin with when each was made."""
    return sorted(file.stem for file in folder.glob("own-*.npz"))


def _reading(folder: Path) -> str:
    for file in (folder / _READS, model.FILE):
        try:
            return model.load(file).version
        except (OSError, ValueError, KeyError):
            continue
    return ""


def _base_version() -> str:
    return model.load(model.FILE).version
