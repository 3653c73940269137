"""Pictures: looked at once, then drawn anew, so that nothing but pixels is in the copies."""

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFile, ImageOps

from townline.platform.core.inspecting.kinds import FileKind
from townline.platform.core.inspecting.likeness import likeness
from townline.platform.core.inspecting.moving import is_moving, moving_copy
from townline.platform.core.inspecting.position import position, position_exif
from townline.platform.core.inspecting.report import (
    MediaLimits,
    MediaProblem,
    MediaRefused,
    MediaReport,
)

_QUALITIES = (85, 75, 60, 45)
_DRAFTED = 4  # times the pixels of other kinds: those of the largest phones
_STEPS = 10  # each a quarter smaller


def photo(source: Path, kind: FileKind, copies: Path, limits: MediaLimits) -> MediaReport:
    """Write ``view`` and ``thumbnail``, both JPEG; Refused for what cannot be drawn.

    Where the limits allow it, the view of a moving picture is a WebP that moves.
    """
    with Image.open(source, formats=[kind.upper()]) as picture:
        check_pixels(picture, kind, limits)
        moving = is_moving(picture)
        latitude, longitude = position(picture)
    image, size, whole = _draw_or_partial(source, kind, limits.side)
    moves = moving_copy(source, kind, limits) if moving and whole else b""
    (copies / "view").write_bytes(moves or _within(image, limits.copy_bytes))
    _small(image, copies, limits)
    return MediaReport(
        kind=kind,
        width=size[0],
        height=size[1],
        moving=moving,
        moves=bool(moves),
        latitude=latitude,
        longitude=longitude,
        likeness=likeness(image),
        problem="" if whole else MediaProblem.CUT_SHORT,
    )


def check_pixels(picture: Image.Image, kind: FileKind, limits: MediaLimits) -> None:
    """Refuse by the size that the file declares. A JPEG is read at a fraction of it at once."""
    most = limits.pixels * (_DRAFTED if kind is FileKind.JPEG else 1)
    if picture.width * picture.height > most:
        raise MediaRefused(MediaProblem.TOO_MANY_PIXELS)


def write_reduced(source: Path, kind: FileKind, folder: Path, limits: MediaLimits) -> None:
    """Write ``write_reduced``: a smaller JPEG, upright, with the position of the original alone."""
    with Image.open(source, formats=[kind.upper()]) as picture:
        check_pixels(picture, kind, limits)
        place = position_exif(picture)
    image, _, _ = _draw_or_partial(source, kind, limits.side)
    (folder / "reduced").write_bytes(_within(image, limits.copy_bytes, place))


def thumbnail(source: Path, kind: FileKind, copies: Path, limits: MediaLimits) -> tuple[int, int]:
    """Write ``thumbnail`` alone, and give the picture's size in pixels."""
    image, size, _ = _draw_or_partial(source, kind, limits.side)
    _small(image, copies, limits)
    return size


def _small(image: Image.Image, copies: Path, limits: MediaLimits) -> None:
    small = image.copy()
    small.thumbnail((limits.thumbnail_side, limits.thumbnail_side))
    (copies / "thumbnail").write_bytes(_within(small, limits.thumbnail_bytes))


def _draw_or_partial(
    source: Path, kind: FileKind, side: int
) -> tuple[Image.Image, tuple[int, int], bool]:
    """Draw the picture upright and small enough; with its own size, and whether it was whole."""
    try:
        return *_draw(source, kind, side), True
    except (OSError, SyntaxError, ValueError):
        # What came of a picture that was cut short is more use to a person than nothing.
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        return *_draw(source, kind, side), False


def _draw(source: Path, kind: FileKind, side: int) -> tuple[Image.Image, tuple[int, int]]:
    with Image.open(source, formats=[kind.upper()]) as picture:
        size = picture.size
        picture.draft("RGB", (side, side))  # a JPEG is read at a fraction of its size at once
        picture.thumbnail((side, side))
        upright = ImageOps.exif_transpose(picture)
        turned = (upright.width > upright.height) != (picture.width > picture.height)
        return _flat(upright), size[::-1] if turned else size


def _flat(picture: Image.Image) -> Image.Image:
    """Give plain colours, on white paper, without anything that came beside the pixels."""
    seen = picture.convert("RGBA") if picture.mode in ("P", "LA", "PA", "RGBA") else None
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(seen or picture.convert("RGB"), mask=seen)
    return paper


def _within(picture: Image.Image, limit: int, exif: bytes = b"") -> bytes:
    """Write a JPEG of at most ``limit`` bytes: first coarser, then smaller."""
    for attempt, quality in _attempts(picture):
        file = io.BytesIO()
        attempt.save(file, "JPEG", quality=quality, optimize=True, exif=exif)
        if file.tell() <= limit:
            return file.getvalue()
    raise MediaRefused(MediaProblem.BROKEN)


def _attempts(picture: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    for _ in range(_STEPS):
        yield from ((picture, quality) for quality in _QUALITIES)
        picture = picture.resize((max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)))
