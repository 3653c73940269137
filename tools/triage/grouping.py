"""Learning which texts tell of one event: what ``weigh_grouping`` runs.

Makes the weights of the happenings (``data/triage/incidents/happenings.bin``) and those of the
signs (``rules/grouping_weights.py``). For these every file of events is weighed as operation
would see it: by what was learnt without it, once with its times and positions, among everyday
texts, and once without.
"""

import base64
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from tools.triage.happenings import events, everything, labelled_texts, pack_weights
from townline.platform.triage.reader.reading import Answer
from townline.platform.triage.rules.grouping import GroupingItem, b_cubed, cluster_items, signs
from townline.platform.triage.rules.grouping_weights import WEIGHTS
from townline.platform.triage.rules.incident_type_odds import Odds, unpack_odds
from townline.platform.triage.rules.incident_types import happenings, mix_shares
from townline.platform.triage.rules.places import Gazetteer
from townline.platform.triage.rules.similarity_words import marks
from townline.platform.triage.services.incident_types import FILE
from townline.training.incidents import item

_NAMES = tuple(WEIGHTS)
_WITHOUT = ("time", "lat", "lon")
_JOINS = np.linspace(-7, 0, 29)
# Firmer than fitted, since two power cuts at two places are two: most files tell of one small
# district, where events are near one another. Files left out lost less than 0.01 by it.
_BY_HAND = {"elsewhere": -4.5, "far": -4.0}

type Floats = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The pairs of one file: where they stand, their signs, and whether each is one event.

    ``labels``: the incident of each text, "" for an everyday one.
    """

    name: str
    labels: list[str]
    pairs: tuple[Floats, Floats]
    rows: Floats
    right: Floats


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights of the signs, and how each file did by those of the others; ``name``: F1."""

    bias: float
    weights: dict[str, float]
    left_out: dict[str, float]


def texts() -> list[str]:
    """Give all texts that must be read before anything can be learnt."""
    rows = [str(row["text"]) for file in events().values() for row in file]
    return sorted({*rows, *(text for text, _ in labelled_texts())})


def learn(read: Mapping[str, Answer]) -> None:
    """Learn the happenings from everything, and keep the weights."""
    FILE.write_bytes(pack_weights(everything(), _vectors(read)))


def fit_signs(read: Mapping[str, Answer], grounds: Mapping[str, Gazetteer]) -> Fitted:
    """Fit the signs; ``grounds``: the gazetteer of each file, by its name."""
    some: list[Weighed] = []
    for name, rows in events().items():
        odds, known = unpack_odds(pack_weights(everything(name), _vectors(read))), grounds[name]
        labelled_rows = [row for row in rows if row.get("incident")]
        plain = [{k: v for k, v in row.items() if k not in _WITHOUT} for row in labelled_rows]
        some.append(_weigh_pairs(f"{name}, words alone", _items(plain, read, known, odds), plain))
        some.append(_weigh_pairs(name, _items(rows, read, known, odds), rows))
    left_out = {}
    for name in events():
        others = [one for one in some if not one.name.startswith(name)]
        bias, weights = _fit(others)
        for one in some:
            if one not in others:
                left_out[one.name] = _score(one, weights, -bias)
    bias, weights = _fit(some)
    return Fitted(bias, dict(zip(_NAMES, weights.tolist(), strict=True)), left_out)


def _vectors(read: Mapping[str, Answer]) -> dict[str, bytes]:
    return {text: base64.b64decode(answer["vector"]) for text, answer in read.items()}


def _items(
    rows: Sequence[Mapping[str, Any]], read: Mapping[str, Answer], known: Gazetteer, odds: Odds
) -> list[GroupingItem]:
    made = []
    for row in rows:
        answer, seen = read[row["text"]], marks(row["text"])
        vector = base64.b64decode(answer["vector"])
        kinds = mix_shares(odds.of(seen.words, seen.grams, vector), happenings(row["text"]))
        services = {code: share for code, share, *_ in answer["services"]}
        made.append(item(row, vector, services, known, kinds))
    return made


def _weigh_pairs(
    name: str, items: Sequence[GroupingItem], rows: Sequence[Mapping[str, Any]]
) -> Weighed:
    ones, others = np.triu_indices(len(items), 1)
    found = [signs(one, other) for one, other in combinations(items, 2)]
    labels = [str(row.get("incident") or "") for row in rows]
    own = np.array(labels)
    table = np.array([[each.get(sign, 0.0) for sign in _NAMES] for each in found])
    return Weighed(
        name, labels, (ones, others), table, (own[ones] == own[others]) & (own[ones] != "")
    )


def _fit(some: Sequence[Weighed]) -> tuple[float, Floats]:
    """Fit the weights, then choose above what two groups are joined; the bias holds both."""
    rows, right = np.vstack([one.rows for one in some]), np.concatenate([o.right for o in some])
    # A file counts by its texts, not by its pairs.
    much = np.concatenate([np.full(len(one.right), 1 / len(one.labels)) for one in some])
    spread = rows.std(0) + 1e-6
    model = LogisticRegression(C=1.0, max_iter=500)
    model.fit(rows / spread, right, sample_weight=much / much.mean())
    weights: Floats = model.coef_[0] / spread
    for name, weight in _BY_HAND.items():
        weights[_NAMES.index(name)] = weight
    join = max(_JOINS, key=lambda join: sum(_score(one, weights, join) for one in some))
    return -float(join), weights


def _score(one: Weighed, weights: Floats, join: float) -> float:
    size = len(one.labels)
    square = np.zeros((size, size))
    square[one.pairs] = one.rows @ weights
    square += square.T
    labelled = [at for at, label in enumerate(one.labels) if label]
    powers = [array("d", row.tolist()) for row in square[np.ix_(labelled, labelled)]]
    return b_cubed(cluster_items(powers, join), [one.labels[at] for at in labelled])[2]
