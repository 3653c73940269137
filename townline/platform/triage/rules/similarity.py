"""How likely two texts are about the same thing, and why: pure arithmetic on their marks."""

import datetime as dt
import math
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from townline.platform.triage.rules.similarity_weights import BIAS, WEIGHTS
from townline.platform.triage.rules.similarity_words import Marks, telling

SHOWN_FROM = 0.3
MOST = 5
_EARTH = 6_371_000.0
_FULL = 127.0 * 127.0
_UNLIKE = 0.8  # the embedding gives this much to any two texts
_SOME, _SOME_SENSE = 0.12, 0.6  # below, texts have next to nothing in common
_UNTOLD = 0.75
_MANY = 0.22  # as few texts share that are about different things
_TELLING = 20.0  # what three rare words in common weigh
_EVENT = 0.3  # from this probability on a text tells of a kind of event
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
class ComparedText:
    """A text as it is compared. ``vector``: 384 signed bytes, or empty.

    ``words`` and ``grams`` are its telling marks; ``kinds``: of which events, how probably.
    """

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
    kinds: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for it.

    ``kind``: ``place`` (value: its name), ``distance`` (metres), ``dong`` (its name), ``words``
    (the shared stems), ``time`` (hours between), ``photo``, ``sender`` and ``meaning`` (none).
    """

    kind: str
    value: str | float | tuple[str, ...] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """Something earlier that is likely the same: whose, by which text, probability, reasons."""

    subject: str
    reference: str
    score: float
    reasons: tuple[Reason, ...] = field(default=())


def metres(one: ComparedText, other: ComparedText) -> float | None:
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
    top, *norms = (_squares(side, weigh) for side in (both, mine, theirs))
    return top / math.sqrt(norms[0] * norms[1]) if all(norms) else 0.0


def _squares(numbers: Iterable[int], weigh: Weigh) -> float:
    heavy = [*map(weigh, numbers)]
    return math.sumprod(heavy, heavy)


def meaning(mine: bytes, theirs: bytes) -> float | None:
    """Give the cosine of two vectors, or None where one is missing."""
    if not mine or not theirs or len(mine) != len(theirs):
        return None
    return math.sumprod(array("b", mine), array("b", theirs)) / _FULL


def bits(one: int, other: int) -> int:
    """Count the bits in which two 64-bit hashes differ."""
    return ((one ^ other) & 0xFFFFFFFFFFFFFFFF).bit_count()


def photos_apart(mine: Sequence[int], theirs: Sequence[int]) -> int | None:
    """Give the fewest bits between any two photos, or None where there are not two."""
    return min((bits(a, b) for a in mine for b in theirs), default=None)


def signs(
    one: ComparedText, other: ComparedText, weigh: Weigh, weigh_pairs: Weigh
) -> dict[str, float]:
    """Give what is weighed of two texts, by name; each about 0 to 1, ``far`` and ``old`` more."""
    pairs, own = (share(*each, weigh_pairs) for each in _grams(one, other))
    like = meaning(one.vector, other.vector)
    sense = 0.0 if like is None else max(0.0, like - _UNLIKE) / (1 - _UNLIKE)
    apart, photos = metres(one, other), photos_apart(one.photos, other.photos)
    nowhere = float(apart is None)
    old = math.log1p(abs((one.at - other.at).total_seconds()) / 3600 / 12)
    return {
        "pairs": pairs,
        "rare": min(1.0, sum(map(weigh, set(one.words) & set(other.words))) / _TELLING),
        "sense": sense,
        "no_sense": float(like is None),
        "unlike": _unlike(pairs, sense if like else 0.0),
        "own_unlike": _unlike(own, sense if like else 0.0),
        "plain_pairs": pairs if like is None else 0.0,
        "nowhere": nowhere,
        "nowhere_pairs": nowhere * pairs,
        "nowhere_sense": nowhere * sense,
        "far": 0.0 if apart is None else math.log1p(apart / 20),
        "old": old,
        "place": _same(one.place, other.place),
        "other_place": _other(one.place, other.place),
        "dong": _same(one.dong, other.dong),
        "other_dong": _other(one.dong, other.dong),
        "service": _same(one.service, other.service),
        "other_service": _other(one.service, other.service),
        "event": float(_one_event(one.kinds, other.kinds)),
        "photo": float(photos is not None and photos <= _BITS_ALIKE),
        "photo_near": float(photos is not None and _BITS_ALIKE < photos <= _BITS_NEAR),
        "sender": _same(one.sender, other.sender),
    }


def _grams(
    one: ComparedText, other: ComparedText
) -> tuple[tuple[Sequence[int], Sequence[int]], ...]:
    """Give the pairs of letters of both; then without those of the place that both name."""
    both = (one.grams, other.grams)
    if not one.place or one.place != other.place:
        return both, both
    named = set(_of_place(one.place).grams)
    return both, (
        [n for n in one.grams if n not in named],
        [n for n in other.grams if n not in named],
    )


@lru_cache(maxsize=2_000)
def _of_place(name: str) -> Marks:
    return telling(name)


def _unlike(pairs: float, sense: float) -> float:
    return max(0.0, 1 - pairs / _SOME) * max(0.0, 1 - sense / _SOME_SENSE)


def _one_event(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    return any(min(one[kind], other[kind]) >= _EVENT for kind in one.keys() & other.keys())


def _same(one: str, other: str) -> float:
    return float(bool(one) and one == other)


def _other(one: str, other: str) -> float:
    return float(bool(one and other) and one != other)


def score(found: dict[str, float]) -> float:
    """Give the probability (0 to 1) that texts with these signs are about the same thing."""
    power = BIAS + sum(WEIGHTS.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, power))))


def is_worth_showing(found: dict[str, float]) -> bool:
    """Say whether it is worth showing: only what is one matter, by service or by event.

    At one place there is much to tell of, and at one time even more: place and time alone do not
    speak for it, nor does the name of the place, and without a place the words must. The same
    picture is the same matter.
    """
    if found["photo"]:
        return True
    if found["other_service"] and not found["event"]:
        return False
    if found["photo_near"]:
        return True
    pairs, sense = found["pairs"], found["sense"]
    if not found["nowhere"] or found["place"]:
        return found["own_unlike"] < _UNTOLD
    return pairs >= _MANY or (pairs >= _SOME and sense >= _SOME_SENSE)


# Why two texts look like the same thing, as a person would say it: at most four reasons.

_NEAR = 1_000.0  # metres; beyond, a distance speaks for nothing
_WORDS = 3
_SENSE = 0.6


def reasons(
    one: ComparedText,
    other: ComparedText,
    found: dict[str, float],
    weigh: Weigh,
    stems: dict[int, str],
) -> tuple[Reason, ...]:
    """Give what speaks for it, strongest first; ``stems`` are the words behind the numbers."""
    some = [
        *_where(one, other),
        *_photo_reasons(found),
        Reason("time", abs((one.at - other.at).total_seconds()) / 3600),
        *_words(one, other, found, weigh, stems),
    ]
    return tuple(some)


def _where(one: ComparedText, other: ComparedText) -> list[Reason]:
    place_reasons: list[Reason] = []
    apart = metres(one, other)
    if one.place and one.place == other.place:
        place_reasons.append(Reason("place", one.place))
    if apart is not None and apart <= _NEAR:
        place_reasons.append(Reason("distance", float(round(apart))))
    if not place_reasons and one.dong and one.dong == other.dong:
        place_reasons.append(Reason("dong", one.dong))
    return place_reasons


def _photo_reasons(found: dict[str, float]) -> list[Reason]:
    some = [Reason("photo")] if found["photo"] or found["photo_near"] else []
    return [*some, Reason("sender")] if found["sender"] else some


def _words(
    one: ComparedText,
    other: ComparedText,
    found: dict[str, float],
    weigh: Weigh,
    stems: dict[int, str],
) -> list[Reason]:
    both = [each for each in set(one.words) & set(other.words) if each in stems]
    both.sort(key=lambda each: (-weigh(each), stems[each]))
    if both:
        return [Reason("words", tuple(stems[each] for each in both[:_WORDS]))]
    return [Reason("meaning")] if found["sense"] >= _SENSE else []
