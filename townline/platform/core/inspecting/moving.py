"""Moving pictures (GIF, and its like in WebP and PNG), drawn anew picture by picture as WebP."""

import io
from pathlib import Path

from PIL import Image

from townline.platform.core.inspecting.kinds import FileKind
from townline.platform.core.inspecting.report import MediaLimits

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
