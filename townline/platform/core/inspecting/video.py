"""Short videos: how long they are, and a copy without what tells where and by what.

Metadata boxes become free space of the same length, so that nothing moves and no index has to
be written anew. What hides in a track of its own is not cut out: such a file is not shown.
"""

import re
import shutil
import subprocess
from pathlib import Path

from townline.platform.core.inspecting.boxes import Box, boxes
from townline.platform.core.inspecting.kinds import FileKind
from townline.platform.core.inspecting.photo import thumbnail
from townline.platform.core.inspecting.report import (
    MediaLimits,
    MediaProblem,
    MediaRefused,
    MediaReport,
)

# The first frame of a video, extracted by ``ffmpeg`` (Debian: ffmpeg).
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


_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf"})
_METADATA = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide"})
_SEEN = frozenset({b"vide", b"soun"})
_PLACE = re.compile(rb"([+-]\d{1,2}\.\d+)([+-]\d{1,3}\.\d+)")


def video(source: Path, copies: Path, limits: MediaLimits) -> MediaReport:
    """Write ``view``, without metadata, and a ``thumbnail`` of its first picture if possible.

    Refused when it is too long or hides something.
    """
    data = bytearray(source.read_bytes())
    found = list(boxes(data, _CONTAINERS))
    seconds = _seconds(data, found)
    if seconds > limits.seconds:
        raise MediaRefused(MediaProblem.TOO_LONG)
    _check_tracks(data, found)
    place = _place(data, found)
    for box in found:
        if box.type in _METADATA:
            data[box.start + 4 : box.start + 8] = b"free"
            data[box.content : box.end] = bytes(box.end - box.content)
    (copies / "view").write_bytes(data)
    width, height = _write_thumbnail(copies, limits)
    return MediaReport(
        kind=FileKind.MP4,
        width=width,
        height=height,
        seconds=seconds,
        latitude=place[0],
        longitude=place[1],
    )


def _write_thumbnail(copies: Path, limits: MediaLimits) -> tuple[int, int]:
    """Write the thumbnail and give its picture's size; zeros where no picture could be drawn."""
    frame = first_frame(copies / "view", copies, limits)
    try:
        return thumbnail(frame, FileKind.PNG, copies, limits) if frame else (0, 0)
    except (MediaRefused, OSError, SyntaxError, ValueError):
        return 0, 0


def _seconds(data: bytearray, found: list[Box]) -> float:
    header = next((box for box in found if box.path == (b"moov", b"mvhd")), None)
    if header is None:
        raise MediaRefused(MediaProblem.BROKEN)
    wide = data[header.content] == 1
    at = header.content + (20 if wide else 12)
    scale = int.from_bytes(data[at : at + 4], "big")
    duration = int.from_bytes(data[at + 4 : at + (12 if wide else 8)], "big")
    if not scale:
        raise MediaRefused(MediaProblem.BROKEN)
    return duration / scale


def _check_tracks(data: bytearray, found: list[Box]) -> None:
    handlers = [box for box in found if box.path == (b"moov", b"trak", b"mdia", b"hdlr")]
    kinds = {bytes(data[box.content + 8 : box.content + 12]) for box in handlers}
    if b"vide" not in kinds:
        raise MediaRefused(MediaProblem.BROKEN)
    if kinds - _SEEN:
        raise MediaRefused(MediaProblem.HIDDEN_TRACK)


def _place(data: bytearray, found: list[Box]) -> tuple[float | None, float | None]:
    """Read a position as phones write it (ISO 6709: ``+37.5665+126.9780/``)."""
    for box in found:
        if box.type in (b"udta", b"meta"):
            match = _PLACE.search(data, box.content, box.end)
            if match:
                return float(match[1]), float(match[2])
    return None, None
