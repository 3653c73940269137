"""What the sandbox does with a photo or video: looks at it, draws it anew, makes it smaller."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from townline.platform.core.inspecting.heic import heic_as_jpeg
from townline.platform.core.inspecting.kinds import FileKind, kind_of
from townline.platform.core.inspecting.report import (
    MediaLimits,
    MediaProblem,
    MediaRefused,
    MediaReport,
)

_BOMB = 4


def inspect_file(folder: Path, *, limits: dict[str, int]) -> dict[str, Any]:
    """Look at ``source`` of the folder: write ``view`` and ``thumbnail``, give a ``Report``."""
    return asdict(_look(folder / "source", folder, MediaLimits(**limits)))


def reduce_file(folder: Path, *, limits: dict[str, int]) -> bool:
    """Write ``reduced``: ``source`` of the folder as a JPEG with the position and no other EXIF.

    Gives False for a file that is no photo; that one stays as it is.
    """
    from townline.platform.core.inspecting.photo import write_reduced  # noqa: PLC0415 -- Pillow is for the sandbox

    path, within = folder / "source", MediaLimits(**limits)
    kind = _kind(path)
    if kind in {FileKind.OTHER, FileKind.MP4}:
        return False
    try:
        _allow(within)
        if kind is FileKind.HEIC:
            path, kind = heic_as_jpeg(path, folder, within), FileKind.JPEG
        write_reduced(path, kind, folder, within)
    except Exception:  # noqa: BLE001 -- whatever a file does to its reader, it stays as it came
        return False
    return True


def _kind(source: Path) -> FileKind:
    with source.open("rb") as file:
        return kind_of(file.read(64))


def _look(source: Path, folder: Path, limits: MediaLimits) -> MediaReport:
    from PIL import Image  # noqa: PLC0415 -- Pillow is for the sandbox

    kind = _kind(source)
    try:
        return _reading(source, kind, folder, limits)
    except MediaRefused as refused:
        return MediaReport(kind=kind, problem=refused.problem)
    except Image.DecompressionBombError:
        return MediaReport(kind=kind, problem=MediaProblem.TOO_MANY_PIXELS)
    except Exception:  # noqa: BLE001 -- whatever a file does to its reader, it is broken
        return MediaReport(kind=kind, problem=MediaProblem.BROKEN)


def _reading(source: Path, kind: FileKind, folder: Path, limits: MediaLimits) -> MediaReport:
    from townline.platform.core.inspecting.photo import photo  # noqa: PLC0415 -- as above
    from townline.platform.core.inspecting.video import video  # noqa: PLC0415 -- as above

    _allow(limits)
    if kind is FileKind.OTHER:
        raise MediaRefused(MediaProblem.OTHER_KIND)
    if kind is FileKind.MP4:
        return video(source, folder, limits)
    if kind is FileKind.HEIC:
        made = heic_as_jpeg(source, folder, limits)
        return replace(photo(made, FileKind.JPEG, folder, limits), kind=kind)
    return photo(source, kind, folder, limits)


def _allow(limits: MediaLimits) -> None:
    from PIL import Image  # noqa: PLC0415 -- as above

    # Far beyond what each kind may have, which is checked before anything is drawn.
    Image.MAX_IMAGE_PIXELS = limits.pixels * _BOMB
