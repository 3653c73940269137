"""Texts made ready to be learnt from: matrices of their pieces, dense parts and right answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from townline.platform.triage.reader import cues, embedding, features, grams
from townline.platform.triage.reader.features import Floats, TokenSpans, Whole
from townline.platform.triage.reader.heads import NONE
from townline.platform.triage.reader.normalize import normalize_text
from townline.platform.triage.reader.reading import centre_sense, clean
from townline.platform.triage.rules.reading import DANGERS
from townline.training.names import fill_placeholders
from townline.training.texts import KINDS, SERVICES, Authored

CODES: dict[str, tuple[str, ...]] = {
    "service": SERVICES,
    "service_kind": KINDS,
    "danger": (NONE, *DANGERS),
}
_BLOCKS = 4
type Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Examples:
    """Texts taken apart.

    ``counts``: one matrix for each block; ``sense``: the embedding, or None; ``right``: places
    of the right codes in ``CODES``, -1 where not known.
    """

    counts: tuple[sparse.csr_matrix, ...]
    sense: Floats | None
    cues: Floats
    right: dict[str, Whole]
    authors: npt.NDArray[np.str_]
    batches: npt.NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.authors)

    def part(self, rows: npt.NDArray[np.int64]) -> "Examples":
        """Take some of them."""
        sense = None if self.sense is None else self.sense[rows]
        right = {name: places[rows] for name, places in self.right.items()}
        counts = tuple(block[rows] for block in self.counts)
        return Examples(
            counts, sense, self.cues[rows], right, self.authors[rows], self.batches[rows]
        )


def examples(
    texts: Sequence[Authored],
    *,
    analyse: Callable[[str], TokenSpans],
    embed: embedding.Embed | None,
    progress: Progress = lambda _done, _of: None,
) -> Examples:
    """Take all texts apart."""
    found, senses, cue_rows = [], [], []
    for number, one in enumerate(texts, 1):
        text = clean(fill_placeholders(one.text, lang=one.lang))
        tidied = normalize_text(text)
        found.append(features.blocks(tidied, analyse(text)))
        cue_rows.append(cues.cues(tidied.letters))
        if embed:
            senses.append(embed(text))
        progress(number, len(texts))
    return Examples(
        tuple(_count_matrix([each[n].buckets for each in found]) for n in range(_BLOCKS)),
        np.array(senses, np.float32) if embed else None,
        np.array(cue_rows, np.float32),
        _right(texts),
        np.array([one.author for one in texts]),
        np.array([one.batch for one in texts]),
    )


def join_examples(one: Examples, other: Examples) -> Examples:
    """Put two sets together."""
    both = (one, other)
    senses = [each.sense for each in both if each.sense is not None]
    return Examples(
        tuple(
            sparse.csr_matrix(sparse.vstack(blocks))
            for blocks in zip(one.counts, other.counts, strict=True)
        ),
        np.concatenate(senses) if len(senses) == len(both) else None,
        np.concatenate([each.cues for each in both]),
        {name: np.concatenate([each.right[name] for each in both]) for name in CODES},
        np.concatenate([each.authors for each in both]),
        np.concatenate([each.batches for each in both]),
    )


def _right(texts: Sequence[Authored]) -> dict[str, Whole]:
    def place(name: str, code: str) -> int:
        return CODES[name].index(code) if code in CODES[name] else -1

    return {
        "service": np.array([place("service", one.service) for one in texts], np.int32),
        "service_kind": np.array([place("service_kind", one.kind) for one in texts], np.int32),
        "danger": np.array([place("danger", one.danger or NONE) for one in texts], np.int32),
    }


def _count_matrix(rows: list[Whole]) -> sparse.csr_matrix:
    buckets, values, begins = [], [], [0]
    for row in rows:
        once, times = np.unique(row, return_counts=True)
        buckets.append(once)
        values.append(1 + np.log(times))
        begins.append(begins[-1] + len(once))
    data = np.concatenate(values).astype(np.float32)
    return sparse.csr_matrix((data, np.concatenate(buckets), begins), (len(rows), grams.SIZE))


def rarity(counts: Sequence[sparse.csr_matrix]) -> Floats:
    """Say how rare each bucket is (smooth inverse document frequency)."""
    held = sum(np.bincount(block.indices, minlength=grams.SIZE) for block in counts)
    rare: Floats = (np.log((1 + counts[0].shape[0]) / (1 + held)) + 1).astype(np.float32)
    # As the model keeps it, so that training and reading weigh alike.
    return rare.astype(np.float16).astype(np.float32)


def weigh_counts(counts: Sequence[sparse.csr_matrix], idf: Floats) -> sparse.csr_matrix:
    """Weigh the pieces; each block has length 1, and all share the buckets."""
    total = None
    for block in counts:
        heavy = block @ sparse.diags(idf)
        length = np.sqrt(np.asarray(heavy.multiply(heavy).sum(1)).ravel())
        unit = sparse.diags(1 / np.maximum(length, 1e-6)) @ heavy
        total = unit if total is None else total + unit
    return sparse.csr_matrix(total, dtype=np.float32)


def dense(some: Examples, centre: Floats, *, full: bool) -> Floats:
    """Give the dense part as the reader makes it."""
    if not full or some.sense is None:
        return some.cues
    centred_senses = np.stack([centre_sense(sense, centre) for sense in some.sense])
    return np.concatenate([centred_senses, some.cues], 1)
