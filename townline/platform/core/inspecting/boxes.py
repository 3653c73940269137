"""The boxes of ISO base media files (ISO/IEC 14496-12): HEIC pictures and MP4 videos."""

from collections.abc import Iterator
from dataclasses import dataclass

from townline.platform.core.inspecting.report import MediaProblem, MediaRefused

_HEADER, _LONG_HEADER = 8, 16
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its path of types, where it begins, where its content begins, where it ends."""

    path: tuple[bytes, ...]
    start: int
    content: int
    end: int

    @property
    def type(self) -> bytes:
        return self.path[-1]


def boxes(
    data: bytes | bytearray, containers: frozenset[bytes], *, full: frozenset[bytes] = frozenset()
) -> Iterator[Box]:
    """Walk all boxes, those within ``containers`` included.

    ``full`` containers begin with four bytes of version and flags. Raises Refused when a box
    says that it ends beyond what holds it: the file is broken or cut short.
    """
    yield from _iter_boxes(data, 0, len(data), (), (containers, full))


def _iter_boxes(
    data: bytes | bytearray,
    at: int,
    end: int,
    path: tuple[bytes, ...],
    held: tuple[frozenset[bytes], frozenset[bytes]],
) -> Iterator[Box]:
    while at + _HEADER <= end:
        box = _read(data, at, end, path)
        yield box
        if box.type in held[0] | held[1] and len(box.path) < _DEEPEST:
            skip = 4 if box.type in held[1] else 0
            yield from _iter_boxes(data, box.content + skip, box.end, box.path, held)
        at = box.end


def _read(data: bytes | bytearray, at: int, end: int, path: tuple[bytes, ...]) -> Box:
    size, header = int.from_bytes(data[at : at + 4], "big"), _HEADER
    if size == 1:
        size, header = int.from_bytes(data[at + 8 : at + 16], "big"), _LONG_HEADER
    elif size == 0:  # to the end
        size = end - at
    if size < header or at + size > end:
        raise MediaRefused(MediaProblem.BROKEN)
    return Box((*path, bytes(data[at + 4 : at + 8])), at, at + header, at + size)
