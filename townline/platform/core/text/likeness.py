"""Whether a later text of the same resident is about another matter: simple, and explainable.

Two signs are weighed: the services whose hint words a text holds, and how many of its words
(pairs of letters, so that Korean endings matter little) stand in what was said before.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

_LETTERS = re.compile(r"[^\W\d_]+")
_ENOUGH = 8  # a text with fewer letters says too little to be told apart
_WHOLE = 40  # one with so many tells a matter of its own


@dataclass(frozen=True, slots=True)
class Hints:
    """Hint words by service, folded, and from which score a text opens its own case or is asked.

    ``own_case_at``: opens its own case by itself; ``suggest_at``: a person is asked.
    ``is_stop``: whether a word is written about anything, and tells of no matter.
    """

    words: Mapping[str, tuple[str, ...]]
    own_case_at: float = 0.95
    suggest_at: float = 0.7
    is_stop: Callable[[str], bool] = lambda _: False


def letters(text: str) -> str:
    """Reduce a text to its letters, words apart."""
    return " ".join(_LETTERS.findall(text.lower()))


def services_in(text: str, hints: Hints) -> frozenset[str]:
    """Name the services that a text's words hint at.

    Korean words stand anywhere, with what grammar puts on them; others only at a word's start.
    """
    normalized = f" {letters(text)}"
    return frozenset(
        service
        for service, words in hints.words.items()
        if any(stands(word) in normalized for word in words)
    )


@cache
def stands(word: str) -> str:
    """Give a hint word as it is looked for."""
    return word if "가" <= word[0] <= "힣" else f" {word}"


def pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring letters within a text's words."""
    return frozenset(
        word[at : at + 2] for word in letters(text).split() for at in range(max(len(word) - 1, 1))
    )


def otherness(text: str, before: Iterable[str], hints: Hints) -> float:
    """Say from 0 (the same matter) to 1 (another one) how foreign a text is to what was said.

    Half of it is that its services are others; the rest that its words are, and that it is long
    enough to tell a matter. Without hint words on both sides, or with a service that both hint
    at, it is 0: most later texts add to the matter.
    """
    length = len(letters(text).replace(" ", ""))
    if length < _ENOUGH:
        return 0.0
    earlier = list(before)
    mine = services_in(text, hints)
    theirs = frozenset().union(*(services_in(one, hints) for one in earlier))
    if not mine or not theirs or mine & theirs:
        return 0.0
    known = frozenset().union(*(pairs(one) for one in earlier))
    own = pairs(text)
    foreign = 1 - len(own & known) / len(own)
    return 0.5 + 0.3 * foreign + 0.2 * min(length / _WHOLE, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTopic:
    """What a complaint is about: its words without places, the places, the service if known."""

    words: str
    places: frozenset[str] = frozenset()
    service: str | None = None


_BY_WORDS = 0.6  # share of the shorter text's letter pairs, when nothing else speaks for it
_SIGN = 0.2  # by how much less a shared place, and a shared service, make do


def is_same(one: ComplaintTopic, other: ComplaintTopic, hints: Hints) -> bool:
    """Say whether two complaints are likely the same: content and place; people say the rest.

    Another service or another place, where both are known, makes it another matter; which service
    nobody has named yet, hint words tell. Words of courtesy and the like do not count, and a text
    without others says nothing.
    """
    if _apart(_services(one, hints), _services(other, hints)) or _apart(one.places, other.places):
        return False
    mine, theirs = (pairs(_telling(each.words, hints)) for each in (one, other))
    if not mine or not theirs:
        return False
    share = len(mine & theirs) / min(len(mine), len(theirs))
    if not _BY_WORDS - 2 * _SIGN <= share < _BY_WORDS:
        return share >= _BY_WORDS  # whatever else speaks for it
    services = services_in(one.words, hints) & services_in(other.words, hints)
    signs = bool(one.places & other.places) + bool(services or (one.service and other.service))
    return share >= _BY_WORDS - signs * _SIGN


def _services(matter: ComplaintTopic, hints: Hints) -> frozenset[str]:
    return frozenset({matter.service}) if matter.service else services_in(matter.words, hints)


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _telling(words: str, hints: Hints) -> str:
    return " ".join(word for word in letters(words).split() if not hints.is_stop(word))
