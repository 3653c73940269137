"""How sure the reader may be: measured on texts of authors it did not learn from."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from townline.triage.reader.features import Floats
from townline.triage.reader.heads import NONE, Head
from townline.triage.reader.model import Weights
from townline.triage.training.examples import CODES, Examples, dense, weighed

PRECISION = 0.95
RECALL = 0.98
_FALSE_ALARMS = 0.05
type Learn = Callable[[Examples], tuple[Floats, Floats, Weights]]


def left_out(some: Examples, learn: Learn) -> Floats:
    """Give the scores of each text by a reader that read nothing of its author."""
    scores = np.zeros((len(some), sum(map(len, CODES.values()))), np.float32)
    for author in sorted(set(some.authors.tolist())):
        rows = np.flatnonzero(some.authors == author)
        others = np.flatnonzero(some.authors != author)
        scores[rows] = scored(some.part(rows), *learn(some.part(others)))
    return scores


def scored(some: Examples, idf: Floats, centre: Floats, weights: Weights) -> Floats:
    """Score many at once, as the reader does one."""
    pieces = weighed(some.counts, idf)
    full = weights.dense.shape[0] > some.cues.shape[1]
    beside = dense(some, centre, full=full) @ weights.dense
    made: Floats = (
        pieces @ weights.sparse.astype(np.float32) * weights.scale + beside + weights.bias
    )
    return made


def head(name: str, scores: Floats, some: Examples) -> dict[str, Any]:
    """Choose the warmth and the threshold of one head."""
    known = np.flatnonzero(some.right[name] >= 0)
    right, own = some.right[name][known], scores[known]
    made = Head(CODES[name], _begin(name), _warmth(name, own, right), 1.0)
    shares = made.probabilities(own)
    chosen = {"service": sure, "service_kind": spam, "danger": alarm}[name](shares, right)
    return {"warmth": round(made.warmth, 4), "threshold": round(chosen, 4)}


def _begin(name: str) -> int:
    names = list(CODES)
    return sum(len(CODES[each]) for each in names[: names.index(name)])


def _warmth(name: str, scores: Floats, right: npt.NDArray[np.int32]) -> float:
    def loss(warmth: float) -> float:
        shares = Head(CODES[name], _begin(name), warmth, 1.0).probabilities(scores)
        return float(-np.log(shares[np.arange(len(right)), right] + 1e-9).mean())

    return float(min(np.geomspace(0.3, 12, 60), key=loss))


def sure(shares: Floats, right: npt.NDArray[np.int32]) -> float:
    """Give the least probability from which on 95 of 100 first guesses are right."""
    first, best = shares.max(1), shares.argmax(1) == right
    order = np.argsort(-first)
    precise = np.cumsum(best[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precise >= PRECISION)
    return float(first[order][enough[-1]]) if len(enough) else 1.0


def spam(shares: Floats, right: npt.NDArray[np.int32]) -> float:
    """Set aside only what is surely spam: one resident in a hundred at most is taken for it."""
    told = shares[:, CODES["service_kind"].index("spam")]
    ordinary = told[right != CODES["service_kind"].index("spam")]
    return max(0.5, float(np.quantile(ordinary, 0.998)))


def alarm(shares: Floats, right: npt.NDArray[np.int32]) -> float:
    """Find 98 of 100 dangers if that alarms at most 5 of 100 ordinary texts; else as many."""
    none = CODES["danger"].index(NONE)
    risk = 1 - shares[:, none]
    wanted = float(np.quantile(risk[right != none], 1 - RECALL))
    allowed = float(np.quantile(risk[right == none], 1 - _FALSE_ALARMS))
    # Where not both can be had, between them: a life counts more than a look in vain.
    return wanted if wanted >= allowed else float(np.sqrt(wanted * allowed))
