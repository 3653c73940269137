"""How likely each happening is, by a text's marks and its sense: arithmetic on learnt weights.

The weights (``data/triage/incidents/happenings.bin``) are made by ``tools/triage/grouping.py``: one
logistic regression over three parts, each of length 1: the stems and the pairs of letters that
``alike_words.marks`` gives, weighed by how rare they are, and the vector without what all share.
It needs no numpy, since web processes do without.
"""

import json
import math
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import add, mul
from typing import Any

_LEAST = 0.01  # less says nothing, and is not kept


@dataclass(frozen=True, slots=True)
class Odds:
    """Weights as they were learnt.

    ``rows``: which row a mark has, with how rare it is. ``weights``: for each row one signed byte
    for each kind. ``sense``: for each kind one number for each of the vector's. ``scale``: what a
    signed byte is worth. ``centre``: what all vectors share.
    """

    kinds: tuple[str, ...]
    rows: dict[int, tuple[int, float]]
    weights: memoryview
    scale: float
    sense: tuple[Sequence[float], ...]
    centre: Sequence[float]
    bias: Sequence[float]

    def of(
        self, words: Iterable[int], grams: Iterable[int], vector: bytes = b""
    ) -> dict[str, float]:
        """Give the kinds that a text may tell of with their probabilities, those near 0 left out.

        ``vector``: 384 signed bytes, or empty, and then only the words tell.
        """
        scores = list(self.bias)
        if len(vector) == len(self.centre):
            own = self._centred(vector)
            meant = (sum(map(mul, own, each)) for each in self.sense)
            scores = list(map(add, scores, meant))
        for marks in (words, grams):
            scores = self._marked(scores, marks)
        top = max(scores)
        shares = [math.exp(score - top) for score in scores]
        whole = sum(shares)
        pairs = zip(self.kinds, shares, strict=True)
        return {kind: share / whole for kind, share in pairs if share / whole >= _LEAST}

    def _centred(self, vector: bytes) -> list[float]:
        signed = memoryview(vector).cast("b")
        offsets = [value / 127 - middle for value, middle in zip(signed, self.centre, strict=True)]
        length = math.sqrt(sum(map(mul, offsets, offsets))) or 1.0
        return [value / length for value in offsets]

    def _marked(self, scores: list[float], marks: Iterable[int]) -> list[float]:
        known = [self.rows[mark] for mark in set(marks) if mark in self.rows]
        length = math.sqrt(sum(rare * rare for _, rare in known)) or 1.0
        wide = len(self.kinds)
        for at, rare in known:
            much, row = rare / length * self.scale, self.weights[at * wide : (at + 1) * wide]
            scores = [score + much * weight for score, weight in zip(scores, row, strict=True)]
        return scores


def unpack_odds(data: bytes) -> Odds:
    """Read weights as ``packed`` wrote them. Raises ValueError for anything else."""
    try:
        header, _, rest = data.partition(b"\n")
        head = json.loads(header)
        body = zlib.decompress(rest)
    except (ValueError, zlib.error) as error:
        raise ValueError("these are no weights of happenings") from error
    kinds, many, size = tuple(head["kinds"]), int(head["marks"]), int(head["size"])
    marks, at = _read("I", body, 0, many)
    rare, at = _read("f", body, at, many)
    bias, at = _read("f", body, at, len(kinds))
    centre, at = _read("f", body, at, size)
    sense, at = _read("f", body, at, len(kinds) * size)
    return Odds(
        kinds,
        {mark: (row, rare[row]) for row, mark in enumerate(marks)},
        memoryview(body)[at:].cast("b"),
        float(head["scale"]),
        tuple(sense[row : row + size] for row in range(0, len(sense), size)),
        centre,
        bias,
    )


def _read(code: str, body: bytes, at: int, many: int) -> tuple["array[Any]", int]:
    found: array[Any] = array(code)
    end = at + many * found.itemsize
    found.frombytes(body[at:end])
    return found, end
