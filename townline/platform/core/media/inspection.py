"""Having a file looked at in the sandbox (``core.inspecting``)."""

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

from townline.platform.core import sandbox
from townline.platform.core.inspecting.files import inspect_file, reduce_file
from townline.platform.core.inspecting.kinds import FileKind, kind_of
from townline.platform.core.inspecting.report import MediaLimits, MediaProblem, MediaReport

_REDUCED_SIDE = 4096
# What pages show, and what a network carries to a phone (the narrowest providers: 200 kB).
_COPIES = {"show": (2048, 1_500_000), "leave": (1440, 200_000)}
_MOVING_PICTURES = 150  # a dozen a second for twelve seconds

type Purpose = Literal["show", "leave"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What was found, and copies without any metadata; empty where nothing can be shown."""

    report: MediaReport
    view: bytes = b""
    thumbnail: bytes = b""


def inspect(source: Path, *, purpose: Purpose = "show") -> Inspected:
    """Look at a file and draw its copies. What cannot be read comes back with its problem.

    Takes a third of a second; to be called outside a transaction.
    """
    with tempfile.TemporaryDirectory(prefix="townline-") as name:
        folder = Path(name)
        if not _run(source, folder, _limits(purpose)):
            return Inspected(report=_broken_report(source))
        return _read_result(folder)


def _limits(purpose: Purpose) -> MediaLimits:
    side, copy_bytes = _COPIES[purpose]
    return MediaLimits(
        pixels=settings.TOWNLINE_PHOTO_PIXELS,
        seconds=settings.TOWNLINE_VIDEO_SECONDS,
        side=side,
        copy_bytes=copy_bytes,
        pictures=_MOVING_PICTURES if purpose == "show" else 0,
    )


def reduce_photo(data: bytes, most: int) -> bytes:
    """Give a photo as a JPEG of at most ``most`` bytes with its position; b"" for other files.

    Takes a second or two; to be called outside a transaction.
    """
    limits = MediaLimits(
        pixels=settings.TOWNLINE_PHOTO_PIXELS, seconds=0, side=_REDUCED_SIDE, copy_bytes=most
    )
    with tempfile.TemporaryDirectory(prefix="townline-") as name:
        folder = Path(name)
        (folder / "source").write_bytes(data)
        try:
            done = sandbox.run(reduce_file, folder, limits=asdict(limits))
        except sandbox.ParserRefused:
            return b""
        return (folder / "reduced").read_bytes() if done else b""


def _run(source: Path, folder: Path, limits: MediaLimits) -> bool:
    """Say whether the process came to an end by itself, with a report."""
    try:
        (folder / "source").symlink_to(source.absolute())
        report = sandbox.run(inspect_file, folder, limits=asdict(limits))
    except sandbox.ParserRefused:
        return False
    (folder / "report.json").write_text(json.dumps(report))
    return True


def _broken_report(source: Path) -> MediaReport:
    with source.open("rb") as file:
        return MediaReport(kind=kind_of(file.read(64)), problem=MediaProblem.BROKEN)


def _read_result(folder: Path) -> Inspected:
    fields = json.loads((folder / "report.json").read_text())
    report = MediaReport(**fields | {"kind": FileKind(fields["kind"])})
    view, thumbnail = folder / "view", folder / "thumbnail"
    return Inspected(
        report=report,
        view=view.read_bytes() if view.exists() else b"",
        thumbnail=thumbnail.read_bytes() if thumbnail.exists() else b"",
    )


def videos_pictured() -> bool:
    """Say whether this machine can draw the first picture of a video."""
    return shutil.which("ffmpeg") is not None


def heic_readable() -> bool:
    """Say whether this machine can read HEIC pictures."""
    return shutil.which("heif-convert") is not None
