"""How likely two texts are about the same thing, and why: pure arithmetic on their marks."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import mul
from typing import Protocol

from townline.triage.rules.alike_weights import BIAS, WEIGHTS

SHOWN_FROM = 0.5
MOST = 5
_EARTH = 6_371_000.0
_FULL = 127.0 * 127.0
_BITS_ALIKE, _BITS_NEAR = 8, 14  # of 64 that differ: the same picture, perhaps the same sight

# How much a word tells: the rarer, the more.
type Weigh = Callable[[int], float]


class Where(Protocol):
    """What is asked of a place, whoever found it."""

    @property
    def name_ko(self) -> str: ...
    @property
    def dong(self) -> str: ...
    @property
    def latitude(self) -> float | None: ...
    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A text as it is compared. ``vector``: 384 signed bytes, or empty."""

    reference: str
    subject: str
    at: dt.datetime
    words: Sequence[int] = ()
    grams: Sequence[int] = ()
    vector: bytes = b""
    place: str = ""
    dong: str = ""
    latitude: float | None = None
    longitude: float | None = None
    photos: Sequence[int] = ()
    service: str = ""
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for it.

    ``kind``: ``place`` (value: its name), ``distance`` (metres), ``dong`` (its name), ``words``
    (the shared stems), ``time`` (hours between), ``photo``, ``sender`` and ``meaning`` (none).
    """

    kind: str
    value: str | float | tuple[str, ...] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Something earlier that is likely the same: whose, by which text, probability, reasons."""

    subject: str
    reference: str
    score: float
    reasons: tuple[Reason, ...] = field(default=())


def metres(one: Seen, other: Seen) -> float | None:
    """Give the distance in metres, or None where either place is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    return distance(
        one.latitude or 0, one.longitude or 0, other.latitude or 0, other.longitude or 0
    )


def distance(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """Give the metres between two near points in degrees; flat, which is exact enough here."""
    east = math.radians(lon2 - lon) * math.cos(math.radians((lat + lat2) / 2))
    return _EARTH * math.hypot(math.radians(lat2 - lat), east)


def share(mine: Sequence[int], theirs: Sequence[int], weigh: Weigh) -> float:
    """Give the cosine of two sets of numbers, each weighed by how much it tells; 0 to 1."""
    if not mine or not theirs:
        return 0.0
    both = set(mine) & set(theirs)
    if not both:
        return 0.0
    top = sum(weigh(each) ** 2 for each in both)
    norms = [sum(weigh(each) ** 2 for each in side) for side in (mine, theirs)]
    return top / math.sqrt(norms[0] * norms[1]) if all(norms) else 0.0


def meaning(mine: bytes, theirs: bytes) -> float | None:
    """Give the cosine of two vectors, or None where one is missing."""
    if not mine or not theirs or len(mine) != len(theirs):
        return None
    return sum(map(mul, memoryview(mine).cast("b"), memoryview(theirs).cast("b"))) / _FULL


def bits(one: int, other: int) -> int:
    """Count the bits in which two 64-bit hashes differ."""
    return ((one ^ other) & 0xFFFFFFFFFFFFFFFF).bit_count()


def photos_apart(mine: Sequence[int], theirs: Sequence[int]) -> int | None:
    """Give the fewest bits between any two photos, or None where there are not two."""
    return min((bits(a, b) for a in mine for b in theirs), default=None)


def signs(one: Seen, other: Seen, weigh: Weigh, weigh_pairs: Weigh) -> dict[str, float]:
    """Give what is weighed of two texts, by name; each about 0 to 1, ``far`` and ``old`` more."""
    words, pairs = share(one.words, other.words, weigh), share(one.grams, other.grams, weigh_pairs)
    like = meaning(one.vector, other.vector)
    apart, photos = metres(one, other), photos_apart(one.photos, other.photos)
    hours = abs((one.at - other.at).total_seconds()) / 3600
    found = {
        "words": words,
        "pairs": pairs,
        "meaning": max(0.0, like) if like is not None else 0.0,
        "no_meaning": float(like is None),
        "words_alone": max(words, pairs) if like is None else 0.0,
        "place": float(bool(one.place) and one.place == other.place),
        "other_place": float(bool(one.place and other.place) and one.place != other.place),
        "dong": float(bool(one.dong) and one.dong == other.dong),
        "other_dong": float(bool(one.dong and other.dong) and one.dong != other.dong),
        "nowhere": float(apart is None),
        "far": 0.0 if apart is None else math.log1p(apart / 20),
        "near": 0.0 if apart is None else math.exp(-apart / 60),
        "old": math.log1p(hours / 12),
        "today": math.exp(-hours / 24),
        "service": float(bool(one.service) and one.service == other.service),
        "other_service": float(
            bool(one.service and other.service) and one.service != other.service
        ),
        "photo": float(photos is not None and photos <= _BITS_ALIKE),
        "photo_near": float(photos is not None and _BITS_ALIKE < photos <= _BITS_NEAR),
        "sender": float(bool(one.sender) and one.sender == other.sender),
    }
    found["near_like"] = found["near"] * max(pairs, found["meaning"])
    return found


def score(found: dict[str, float]) -> float:
    """Give the probability (0 to 1) that texts with these signs are about the same thing."""
    power = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, power))))
