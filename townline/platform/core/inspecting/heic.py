"""HEIC pictures, read by the program ``heif-convert`` of libheif (Debian: libheif-examples)."""

import shutil
import subprocess
from pathlib import Path

from townline.platform.core.inspecting.boxes import boxes
from townline.platform.core.inspecting.report import MediaLimits, MediaProblem, MediaRefused

_CONTAINERS, _FULL = frozenset({b"iprp", b"ipco"}), frozenset({b"meta"})
_SECONDS = 20


def heic_as_jpeg(source: Path, folder: Path, limits: MediaLimits) -> Path:
    """Make a JPEG of a HEIC, upright, its EXIF kept for now. Refused where it cannot be read."""
    _check_size(source.read_bytes(), limits)
    program = shutil.which("heif-convert")
    if program is None:
        raise MediaRefused(MediaProblem.NO_READER)
    command = [program, "--quiet", "-q", "92", str(source), str(folder / "heic.jpg")]
    result = subprocess.run(  # noqa: S603 -- a fixed program and paths of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_SECONDS,
        check=False,
    )
    made = sorted(folder.glob("heic*.jpg"))  # numbered when there are several pictures in it
    if result.returncode or not made:
        raise MediaRefused(MediaProblem.BROKEN)
    return made[0]


def _check_size(data: bytes, limits: MediaLimits) -> None:
    """Refuse by the sizes that the file declares, before anybody makes room for them."""
    for box in boxes(data, _CONTAINERS, full=_FULL):
        if box.type == b"ispe":
            width = int.from_bytes(data[box.content + 4 : box.content + 8], "big")
            height = int.from_bytes(data[box.content + 8 : box.content + 12], "big")
            if width * height > limits.pixels:
                raise MediaRefused(MediaProblem.TOO_MANY_PIXELS)
