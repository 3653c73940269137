"""What pages are served with, and whether it was prepared for this version. Needs no Django."""

import hashlib
from pathlib import Path

from townline.platform.core.paths import ROOT, TOWNLINE

VENDOR = TOWNLINE / "platform" / "web" / "static" / "vendor"
COLLECTED = ROOT / "var" / "static"
_KEEPER = Path(__file__).parent / "storage.py"
_STAMP = COLLECTED / ".stamp"


def files(folder: str) -> list[Path]:
    """Give all files of the rooms' folders of that name. Rooms lie in wings and in rooms."""
    depths = ("*", "*/*", "*/*/*")
    found = (path for deep in depths for path in TOWNLINE.glob(f"{deep}/{folder}/**/*"))
    return sorted(path for path in found if path.is_file())


def current() -> bool:
    """Say whether what was collected is what there is now."""
    return _STAMP.exists() and _STAMP.read_text() == _digest()


def mark() -> None:
    """Note that all was collected."""
    _STAMP.write_text(_digest())


def _digest() -> str:
    digest = hashlib.sha256()
    shown = [path for path in files("static") if not path.name.startswith(".")]
    for path in [*shown, _KEEPER]:
        digest.update(str(path.relative_to(TOWNLINE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
