"""One text as numbers: its hashed pieces with where they stand, and its cues."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from townline.platform.triage.reader import grams
from townline.platform.triage.reader.normalize import Normalized

type Floats = npt.NDArray[np.float32]
type Whole = npt.NDArray[np.int32]
type TokenSpans = list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces of one kind, each once for each place: bucket, and from where to where it stands."""

    buckets: Whole
    begins: Whole
    ends: Whole


def blocks(tidied: Normalized, tokens: TokenSpans) -> tuple[Block, ...]:
    """Give letters, words, half-letters and morphemes; places are those of the text itself."""
    by_letters = chain(grams.letters(tidied.letters))
    by_words = grams.words(tidied.letters)
    by_halves = grams.halves(tidied.letters)
    origin = tidied.origin
    return (
        _block([(b, origin[i], origin[j - 1] + 1) for b, i, j in by_letters]),
        _block([(b, origin[i], origin[j - 1] + 1) for b, i, j in by_words]),
        _block([(b, origin[i], origin[j - 1] + 1) for b, i, j in by_halves]),
        _block(list(grams.morphemes(tokens))),
    )


def _block(found: list[grams.Gram]) -> Block:
    table = np.array(found, np.int32).reshape(-1, 3)
    return Block(table[:, 0], table[:, 1], table[:, 2])


def weigh_block(block: Block, idf: Floats) -> tuple[Whole, Floats]:
    """Give each bucket once, weighed by how often it stands here and how rare it is; length 1."""
    buckets, times = np.unique(block.buckets, return_counts=True)
    values = ((1 + np.log(times)) * idf[buckets]).astype(np.float32)
    length = float(np.sqrt(values @ values))
    return buckets, values / length if length else values
