"""Learning the linear heads, and how sure they may be."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.svm import LinearSVC

from townline.platform.triage.reader.features import Floats
from townline.platform.triage.reader.heads import NONE
from townline.platform.triage.reader.model import FORMAT, Model, Weights
from townline.training import calibrate
from townline.training.calibrate import Rows
from townline.training.examples import CODES, Examples, dense, rarity, weigh_counts
from townline.training.texts import Authored
from townline.training.words import WORDS

# What the parts weigh against each other, and how strict the learner is with itself; chosen by
# leaving whole authors out.
_SENSE, _CUES, _PHRASE = 0.8, 0.3, 0.6
_FEWEST = 2
_STRICT = {"service": 0.6, "service_kind": 0.3, "danger": 0.6}


def digest(texts: Iterable[Authored]) -> str:
    """Name a set of texts by what stands in them and how it is marked."""
    made = hashlib.sha256()
    for one in texts:
        made.update(repr((one.text, one.service, one.kind, one.danger)).encode())
    return made.hexdigest()[:16]


def fit(some: Examples, *, about: dict[str, Any]) -> Model:
    """Learn a model from all examples, calibrated on predictions for texts left out."""
    idf, centre, full = learn(some, full=True)
    _, _, plain = learn(some, full=False)
    heads: dict[str, dict[str, Any]] = {
        name: {"codes": list(codes)} for name, codes in CODES.items()
    }
    for kind in ("full", "plain"):
        calibrated = calibrate.heads(some, partial(learn, full=kind == "full"))
        for name, numbers in calibrated.items():
            heads[name] |= {kind: numbers}
    return Model({"format": FORMAT, "heads": heads} | about, idf, centre, full, plain)


def learn(
    some: Examples, *, full: bool, names: Sequence[str] = tuple(CODES)
) -> tuple[Floats, Floats, Weights]:
    """Learn these heads; give the rarities, the centre of the senses and the weights."""
    idf = rarity(some.counts)
    centre = np.zeros(0, np.float32) if some.sense is None else some.sense.mean(0)
    pieces, dense_part = weigh_counts(some.counts, idf), dense(some, centre, full=full)
    gains = np.full(dense_part.shape[1], _CUES, np.float32)
    gains[: dense_part.shape[1] - some.cues.shape[1]] = _SENSE
    table = sparse.csr_matrix(sparse.hstack([pieces, sparse.csr_matrix(dense_part * gains)]))
    made = [_head(name, table, some) if name in names else _empty(name, table) for name in CODES]
    if "danger" in names:
        _calm(*made[list(CODES).index("danger")], table, some)
    whole = np.concatenate([weights for weights, _ in made], 1)
    size = pieces.shape[1]
    bias = np.concatenate([moved for _, moved in made])
    return idf, centre, _pack_weights(whole[:size], whole[size:] * gains[:, None], bias)


def _empty(name: str, table: sparse.csr_matrix) -> tuple[Floats, Floats]:
    most = len(CODES[name])
    return np.zeros((table.shape[1], most), np.float32), np.full(most, -9.0, np.float32)


def _head(name: str, table: sparse.csr_matrix, some: Examples) -> tuple[Floats, Floats]:
    known = np.flatnonzero(some.right[name] >= 0)
    weights, bias = _empty(name, table)
    places = np.unique(some.right[name][known])
    if len(places) < _FEWEST:
        bias[places] = 1.0
        return weights, bias
    learner = _learner(name)
    learner.fit(table[known], some.right[name][known], sample_weight=_heavy(some, known))
    # Of two classes the learner tells one only.
    two = len(places) == _FEWEST
    weights[:, places] = (np.vstack([-learner.coef_, learner.coef_]) if two else learner.coef_).T
    bias[places] = [-learner.intercept_[0], learner.intercept_[0]] if two else learner.intercept_
    return weights, bias


def _calm(weights: Floats, bias: Floats, table: sparse.csr_matrix, some: Examples) -> None:
    """Learn ``none`` against all dangers together: each by itself they would outweigh it."""
    none = CODES["danger"].index(NONE)
    known = np.flatnonzero(some.right["danger"] >= 0)
    calm = some.right["danger"][known] == none
    if calm.all() or not calm.any():
        return
    learner = _learner("danger")
    learner.fit(table[known], calm, sample_weight=_heavy(some, known))
    weights[:, none], bias[none] = learner.coef_[0], learner.intercept_[0]


def _learner(name: str) -> LinearSVC:
    return LinearSVC(C=_STRICT[name], class_weight="balanced", tol=1e-3, random_state=0)


def _heavy(some: Examples, rows: Rows) -> Floats:
    made: Floats = np.where(some.authors[rows] == WORDS, _PHRASE, 1.0).astype(np.float32)
    return made


def _pack_weights(pieces: Floats, dense_part: Floats, bias: Floats) -> Weights:
    scale = np.maximum(np.abs(pieces).max(0), 1e-6) / 127
    small = np.rint(pieces / scale).astype(np.int8)
    return Weights(small, scale.astype(np.float32), dense_part.astype(np.float32), bias)
