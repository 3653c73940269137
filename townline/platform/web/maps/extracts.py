"""What an extract of OpenStreetMap says it covers: the header of an .osm.pbf file."""

import zlib
from collections.abc import Iterator
from pathlib import Path

type Bounds = tuple[float, float, float, float]

_LENGTH = 4  # bytes before the first header
_MOST = 64 * 1024 * 1024  # bytes of a block, as the format allows
_NANO = 1e9
_BYTES, _NUMBER = 2, 0  # wire types of Protocol Buffers
_FIXED = {1: 8, 5: 4}  # bytes of the others


def bounds_of(extract: Path) -> Bounds | None:
    """Give west, south, east, north in degrees; None: the file does not say.

    https://wiki.openstreetmap.org/wiki/PBF_Format: OSMHeader, HeaderBBox in nanodegrees.
    """
    try:
        with extract.open("rb") as file:
            head = dict(_fields(file.read(int.from_bytes(file.read(_LENGTH)))))
            blob = dict(_fields(file.read(min(_MOST, _number(head[3])))))
        block = _bytes(blob[1]) if 1 in blob else zlib.decompress(_bytes(blob[3]))
        box = {key: _decode_zigzag(_number(value)) / _NANO for key, value in _fields(_bytes(
            dict(_fields(block))[1]
        ))}  # fmt: skip
        return box[1], box[4], box[2], box[3]
    except (KeyError, ValueError, IndexError, TypeError, zlib.error):
        return None


def touches(one: Bounds, other: Bounds) -> bool:
    """Say whether two boxes have a point in common."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _fields(written: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Give the fields of a message with their numbers."""
    at = 0
    while at < len(written):
        key, at = _varint(written, at)
        kind = key & 7
        if kind == _NUMBER:
            value, at = _varint(written, at)
            yield key >> 3, value
            continue
        size, at = _varint(written, at) if kind == _BYTES else (_FIXED[kind], at)
        yield key >> 3, written[at : at + size]
        at += size


def _varint(written: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = written[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:  # noqa: PLR2004 -- the last one has no eighth bit
            return value, at


def _decode_zigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)


def _number(value: int | bytes) -> int:
    if isinstance(value, int):
        return value
    raise TypeError


def _bytes(value: int | bytes) -> bytes:
    if isinstance(value, bytes):
        return value
    raise TypeError
