"""Folders for what tests start: the database's account may enter them, unlike pytest's own."""

import contextlib
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000  # noqa: S108 -- folders of our own in it, mode 0755
SHORT = Path("/tmp")  # noqa: S108 -- as above; a socket's path must be short


def place() -> Path:
    """Give the memory if it has room: each commit waits for a disk that few tests are about."""
    roomy = MEMORY.is_mount() and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if roomy else SHORT


def persistent_folder(name: str) -> Path:
    """Give a folder of this checkout that stays between its runs."""
    folder = ROOT / "var" / f"test-{name}"
    if place() == MEMORY:
        folder = MEMORY / f"townline-{zlib.crc32(bytes(ROOT)):08x}-test-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextlib.contextmanager
def home(prefix: str = "tl-", within: Path | None = None) -> Iterator[Path]:
    """Have a folder until the block's end."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=within or place()))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
