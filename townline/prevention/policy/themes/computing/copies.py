"""Texts that are nearly the same: a petition that was passed on, and not many people's words."""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

_LETTER = re.compile(r"[^\W\d_]+")
_SHINGLE = 4
_SHORTEST = 40  # letters: two people may well write the same ten
_BANDS, _ROWS = 6, 3
_ALIKE = 0.7  # of the pieces of four letters that two texts have
MANY = 5  # so many people do not find the same long words by chance
_MOST = 400  # pieces of one text

type Marks = npt.NDArray[np.uint32]


def copies(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Give the places of texts that are nearly the same as four others at least, by group."""
    pieces = [_pieces(text) for text in texts]
    joined = _Joined(len(texts))
    for one, other in _pairs(pieces):
        if joined.root(one) != joined.root(other) and _alike(pieces[one], pieces[other]):
            joined.join(one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for at, marks in enumerate(pieces):
        if len(marks):
            groups[joined.root(at)].append(at)
    return [tuple(group) for group in groups.values() if len(group) >= MANY]


def _pieces(text: str) -> Marks:
    letters = "".join(_LETTER.findall(text.lower()))
    if len(letters) < _SHORTEST:
        return np.empty(0, np.uint32)
    cut = {letters[at : at + _SHINGLE] for at in range(len(letters) - _SHINGLE + 1)}
    marks = np.fromiter((zlib.crc32(one.encode()) for one in cut), np.uint32, len(cut))
    return np.sort(marks)[:_MOST]


def _pairs(pieces: Sequence[Marks]) -> Iterator[tuple[int, int]]:
    """Give pairs that may be alike: those whose least marks agree in one band of three."""
    odd = np.random.default_rng(1).integers(1, 1 << 32, (2, _BANDS * _ROWS, 1), dtype=np.uint64)
    first: dict[tuple[int, bytes], int] = {}
    for at, marks in enumerate(pieces):
        if not len(marks):
            continue
        least = ((odd[0] * marks + odd[1]) >> np.uint64(16)).astype(np.uint32).min(axis=1)
        for band in range(_BANDS):
            key = band, least[band * _ROWS : (band + 1) * _ROWS].tobytes()
            other = first.setdefault(key, at)
            if other != at:
                yield other, at


def _alike(one: Marks, other: Marks) -> bool:
    both = len(np.intersect1d(one, other, assume_unique=True))
    return both >= _ALIKE * (len(one) + len(other) - both)


class _Joined:
    """Which of so many lie in one heap."""

    def __init__(self, many: int) -> None:
        self._above = list(range(many))

    def root(self, at: int) -> int:
        while self._above[at] != at:
            self._above[at] = self._above[self._above[at]]
            at = self._above[at]
        return at

    def join(self, one: int, other: int) -> None:
        self._above[self.root(other)] = self.root(one)
