"""Which texts tell of one event: pure, and the same for the same texts.

Each pair is weighed by what happened, what the words and their sense share, where and when; then
the likeliest pairs are joined first, as long as two groups are alike on the average. The weights
were fitted (logistic regression) on the texts in ``data/triage/incidents``, backgrounds included.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from townline.triage.rules.alike import distance, meaning
from townline.triage.rules.happenings import WIDE

_JOIN = -0.3  # what a pair of groups must exceed on the average
_ALONE = -1.75  # of two texts of which nothing more is known
_UNTOLD = -1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text to be grouped.

    ``kinds`` as ``happenings`` gives them. ``services``: the likeliest with their probabilities.
    ``at``, ``latitude``, ``longitude`` None, ``dong`` "": not known.
    """

    key: str
    kinds: Mapping[str, int] = field(default_factory=dict)
    vector: bytes = b""
    services: Mapping[str, float] = field(default_factory=dict)
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None
    at: dt.datetime | None = None


def groups(items: Sequence[Item], join: float = _JOIN) -> list[int]:
    """Give for each text the number of its group; who stands alone has one of its own.

    ``join``: what two groups must exceed on the average; the higher, the fewer are put together.
    """
    powers = {
        pair: affinity(items[pair[0]], items[pair[1]])
        for pair in combinations(range(len(items)), 2)
    }
    owner = list(range(len(items)))
    members = {at: [at] for at in owner}
    for (one, other), power in sorted(powers.items(), key=lambda each: (-each[1], each[0])):
        if power <= join:
            break
        mine, theirs = owner[one], owner[other]
        if mine != theirs and _average(members[mine], members[theirs], powers) > join:
            for at in members[theirs]:
                owner[at] = mine
            members[mine] += members.pop(theirs)
    return owner


def _average(
    mine: Sequence[int], theirs: Sequence[int], powers: Mapping[tuple[int, int], float]
) -> float:
    pairs = [(min(a, b), max(a, b)) for a in mine for b in theirs]
    return sum(powers[pair] for pair in pairs) / len(pairs)


def affinity(one: Item, other: Item) -> float:
    """Say how much speaks for (above 0) or against two texts telling of one event; log odds."""
    wide = bool(set(one.kinds) & set(other.kinds) & WIDE)
    told = _ALONE + _what(one, other) + _sense(one, other) + _when(one, other)
    # What comes over a whole district is one event wherever it is.
    return told if wide else told + _dongs(one, other) + _apart(one, other)


def _what(one: Item, other: Item) -> float:
    if set(one.kinds) & set(other.kinds):
        return 4.5
    if one.kinds and other.kinds:
        return -1.85
    return -0.3 if one.kinds or other.kinds else 0.0


def _sense(one: Item, other: Item) -> float:
    same = sum(min(odds, other.services.get(code, 0.0)) for code, odds in one.services.items())
    sense = meaning(one.vector, other.vector)
    if not same and not set(one.kinds) & set(other.kinds):
        # On a busy day everything is near: time and place alone are no event.
        return _UNTOLD
    return 2.5 * same + (0.0 if sense is None else 2.9 * (sense - 0.85) - 0.45)


def _when(one: Item, other: Item) -> float:
    if one.at is None or other.at is None:
        return 0.0
    hours = abs((one.at - other.at).total_seconds()) / 3600
    near = 0.5 * math.exp(-hours / 6) + 1.55 * math.exp(-hours / 24)
    return 0.43 + near - 3.9 * min(hours / 72, 3.0)


def _dongs(one: Item, other: Item) -> float:
    if not one.dong or not other.dong:
        return 0.0
    return 0.14 if one.dong == other.dong else -5.6


def _apart(one: Item, other: Item) -> float:
    mine, theirs = (one.latitude, one.longitude), (other.latitude, other.longitude)
    if mine[0] is None or mine[1] is None or theirs[0] is None or theirs[1] is None:
        return 0.0
    metres = distance(mine[0], mine[1], theirs[0], theirs[1])
    near = 1.4 * math.exp(-metres / 200) + 1.9 * math.exp(-metres / 1500)
    return 0.08 + near - 1.9 * min(metres / 3000, 1.5)


def b_cubed(found: Sequence[int], true: Sequence[object]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of a grouping against the true one, after B-cubed."""
    rows = list(zip(found, true, strict=True))
    if not rows:
        return 0.0, 0.0, 0.0
    both, mine, theirs = Counter(rows), Counter(found), Counter(true)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(rows)
    recall = sum(n * n / theirs[label] for (_, label), n in both.items()) / len(rows)
    return precision, recall, 2 * precision * recall / (precision + recall)
