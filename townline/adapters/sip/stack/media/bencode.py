"""Reads bencoded values, the form in which rtpengine tells of pressed keys over TCP."""

from typing import Final

type Value = int | bytes | list[Value] | dict[bytes, Value]

_DEPTH: Final = 8


class Incomplete(ValueError):
    """The value goes on: more octets are needed."""


class Malformed(ValueError):
    """These octets are no bencoded value."""


def read(data: bytes, at: int = 0, depth: int = _DEPTH) -> tuple[Value, int]:
    """Give the value at ``at`` and where the next begins. Raises Incomplete, Malformed."""
    if at >= len(data):
        raise Incomplete
    kind = data[at : at + 1]
    if kind == b"i":
        return _integer(data, at + 1)
    if kind in b"ld" and depth:
        return _many(data, at, depth)
    if kind.isdigit():
        return _string(data, at)
    raise Malformed


def _until(data: bytes, at: int, mark: bytes) -> tuple[bytes, int]:
    end = data.find(mark, at, at + 24)
    if end < 0:
        raise Malformed if len(data) - at >= 24 else Incomplete  # noqa: PLR2004 -- no number is longer
    return data[at:end], end + 1


def _number(digits: bytes) -> int:
    try:
        return int(digits)
    except ValueError:
        raise Malformed from None


def _integer(data: bytes, at: int) -> tuple[int, int]:
    digits, end = _until(data, at, b"e")
    return _number(digits), end


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    digits, begin = _until(data, at, b":")
    end = begin + _number(digits)
    if end > len(data):
        raise Incomplete
    return data[begin:end], end


def _many(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    items: list[Value] = []
    kind, at = data[at : at + 1], at + 1
    while data[at : at + 1] != b"e":
        item, at = read(data, at, depth - 1)
        items.append(item)
    return (_pairs(items) if kind == b"d" else items), at + 1


def _pairs(items: list[Value]) -> dict[bytes, Value]:
    keys = items[::2]
    if len(items) % 2 or not all(isinstance(key, bytes) for key in keys):
        raise Malformed
    return {
        key: value for key, value in zip(keys, items[1::2], strict=True) if isinstance(key, bytes)
    }
