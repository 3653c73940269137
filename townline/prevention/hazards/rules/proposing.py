"""Which kind of hazard a text speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """What proposes a kind: one of these words; in cases of these services only, if any."""

    words: tuple[str, ...]
    services: frozenset[str]


def propose_kind(kinds: Mapping[str, Wanted], words: str, service: str | None) -> str:
    """Give the kind whose longest word is said, "" for none.

    A kind that names services waits until the case has one of them. Spaces and letters' case do
    not matter.
    """
    text = _fold(words)
    found = [
        (len(_fold(word)), code)
        for code, wanted in kinds.items()
        if not wanted.services or service in wanted.services
        for word in wanted.words
        if _fold(word) in text
    ]
    # Of words as long the kind that the district names first.
    return max(found, key=lambda one: one[0])[1] if found else ""


def _fold(words: str) -> str:
    return "".join(filter(str.isalnum, words.lower()))
