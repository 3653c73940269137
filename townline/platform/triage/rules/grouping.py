"""Which texts tell of one event: pure, and the same for the same texts.

Each pair is weighed by what may be happening, what it is about, where and when; then the likeliest
groups are joined, as long as two are alike on the average. ``tools/triage/grouping.py`` fitted the
weights (logistic regression) on texts of events, with times and positions and without.
"""

import datetime as dt
import math
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from townline.platform.triage.rules.grouping_weights import BIAS, WEIGHTS
from townline.platform.triage.rules.incident_types import WIDE
from townline.platform.triage.rules.similarity import distance

_LITTLE = 0.001  # in common, of what may be happening: a logarithm needs some
_UNTOLD = -1.2  # on a busy day everything is near: time and place alone are no event


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupingItem:
    """A text to be grouped; what is empty or None is not known.

    ``kinds``: what may be happening, with probabilities. ``services``: the likeliest with theirs.
    ``place``: a name; ``dongs``: every name that shares ground with ``dong``. Degrees are WGS 84.
    """

    key: str
    kinds: Mapping[str, float] = field(default_factory=dict)
    services: Mapping[str, float] = field(default_factory=dict)
    place: str = ""
    dong: str = ""
    dongs: frozenset[str] = frozenset()
    latitude: float | None = None
    longitude: float | None = None
    at: dt.datetime | None = None


def groups(items: Sequence[GroupingItem], join: float = 0.0) -> list[int]:
    """Give for each text the number of its group; who stands alone has one of its own.

    ``join``: what two groups must exceed on the average; the higher, the fewer are put together.
    It takes time and memory with the square of how many there are: 600 take about a second.
    """
    powers = [array("d", [0.0]) * len(items) for _ in items]
    for one, mine in enumerate(items):
        for other in range(one):
            powers[one][other] = powers[other][one] = affinity(mine, items[other])
    return cluster_items(powers, join)


def cluster_items(powers: list["array[float]"], join: float) -> list[int]:
    """Join what is alike above ``join`` by average linkage; ``powers`` are changed on the way.

    Follows nearest neighbours until two are each other's.
    """
    members = {at: [at] for at in range(len(powers))}
    owner, open_, chain = list(members), set(members), list[int]()
    while open_:
        at = chain[-1] if chain else min(open_)
        chain = chain or [at]
        near = _nearest(powers[at], open_ - {at}, chain[-2] if len(chain) > 1 else at)
        if near is None or powers[at][near] <= join:
            open_.discard(at)  # no later group comes nearer on the average than its parts
            chain.pop()
        elif near in chain[-2:-1]:
            chain = chain[:-2]
            _join(powers, open_, members, (min(at, near), max(at, near)))
        else:
            chain.append(near)
    for label, some in members.items():
        for at in some:
            owner[at] = label
    return owner


def _nearest(row: Sequence[float], others: set[int], before: int) -> int | None:
    # Of equals the one before: else two would follow one another for ever.
    return max(others, key=lambda other: (row[other], other == before, -other), default=None)


def _join(
    powers: list["array[float]"],
    open_: set[int],
    members: dict[int, list[int]],
    pair: tuple[int, int],
) -> None:
    one, other = pair
    mine, theirs = len(members[one]), len(members[other])
    open_.discard(other)
    for at in open_ - {one}:
        both = powers[one][at] * mine + powers[other][at] * theirs
        powers[one][at] = powers[at][one] = both / (mine + theirs)
    members[one] += members.pop(other)


def affinity(one: GroupingItem, other: GroupingItem) -> float:
    """Say how much speaks for (above 0) or against two texts telling of one event; log odds."""
    found = signs(one, other)
    power = BIAS + sum(WEIGHTS[name] * value for name, value in found.items())
    return power if found["happening"] > math.log(3 * _LITTLE) else min(power, _UNTOLD)


def signs(one: GroupingItem, other: GroupingItem) -> dict[str, float]:
    """Give what is weighed of two texts, by name; what is not known is left out."""
    mine, theirs = one.kinds, other.kinds
    both = {kind: much * theirs[kind] for kind, much in mine.items() if kind in theirs}
    shared = sum(both.values())
    found = {"happening": math.log(shared + _LITTLE), "service": _service(one, other)}
    # What comes over a whole district is one event wherever it is.
    wide = sum(much for kind, much in both.items() if kind in WIDE) / (shared + _LITTLE)
    found |= {name: value * (1 - wide) for name, value in _where(one, other).items()}
    return found | _when(one, other)


def _service(one: GroupingItem, other: GroupingItem) -> float:
    return sum(min(odds, other.services.get(code, 0.0)) for code, odds in one.services.items())


def _where(one: GroupingItem, other: GroupingItem) -> dict[str, float]:
    mine, theirs = (one.latitude, one.longitude), (other.latitude, other.longitude)
    if None not in mine and None not in theirs:
        metres = distance(mine[0] or 0, mine[1] or 0, theirs[0] or 0, theirs[1] or 0)
        return {
            "placed": 1.0,
            "beside": math.exp(-metres / 200),
            "near": math.exp(-metres / 1500),
            "far": min(metres / 3000, 1.5),
        }
    if one.place and one.place == other.place:
        return {"same": 1.0}
    if not one.dong or not other.dong:
        return {}
    same = one.dong == other.dong or other.dong in one.dongs
    return {"same": 1.0} if same else {"elsewhere": 1.0}


def _when(one: GroupingItem, other: GroupingItem) -> dict[str, float]:
    if one.at is None or other.at is None:
        return {}
    hours = abs((one.at - other.at).total_seconds()) / 3600
    return {
        "timed": 1.0,
        "hours": math.exp(-hours / 6),
        "day": math.exp(-hours / 24),
        "days": min(hours / 72, 3.0),
    }


def b_cubed(found: Sequence[int], true: Sequence[object]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of a grouping against the true one, after B-cubed."""
    rows = list(zip(found, true, strict=True))
    if not rows:
        return 0.0, 0.0, 0.0
    both, mine, theirs = Counter(rows), Counter(found), Counter(true)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(rows)
    recall = sum(n * n / theirs[label] for (_, label), n in both.items()) / len(rows)
    return precision, recall, 2 * precision * recall / (precision + recall)
