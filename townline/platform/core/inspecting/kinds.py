"""What a file is, by its content; names and declared types say nothing."""

from enum import StrEnum
from typing import Final

PHOTO_BYTES: Final = 24_000_000  # the largest photo that is taken, unless TOWNLINE_PHOTO_BYTES says


class FileKind(StrEnum):
    """The kinds that are read; anything else is ``OTHER``."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    GIF = "gif"
    HEIC = "heic"
    MP4 = "mp4"
    OTHER = "other"


_BEGINNINGS = {
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"GIF87a": FileKind.GIF,
    b"GIF89a": FileKind.GIF,
}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_MP4 = {b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ", b"qt  ", b"3gp4", b"3gp5", b"3gp6"}


def kind_of(head: bytes) -> FileKind:
    """Tell the kind from the first 64 bytes (or more)."""
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    return _box_kind(head) if head[4:8] == b"ftyp" else FileKind.OTHER


def _box_kind(head: bytes) -> FileKind:
    end = min(int.from_bytes(head[:4], "big"), 64)
    brands = {head[8:12]} | {head[at : at + 4] for at in range(16, end, 4)}
    if b"avif" in brands:
        return FileKind.OTHER
    if brands & _HEIC:
        return FileKind.HEIC
    return FileKind.MP4 if brands & _MP4 else FileKind.OTHER
