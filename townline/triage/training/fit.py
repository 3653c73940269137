"""Learning the linear heads, and how sure they may be."""

import hashlib
from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from townline.triage.reader.features import Floats
from townline.triage.reader.model import FORMAT, Model, Weights
from townline.triage.training import calibrate
from townline.triage.training.examples import CODES, Examples, dense, rarity, weighed
from townline.triage.training.texts import Authored

# What the parts weigh against each other; chosen by leaving whole authors out.
_SENSE, _CUES = 1.0, 0.3
_STRICT = {"service": 0.5, "service_kind": 0.5, "danger": 4.0}


def digest(texts: Iterable[Authored]) -> str:
    """Name a set of texts by what stands in them and how it is marked."""
    made = hashlib.sha256()
    for one in texts:
        made.update(repr((one.text, one.service, one.kind, one.danger)).encode())
    return made.hexdigest()[:16]


def fit(some: Examples, *, about: dict[str, Any]) -> Model:
    """Learn a model from all examples, calibrated on predictions for authors left out."""
    out = {full: calibrate.left_out(some, partial(learn, full=full)) for full in (True, False)}
    idf, centre, full = learn(some, full=True)
    _, _, plain = learn(some, full=False)
    heads = {
        name: {
            "codes": list(codes),
            "full": calibrate.head(name, out[True], some),
            "plain": calibrate.head(name, out[False], some),
        }
        for name, codes in CODES.items()
    }
    return Model({"format": FORMAT, "heads": heads} | about, idf, centre, full, plain)


def learn(some: Examples, *, full: bool) -> tuple[Floats, Floats, Weights]:
    """Learn all heads; give the rarities, the centre of the senses and the weights."""
    idf = rarity(some.counts)
    centre = np.zeros(0, np.float32) if some.sense is None else some.sense.mean(0)
    pieces, beside = weighed(some.counts, idf), dense(some, centre, full=full)
    gains = np.full(beside.shape[1], _CUES, np.float32)
    gains[: beside.shape[1] - some.cues.shape[1]] = _SENSE
    table = sparse.csr_matrix(sparse.hstack([pieces, sparse.csr_matrix(beside * gains)]))
    columns, bias = [], []
    for name, codes in CODES.items():
        made, moved = _head(name, table, some, len(codes))
        columns.append(made)
        bias.append(moved)
    whole = np.concatenate(columns, 1)
    size = pieces.shape[1]
    return idf, centre, _packed(whole[:size], whole[size:] * gains[:, None], np.concatenate(bias))


def _head(name: str, table: sparse.csr_matrix, some: Examples, most: int) -> tuple[Floats, Floats]:
    known = np.flatnonzero(some.right[name] >= 0)
    places = some.right[name][known]
    learner = (
        LogisticRegression(C=_STRICT[name], class_weight="balanced", max_iter=300)
        if name == "danger"
        else LinearSVC(C=_STRICT[name], class_weight="balanced")
    )
    learner.fit(table[known], places)
    weights, bias = np.zeros((table.shape[1], most), np.float32), np.full(most, -9.0, np.float32)
    weights[:, learner.classes_] = learner.coef_.T
    bias[learner.classes_] = learner.intercept_
    return weights, bias


def _packed(pieces: Floats, beside: Floats, bias: Floats) -> Weights:
    scale = np.maximum(np.abs(pieces).max(0), 1e-6) / 127
    small = np.rint(pieces / scale).astype(np.int8)
    return Weights(small, scale.astype(np.float32), beside.astype(np.float32), bias)
