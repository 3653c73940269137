"""Numbers by which near points and like pictures are found with a few equalities."""

from collections.abc import Sequence

_STEP = 0.003  # degrees; some 300 m
_ROW = 1_000_000
_BAND, _BANDS = 16, 4


def cell(latitude: float | None, longitude: float | None) -> int | None:
    """Give the number of a point's square, or None without a point."""
    if latitude is None or longitude is None:
        return None
    return _number(int((latitude + 90) / _STEP), int((longitude + 180) / _STEP))


def _number(row: int, column: int) -> int:
    return row * _ROW + column


def around(number: int) -> list[int]:
    """Give a square and the eight around it."""
    row, column = divmod(number, _ROW)
    return [_number(row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1)]


def bands(photos: Sequence[int]) -> list[int]:
    """Give the quarters of 64-bit hashes, each with where it stood.

    Two hashes that differ in three bits or fewer share at least one of them.
    """
    mask = (1 << _BAND) - 1
    found = {
        (at << _BAND) | ((photo & 0xFFFFFFFFFFFFFFFF) >> (at * _BAND)) & mask
        for photo in photos
        for at in range(_BANDS)
    }
    return sorted(found)
