"""How sure the reader may be: measured on texts that it did not learn from.

Services and kinds are judged with whole authors left out. For the dangers whole files are: a
few authors wrote most of them.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

import numpy as np
import numpy.typing as npt

from townline.platform.triage.reader.features import Floats, Whole
from townline.platform.triage.reader.heads import NONE, Head
from townline.platform.triage.reader.model import Weights
from townline.training.examples import CODES, Examples, dense, weigh_counts
from townline.training.texts import ALARMING
from townline.training.words import WORDS

PRECISION = 0.95
_AUTHORS = 0.875
FALSE_ALARMS = 0.06
_OTHERS_AS_SPAM = 0.004
_PARTS = 5
_SPAM_LEAST = 0.35


class Learn(Protocol):
    """Learn some heads; the others stay empty."""

    def __call__(
        self, some: Examples, *, names: Sequence[str]
    ) -> tuple[Floats, Floats, Weights]: ...


type Rows = npt.NDArray[np.int64]
type Numbers = dict[str, float]


def heads(some: Examples, learn: Learn) -> dict[str, Numbers]:
    """Choose warmth and threshold of each head."""
    # Only what is looked at is learnt: it takes most of the time.
    authors = _parts(some.authors, some)
    by_author = left_out(some, partial(learn, names=("service", "service_kind")), authors)
    by_file = left_out(some, partial(learn, names=("danger",)), _parts(some.batches, some))
    return {
        "service": service(by_author, some),
        "service_kind": kinds(by_author, some),
        "danger": dangers(by_file, some),
    }


def _parts(named: npt.NDArray[np.str_], some: Examples) -> list[npt.NDArray[np.bool_]]:
    """Leave each name's texts out together; few parts, as each is learnt anew."""
    names = sorted(set(named[some.authors != WORDS].tolist()))
    return [np.isin(named, names[n::_PARTS]) for n in range(_PARTS)]


def left_out(
    some: Examples,
    learn: Callable[[Examples], tuple[Floats, Floats, Weights]],
    parts: list[npt.NDArray[np.bool_]],
) -> Floats:
    """Give the scores of each text by a reader that did not read its part; else NaN."""
    scores = np.full((len(some), sum(map(len, CODES.values()))), np.nan, np.float32)
    for part in parts:
        rows, others = np.flatnonzero(part), np.flatnonzero(~part)
        if len(rows) and len(others):
            scores[rows] = score_examples(some.part(rows), *learn(some.part(others)))
    return scores


def score_examples(some: Examples, idf: Floats, centre: Floats, weights: Weights) -> Floats:
    """Score many at once, as the reader does one."""
    full = weights.dense.shape[0] > some.cues.shape[1]
    made: Floats = (
        weigh_counts(some.counts, idf) @ weights.sparse.astype(np.float32) * weights.scale
    )
    made += dense(some, centre, full=full) @ weights.dense + weights.bias
    return made


def known_rows(name: str, scores: Floats, some: Examples) -> Rows:
    """Give the rows whose code is known and that were scored."""
    return np.flatnonzero((some.right[name] >= 0) & ~np.isnan(scores[:, 0]))


def begin(name: str) -> int:
    """Say where the scores of a head begin."""
    names = list(CODES)
    return sum(len(CODES[each]) for each in names[: names.index(name)])


def service(scores: Floats, some: Examples) -> Numbers:
    """Find from which probability on 95 of 100 first guesses are right.

    Some write more alike than strangers do: it must hold for seven of eight authors by themselves.
    """
    rows = known_rows("service", scores, some)
    # A text that alarms is never sure: a person looks at it in any case.
    calm = some.right["danger"] <= CODES["danger"].index(NONE)
    rows = rows[calm[rows]]
    warmth, shares, right = _warm("service", scores[rows], some.right["service"][rows])
    first, hit = shares.max(1), shares.argmax(1) == right
    own = [some.authors[rows] == one for one in np.unique(some.authors[rows])]
    each = [_precise(first[mine], hit[mine]) for mine in own]
    threshold = float(np.quantile(each, _AUTHORS)) if each else 1.0
    return {"warmth": warmth, "threshold": round(threshold, 4)}


def _precise(first: Floats, hit: npt.NDArray[np.bool_]) -> float:
    order = np.argsort(-first)
    precise = np.cumsum(hit[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precise >= PRECISION)
    return float(first[order][enough[-1]]) if len(enough) else 1.0


def kinds(scores: Floats, some: Examples) -> Numbers:
    """Set aside as spam what hardly any resident's text looks like."""
    rows = known_rows("service_kind", scores, some)
    right = some.right["service_kind"][rows]
    warmth, shares, right = _warm("service_kind", scores[rows], right)
    spam = CODES["service_kind"].index("spam")
    ordinary = shares[right != spam, spam]
    least = float(np.quantile(ordinary, 1 - _OTHERS_AS_SPAM)) if len(ordinary) else 1.0
    return {"warmth": warmth, "threshold": round(max(_SPAM_LEAST, least), 4)}


def dangers(scores: Floats, some: Examples) -> Numbers:
    """Alarm for as much as 6 of 100 ordinary texts allow; those meant to alarm do not count."""
    rows = known_rows("danger", scores, some)
    none = CODES["danger"].index(NONE)
    calm = some.right["danger"][rows] == none
    score = scores[rows, begin("danger") + none]
    warmth, shift = fit_risk(score, calm)
    head = Head(CODES["danger"], begin("danger"), warmth, 1.0, shift)
    usual = calm & ~np.isin(some.authors[rows], ALARMING)
    risk = head.risk(scores[rows])
    threshold = float(np.quantile(risk[usual], 1 - FALSE_ALARMS)) if usual.any() else 0.5
    return {"warmth": warmth, "shift": shift, "threshold": round(threshold, 4)}


def _warm(name: str, scores: Floats, right: Whole) -> tuple[float, Floats, Whole]:
    def shares(warmth: float) -> Floats:
        return Head(CODES[name], begin(name), warmth, 1.0).probabilities(scores)

    def loss(warmth: float) -> float:
        return float(-np.log(shares(warmth)[np.arange(len(right)), right] + 1e-9).mean())

    grid: list[float] = np.geomspace(0.3, 12, 60).tolist()
    best: float = min(grid, key=loss)
    warmth = round(best, 4)
    return warmth, shares(warmth), right


def fit_risk(score: Floats, calm: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Find the warmth and the shift that make a probability of danger of the score of ``none``."""

    def loss(numbers: tuple[float, float]) -> float:
        chance = 1 / (1 + np.exp(score * numbers[0] - numbers[1]))
        return float(-np.log(np.where(calm, 1 - chance, chance) + 1e-9).mean())

    grid = [(w, s) for w in np.geomspace(0.5, 8, 25) for s in np.linspace(-4, 3, 36)]
    warmth, shift = min(grid, key=loss)
    return round(float(warmth), 4), round(float(shift), 4)
