"""Moving pictures (GIF, and its like in WebP and PNG), drawn anew picture by picture as WebP."""

import io
from pathlib import Path

from PIL import Image

from townline.core.inspecting.kinds import FileKind
from townline.core.inspecting.report import Limits

_QUALITY = 70
_MILLISECONDS = 100  # what browsers take where a GIF says nothing, or next to nothing
_SHORTEST, _LONGEST = 20, 10_000


def moving_copy(source: Path, kind: FileKind, limits: Limits) -> bytes:
    """Give a WebP that moves, with nothing but pixels and times; b"" for what is beyond limits.

    Then the first picture stands for it. Limits: pictures, their pixels together, bytes.
    """
    if not limits.pictures:
        return b""
    with Image.open(source, formats=[kind.upper()]) as picture:
        count = getattr(picture, "n_frames", 1)
        if count > limits.pictures or count * picture.width * picture.height > limits.pixels:
            return b""
        drawn = [_one(picture, number, limits.side) for number in range(count)]
    data = _written([one for one, _ in drawn], [time for _, time in drawn])
    return data if len(data) <= limits.copy_bytes else b""


def _one(picture: Image.Image, number: int, side: int) -> tuple[Image.Image, int]:
    picture.seek(number)
    told = picture.info.get("duration") or 0
    time = int(told) if told >= _SHORTEST else _MILLISECONDS
    image = picture.convert("RGBA")
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image)
    paper.thumbnail((side, side))
    return paper, min(time, _LONGEST)


def _written(images: list[Image.Image], times: list[int]) -> bytes:
    file = io.BytesIO()
    images[0].save(
        file,
        "WEBP",
        save_all=True,
        append_images=images[1:],
        duration=times,
        loop=0,
        quality=_QUALITY,
        method=0,
    )
    return file.getvalue()
