"""Which texts tell of one event: pure, and the same for the same texts.

Each pair is weighed by what happened, what the words and their sense share, where and when; then
the likeliest pairs are joined first, as long as two groups are alike on the average.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from townline.triage.rules.alike import Weigh, distance, meaning, share
from townline.triage.rules.common_words import common_pair, weight
from townline.triage.rules.happenings import WIDE

_JOIN = 0.0  # what a pair of groups must exceed on the average
_NEAR = 1_500.0  # metres
_LONG, _LONGER = 72.0, 120.0  # hours between texts of one event, and of a wide one
_UNLIKE = 0.915  # of the embedding: any two texts of residents have as much


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A text to be grouped. ``kinds`` as ``happenings`` gives them; ``at`` None: not known."""

    key: str
    kinds: Mapping[str, int] = field(default_factory=dict)
    grams: Sequence[int] = ()
    vector: bytes = b""
    service: str = ""
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None
    at: dt.datetime | None = None


def usual(number: int) -> float:
    """Weigh a pair of letters by how common it is in any district."""
    return weight(common_pair(number))


def groups(items: Sequence[Item], weigh: Weigh = usual) -> list[int]:
    """Give for each text the number of its group; who stands alone has one of its own."""
    powers = {
        pair: power
        for pair in combinations(range(len(items)), 2)
        if (power := affinity(items[pair[0]], items[pair[1]], weigh)) != 0.0
    }
    owner = list(range(len(items)))
    members = {at: [at] for at in owner}
    for (one, other), power in sorted(powers.items(), key=lambda each: (-each[1], each[0])):
        if power <= _JOIN:
            break
        mine, theirs = owner[one], owner[other]
        if mine != theirs and _average(members[mine], members[theirs], powers) > _JOIN:
            for at in members[theirs]:
                owner[at] = mine
            members[mine] += members.pop(theirs)
    return owner


def _average(
    mine: Sequence[int], theirs: Sequence[int], powers: Mapping[tuple[int, int], float]
) -> float:
    pairs = [(min(a, b), max(a, b)) for a in mine for b in theirs]
    return sum(powers.get(pair, 0.0) for pair in pairs) / len(pairs)


def affinity(one: Item, other: Item, weigh: Weigh = usual) -> float:
    """Say how much speaks for (above 0) or against two texts telling of one event; -3 to 3."""
    shared = set(one.kinds) & set(other.kinds)
    power = _what(one, other, shared) + _words(one, other, weigh)
    return power + _where(one, other, wide=_wide(one, other, shared)) + _when(one, other, shared)


def _wide(one: Item, other: Item, shared: set[str]) -> bool:
    return bool(shared & WIDE) or (not shared and bool((set(one.kinds) | set(other.kinds)) & WIDE))


def _what(one: Item, other: Item, shared: set[str]) -> float:
    same = 0.0
    if one.service and other.service:
        same = 0.3 if one.service == other.service else -0.3
    if shared:
        return 1.2 + same
    if one.kinds and other.kinds:
        return same - 0.7
    return same - (0.6 if one.kinds or other.kinds else 0.9)


def _words(one: Item, other: Item, weigh: Weigh) -> float:
    pairs = min(0.5, share(one.grams, other.grams, weigh) * 2)
    sense = meaning(one.vector, other.vector)
    return pairs + (0.0 if sense is None else max(-0.4, min(0.5, (sense - _UNLIKE) * 9)))


def _where(one: Item, other: Item, *, wide: bool) -> float:
    if wide:
        return 0.0
    if None not in (one.latitude, one.longitude, other.latitude, other.longitude):
        apart = distance(
            one.latitude or 0, one.longitude or 0, other.latitude or 0, other.longitude or 0
        )
        return 0.3 if apart <= _NEAR else -2.2
    if one.dong and other.dong:
        return 0.4 if one.dong == other.dong else -2.2
    return -0.2


def _when(one: Item, other: Item, shared: set[str]) -> float:
    if one.at is None or other.at is None:
        return 0.0
    hours = abs((one.at - other.at).total_seconds()) / 3600
    most = _LONGER if shared & WIDE else _LONG
    if hours > most:
        return -3.0
    return -0.4 * hours / most


def b_cubed(found: Sequence[int], true: Sequence[object]) -> tuple[float, float, float]:
    """Give precision, recall and F1 of a grouping against the true one, after B-cubed."""
    rows = list(zip(found, true, strict=True))
    if not rows:
        return 0.0, 0.0, 0.0
    both, mine, theirs = Counter(rows), Counter(found), Counter(true)
    precision = sum(n * n / mine[group] for (group, _), n in both.items()) / len(rows)
    recall = sum(n * n / theirs[label] for (_, label), n in both.items()) / len(rows)
    return precision, recall, 2 * precision * recall / (precision + recall)
