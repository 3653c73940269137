"""Whether photos can be kept: a text with one that cannot is not acknowledged."""
# fmt: off
# ruff: noqa: E501 -- words in two languages stand beside one another

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from townline.platform.core.findings import Both, Finding, bad, ok

_TRIAL = 64 * 1024  # bytes: more than lies about in what a full disk has left


def media(home: Path) -> Iterator[Finding]:
    """Look whether the folders of photos are ours and take a file."""
    wrong = next((found for place in _folders(home) if (found := _check_owner(place, home))), None)
    yield (
        wrong
        or _check_write(home)
        or ok("media", Both("photos can be kept", "사진을 보관할 수 있습니다"))
    )


def _folders(home: Path) -> list[Path]:
    """Give the folders that files are put into: of districts, and two levels by content."""
    top = home / "media"
    below = [path for shape in ("*", "*/??", "*/??/??") for path in sorted(top.glob(shape))]
    return [path for path in (top, *below) if path.is_dir()]


def _check_owner(place: Path, home: Path) -> Finding | None:
    # By its owner as well: an administrator who asks as root may write everywhere, the server not.
    owner = home.stat().st_uid
    if place.stat().st_uid != owner:
        words = Both(f"{place} belongs to somebody else", f"{place}의 소유자가 다릅니다")
        return bad("media", words, f"chown -R {owner} {place}")
    if not os.access(place, os.W_OK | os.X_OK, effective_ids=True):
        words = Both(f"{place} cannot be written", f"{place}에 쓸 수 없습니다")
        return bad("media", words, f"chmod -R u+rwX {place}")
    return None


def _check_write(home: Path) -> Finding | None:
    """Write a file where the first photo would go, and take it away again."""
    top = home / "media"
    place = top if top.exists() else home
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".trial-") as file:
            file.write(os.urandom(_TRIAL))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        advice = Both("make room, or mount it to be written; until then texts with photos wait", "디스크를 비우거나 쓰기로 연결해 주세요. 그때까지 사진 있는 문자가 기다립니다")
        why = error.strerror
        words = Both(f"{place} takes no file: {why}", f"{place}에 파일을 쓸 수 없습니다: {why}")
        return bad("media", words, advice)
    return None
