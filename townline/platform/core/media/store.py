"""Files by the SHA-256 of their content, under ``TOWNLINE_HOME/media/<district>``.

A file is whole under its name or not there: it is written elsewhere, synced and renamed. The
same content is kept once. Rows that name a file are written after it, so that a crash between
the two leaves a file without a row, which ``sweep`` removes, and never a row without its file.
"""

import datetime as dt
import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from townline.platform.core.media.inspection import reduce_photo

TOO_LARGE, NOT_FETCHED = "too_large", "not_fetched"
_NAME = re.compile(r"[0-9a-f]{64}")
_BATCH = 500
MAX_PHOTO_BYTES = 10_000_000  # of a photo


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRef:
    """A file that came with a text: its SHA-256 in hex and its size in bytes.

    Without content (``sha256`` is "") it says why in ``problem``: the text is there all the same.
    """

    sha256: str
    size: int
    problem: str = ""


class MediaNotFound(LookupError):
    """No file of this content is kept."""


def folder() -> Path:
    """Give the folder of this district's files; only its owner may enter."""
    return Path(settings.TOWNLINE_HOME) / "media" / settings.TOWNLINE_DISTRICT


def path_of(sha256: str) -> Path:
    """Give the place of a content. Raises NotKept for what cannot be a SHA-256 in hex."""
    if not _NAME.fullmatch(sha256):
        raise MediaNotFound("not the name of a content")
    return folder() / sha256[:2] / sha256[2:4] / sha256


def missing(problem: str, *, size: int = 0) -> MediaRef:
    """Stand for a file that could not be had; ``problem`` is TOO_LARGE or NOT_FETCHED."""
    return MediaRef(sha256="", size=size, problem=problem)


def reference_of(data: bytes) -> MediaRef:
    """Name a content as ``keep`` would one that need not be made smaller, and keep nothing."""
    if len(data) > settings.TOWNLINE_PHOTO_BYTES:
        return missing(TOO_LARGE, size=len(data))
    return MediaRef(sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def keep(data: bytes) -> MediaRef:
    """Make a content durable and name it. It is on disk when this returns.

    A photo above KEPT_BYTES is kept as a smaller one with its position; other files as they are.

    Beyond TOWNLINE_PHOTO_BYTES nothing is kept, and the reference says TOO_LARGE. Raises
    OSError when the disk is full or not to be written: then the text must not be acknowledged.
    To be called outside a transaction.
    """
    if MAX_PHOTO_BYTES < len(data) <= settings.TOWNLINE_PHOTO_BYTES:
        data = reduce_photo(data, MAX_PHOTO_BYTES) or data
    ref = reference_of(data)
    if ref.problem:
        return ref
    place = path_of(ref.sha256)
    with _hold_lock(fcntl.LOCK_SH):
        try:
            os.utime(place)  # young again: the sweep leaves it until its row is there
        except FileNotFoundError:
            _write(place, data)
    return ref


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=folder(), prefix=".new-")  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    # The names must last as well: of the file, and of folders that were just made.
    for level in (place.parent, place.parent.parent, folder()):
        _sync(level)


def _sync(level: Path) -> None:
    handle = os.open(level, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(sha256: str) -> bytes:
    """Give a content. Raises NotKept."""
    try:
        return path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise MediaNotFound(sha256) from None


def sweep(
    *, used: Callable[[Set[str]], Set[str]], now: dt.datetime, older_than: dt.timedelta
) -> int:
    """Remove files that nobody names, and return how many.

    ``used`` is asked for those of some names that rows still hold. Files younger than
    ``older_than`` stay: their row may be on its way.
    """
    before = (now - older_than).timestamp()
    names: set[str] = set()
    gone = 0
    for file in _old(before):
        if not _NAME.fullmatch(file.name):
            gone += _remove(file, before)  # left half written by a crash
            continue
        names.add(file.name)
        if len(names) == _BATCH:
            gone += _sweep(names, used, before)
            names = set()
    return gone + _sweep(names, used, before)


def _old(before: float) -> Iterator[Path]:
    for file in folder().rglob("*"):
        if file.name != _LOCK and file.is_file() and file.stat().st_mtime < before:
            yield file


def _sweep(names: set[str], used: Callable[[Set[str]], Set[str]], before: float) -> int:
    unused = names - used(names) if names else set()
    return sum(_remove(path_of(name), before) for name in unused)


def _remove(file: Path, before: float) -> int:
    # Alone: between the look and the removal nobody may take the same content up again.
    with _hold_lock(fcntl.LOCK_EX):
        if not file.exists() or file.stat().st_mtime >= before:
            return 0
        file.unlink()
        return 1


_LOCK = ".lock"


@contextmanager
def _hold_lock(how: int) -> Iterator[None]:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder() / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, how)
        yield
    finally:
        os.close(handle)
