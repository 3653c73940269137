"""Whether photos can be kept: a text with one that cannot is not acknowledged."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from townline.config.checks.finding import Finding, bad, ok

_TRIAL = 64 * 1024  # bytes: more than lies about in what a full disk has left


def media(home: Path) -> Iterator[Finding]:
    """Look whether the folders of photos are ours and take a file."""
    wrong = next((found for place in _folders(home) if (found := _owned(place, home))), None)
    yield wrong or _tried(home) or ok("media", "photos can be kept")


def _folders(home: Path) -> list[Path]:
    """Give the folders that files are put into: of districts, and two levels by content."""
    top = home / "media"
    below = [path for shape in ("*", "*/??", "*/??/??") for path in sorted(top.glob(shape))]
    return [path for path in (top, *below) if path.is_dir()]


def _owned(place: Path, home: Path) -> Finding | None:
    # By its owner as well: an administrator who asks as root may write everywhere, the server not.
    owner = home.stat().st_uid
    if place.stat().st_uid != owner:
        return bad("media", f"{place} belongs to somebody else", f"chown -R {owner} {place}")
    if not os.access(place, os.W_OK | os.X_OK, effective_ids=True):
        return bad("media", f"{place} cannot be written", f"chmod -R u+rwX {place}")
    return None


def _tried(home: Path) -> Finding | None:
    """Write a file where the first photo would go, and take it away again."""
    top = home / "media"
    place = top if top.exists() else home
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".trial-") as file:
            file.write(os.urandom(_TRIAL))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        advice = "make room, or mount it to be written; until then texts with photos wait"
        return bad("media", f"{place} takes no file: {error.strerror}", advice)
    return None
