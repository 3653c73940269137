"""Which texts tell of the same: dense places first, then what they share, then the rest."""

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.cluster import HDBSCAN
from sklearn.preprocessing import normalize

from townline.prevention.policy.themes.computing.shapes import NONE, Floats, Ints, Matrix
from townline.prevention.policy.themes.computing.vectors import Vectors

# HDBSCAN takes the square of them: 15,000 take half a minute, 100,000 most of an hour.
SAMPLE = 15_000
_LEAST, _PER = 5, 600
_NEIGHBOURS = 5
# Fitted on generated texts of 20 planted themes among 40% of others (see the tests).
_TOGETHER = 0.92  # cosine distance, average linkage: 1 is nothing in common
_JOINS = 0.3  # cosine of a text and a theme from which on it belongs there


def labels(known: Vectors) -> Ints:
    """Give the number of each text's theme, NONE for a text without one."""
    telling = np.flatnonzero(np.abs(known.senses).sum(axis=1) > 0)
    sample = _sample(telling)
    dense = _dense(known.senses[sample])
    found = np.full(len(known.senses), NONE)
    found[sample] = dense
    found = _together(known.words, found)
    return _rest(known.words, found)


def _sample(telling: Ints) -> Ints:
    if len(telling) <= SAMPLE:
        return telling
    chosen = np.random.default_rng(1).choice(telling, SAMPLE, replace=False)
    return np.asarray(np.sort(chosen))


def _dense(senses: Floats) -> Ints:
    least = max(_LEAST, len(senses) // _PER)
    if len(senses) < 2 * least:
        return np.full(len(senses), NONE)
    made = HDBSCAN(min_cluster_size=least, min_samples=_NEIGHBOURS, copy=True)
    return np.asarray(made.fit_predict(senses), np.int64)


def centres(words: Matrix, found: Ints) -> Floats:
    """Give the mean words of each theme, a row each, of unit length."""
    return np.asarray(normalize(_sums(words, found)), np.float32)


def _sums(words: Matrix, found: Ints) -> Matrix:
    from scipy import sparse  # noqa: PLC0415 -- beside its only use

    own = np.flatnonzero(found != NONE)
    many = int(found.max()) + 1 if len(own) else 0
    shape = (many, len(found))
    return sparse.csr_matrix((np.ones(len(own), np.float32), (found[own], own)), shape) @ words


def _together(words: Matrix, found: Ints) -> Ints:
    """Join small dense places that share their words: one thing is said in several ways."""
    many = int(found.max(initial=NONE)) + 1
    if many < 2:  # noqa: PLR2004 -- nothing to compare
        return found
    made = normalize(_sums(words, found))
    apart = np.clip(1 - np.asarray((made @ made.T).todense(), np.float64), 0, None)
    np.fill_diagonal(apart, 0)
    joined = fcluster(linkage(squareform(apart, checks=False), "average"), _TOGETHER, "distance")
    return np.where(found == NONE, NONE, joined[found] - 1)


def _rest(words: Matrix, found: Ints) -> Ints:
    """Put what lay nowhere dense, and was not in the sample, with the theme that it is like."""
    if not (found != NONE).any():
        return found
    like = np.asarray((words @ normalize(_sums(words, found)).T).todense())
    best, much = like.argmax(axis=1), like.max(axis=1)
    return np.where(found != NONE, found, np.where(much >= _JOINS, best, NONE))
