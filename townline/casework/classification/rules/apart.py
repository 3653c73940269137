"""Whether a text that opened a finished case again is plainly about something else.

Everything must speak for it, since a complaint that is torn from its case starts from nothing:
the reader is sure of another service, no guess on either side meets, the text is long enough to
tell a matter, looks back at nothing, and has no word in common with what was said before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from townline.platform.core.text import likeness

_LONG = 20  # letters; what is shorter is mostly an address, a number, "not yet"
_MIN_LETTERS = 10  # letters; with fewer nothing was told before that this could differ from
_FAINT = 0.05  # a service that a text may be about at all
_KNOWN = 0.9  # from here on the earlier matter is known by its reading alone


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTopics:
    """A text: its words, its likely services and how probable each is, the name of its place."""

    words: str
    services: Mapping[str, float]
    place: str = ""


def is_plain(words: str, back: Iterable[str]) -> bool:
    """Say whether a text tells a matter of its own, whatever was said before.

    ``back``: words that speak of what was before (still, again), reduced to letters.
    """
    letters = f" {likeness.letters(words)}"
    return _letters(words) >= _LONG and not any(likeness.stands(word) in letters for word in back)


def is_apart(text: TextTopics, before: Sequence[TextTopics], *, decided: str) -> bool:
    """Say whether a plain text, read surely, is about another matter than those before it.

    ``decided``: the service that a person gave the case, or "".
    """
    known = {decided} if decided else {_best(one) for one in before if _top(one) >= _KNOWN}
    if not known or not text.services or max(_letters(one.words) for one in before) < _MIN_LETTERS:
        return False
    mine = {service for service, share in text.services.items() if share >= _FAINT}
    theirs = {s for one in before for s, share in one.services.items() if share >= _FAINT}
    places = {one.place for one in before if one.place}
    return not (
        mine & known
        or _best(text) in theirs
        or text.place in places
        or _stems(text.words) & {stem for one in before for stem in _stems(one.words)}
    )


def _letters(words: str) -> int:
    return len(likeness.letters(words).replace(" ", ""))


def _best(text: TextTopics) -> str:
    return max(text.services, key=lambda one: text.services[one], default="")


def _top(text: TextTopics) -> float:
    return max(text.services.values(), default=0.0)


def _stems(words: str) -> set[str]:
    """Give how the words begin: what follows in Korean is mostly grammar."""
    return {word[:2] for word in likeness.letters(words).split() if len(word) > 1}
