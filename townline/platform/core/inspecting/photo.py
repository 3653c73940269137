"""Pictures: looked at once, then drawn anew, so that nothing but pixels is in the copies."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import ExifTags, Image, ImageFile, ImageOps

from townline.platform.core.inspecting.kinds import FileKind
from townline.platform.core.inspecting.report import (
    MediaLimits,
    MediaProblem,
    MediaRefused,
    MediaReport,
)

# The position in a picture's EXIF.
_GPS = ExifTags.GPS


def position(picture: Image.Image) -> tuple[float | None, float | None]:
    """Give latitude and longitude in degrees of WGS 84, or None twice."""
    try:
        gps = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(gps[_GPS.GPSLatitude], gps.get(_GPS.GPSLatitudeRef), "S")
        longitude = _degrees(gps[_GPS.GPSLongitude], gps.get(_GPS.GPSLongitudeRef), "W")
    except Exception:  # noqa: BLE001 -- whatever is wrong with it, a picture is still a picture
        return None, None
    return (latitude, longitude) if _possible(latitude, longitude) else (None, None)


def position_exif(picture: Image.Image) -> bytes:
    """Give an EXIF block with the position alone; b"" where the picture has none."""
    if position(picture) == (None, None):
        return b""
    found = Image.Exif()
    own = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    gps = found.get_ifd(ExifTags.IFD.GPSInfo)
    for tag in (_GPS.GPSLatitude, _GPS.GPSLatitudeRef, _GPS.GPSLongitude, _GPS.GPSLongitudeRef):
        if tag in own:
            gps[tag] = own[tag]
    return found.tobytes()


def _degrees(parts: Iterable[float], reference: object, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if reference == negative else value


def _possible(latitude: float, longitude: float) -> bool:
    # Cameras without a fix write zeros.
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180  # noqa: PLR2004 -- degrees
    return inside and (latitude, longitude) != (0, 0)


# Animations (GIF, WebP, APNG), re-encoded frame by frame as WebP.
_TRIES = ((70, 1.0), (40, 0.5))  # quality, and part of the longest side
_MILLISECONDS = 100  # what browsers take where a GIF says nothing, or next to nothing
_SHORTEST, _LONGEST = 20, 10_000


def is_moving(picture: Image.Image) -> bool:
    """Say whether there are several pictures in it; one that was cut short counts as still."""
    try:
        return bool(getattr(picture, "is_animated", False))
    except Exception:  # noqa: BLE001 -- as below
        return False


def moving_copy(source: Path, kind: FileKind, limits: MediaLimits) -> bytes:
    """Give a WebP that moves, with nothing but pixels and times; b"" for what is beyond limits.

    Then the first picture stands for it. Limits: pictures, their pixels together, bytes.
    """
    try:
        return _copy(source, kind, limits) if limits.pictures else b""
    except Exception:  # noqa: BLE001 -- whatever is wrong with a later picture, the first is shown
        return b""


def _copy(source: Path, kind: FileKind, limits: MediaLimits) -> bytes:
    with Image.open(source, formats=[kind.upper()]) as picture:
        count = getattr(picture, "n_frames", 1)
        if count > limits.pictures or count * picture.width * picture.height > limits.pixels:
            return b""
        for quality, part in _TRIES:
            longest = max(1, round(min(limits.side, max(picture.size)) * part))
            data = _encode_webp([_one(picture, n, longest) for n in range(count)], quality)
            if len(data) <= limits.copy_bytes:
                return data
    return b""


def _one(picture: Image.Image, number: int, side: int) -> tuple[Image.Image, int]:
    picture.seek(number)
    duration = picture.info.get("duration") or 0
    time = int(duration) if duration >= _SHORTEST else _MILLISECONDS
    image = picture.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    paper.thumbnail((side, side))
    return paper, min(time, _LONGEST)


def _encode_webp(frames: list[tuple[Image.Image, int]], quality: int) -> bytes:
    file = io.BytesIO()
    frames[0][0].save(
        file,
        "WEBP",
        save_all=True,
        append_images=[image for image, _ in frames[1:]],
        duration=[time for _, time in frames],
        loop=0,
        quality=quality,
        method=0,
    )
    return file.getvalue()


# A perceptual hash of 64 bits: similar pictures differ in few of them.
_WIDE, _HIGH = 9, 8
_CLEARLY = 2  # of 255: in a plain sky the noise of the camera would decide
_LEAST = 6  # bits; a night sky or a white wall has fewer, and is like any other
_SIGN = 1 << 63


def likeness(picture: Image.Image) -> int | None:
    """Give the hash as a signed number of 64 bits; None for a night sky or a white wall."""
    grey = picture.convert("L").resize((_WIDE, _HIGH), Image.Resampling.BOX)
    squares = grey.tobytes()
    found = 0
    for row in range(_HIGH):
        for column in range(_WIDE - 1):
            at = row * _WIDE + column
            found = found << 1 | (squares[at] > squares[at + 1] + _CLEARLY)
    if found.bit_count() < _LEAST:
        return None
    return found - (1 << 64) if found & _SIGN else found


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
