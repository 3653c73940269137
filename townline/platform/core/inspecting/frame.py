"""The first picture of a video, drawn by the program ``ffmpeg`` (Debian: ffmpeg)."""

import shutil
import subprocess
from pathlib import Path

from townline.platform.core.inspecting.report import MediaLimits

_SECONDS = 20
# What phones write. Everything else that the program can read is of no use, and one more way in.
_CODECS = "h264,hevc,mpeg4,h263,vp9,av1,libdav1d"


def first_frame(source: Path, folder: Path, limits: MediaLimits) -> Path | None:
    """Draw the first picture, upright, as a PNG without sound; None where nobody can.

    A video is worth keeping without it, so nothing is refused here.
    """
    program, made = shutil.which("ffmpeg"), folder / "frame.png"
    if program is None:
        return None
    command = [program, *_reading(source, limits), *_writing(limits), str(made)]
    return made if _went_well(command) and made.exists() else None


def _went_well(command: list[str]) -> bool:
    try:
        result = subprocess.run(  # noqa: S603 -- a fixed program and paths of our own
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    return result.returncode == 0


def _reading(source: Path, limits: MediaLimits) -> list[str]:
    # One file, of one kind, in one thread: a video names no other file and fills no memory.
    pure = ["-protocol_whitelist", "file", "-f", "mov", "-codec_whitelist", _CODECS]
    bounded = ["-threads", "1", "-max_pixels", str(limits.pixels), "-t", "1"]
    return ["-nostdin", "-loglevel", "quiet", *pure, *bounded, "-i", f"file:{source}"]


def _writing(limits: MediaLimits) -> list[str]:
    side = f"'min({limits.side},iw)':'min({limits.side},ih)'"
    scaled = f"scale={side}:force_original_aspect_ratio=decrease"
    return ["-an", "-sn", "-dn", "-map_metadata", "-1", "-vf", scaled, "-frames:v", "1", "-y"]
