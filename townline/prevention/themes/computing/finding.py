"""From texts to themes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from townline.platform.triage.nouns import nouns
from townline.prevention.themes.computing.copies import copies
from townline.prevention.themes.computing.grouping import labels
from townline.prevention.themes.computing.naming import name_of, words_of
from townline.prevention.themes.computing.shapes import NONE, Found, Ints
from townline.prevention.themes.computing.terms import terms
from townline.prevention.themes.computing.vectors import vectors

type Tell = Callable[[str], None]

_EVERY = 5_000
LEAST = 3  # texts of a theme
_MOSTLY = 0.5


def themes(
    texts: Sequence[str], *, places: frozenset[str] = frozenset(), tell: Tell = lambda _: None
) -> list[Found]:
    """Find the themes of texts, the largest first; the same for the same texts in that order.

    ``places``: names that say where, in small letters. ``tell`` hears how far it is.
    """
    different = list(dict.fromkeys(texts))
    said = _said(different, places, tell)
    known = vectors(said)
    if known is None:
        return []
    tell("grouping")
    place_of = {text: at for at, text in enumerate(different)}
    kinds = np.array([place_of[text] for text in texts])
    tell("looking for copies")
    same = copies(texts)
    found = _with_copies(labels(known), [kinds[list(group)] for group in same])
    return _found(kinds, said, found, frozenset(chain.from_iterable(same)))


def _with_copies(found: Ints, groups: list[Ints]) -> Ints:
    """Let what was passed on, and lies in no theme, be one: it is few different texts."""
    for group in groups:
        if (found[group] == NONE).mean() > _MOSTLY:
            found[group] = found.max() + 1
    return found


def _said(texts: Sequence[str], places: frozenset[str], tell: Tell) -> list[tuple[str, ...]]:
    said: list[tuple[str, ...]] = []
    for each in nouns(texts):
        said.append(terms(each, places))
        if len(said) % _EVERY == 0:
            tell(f"words of {len(said):,} of {len(texts):,} texts")
    return said


def _found(
    kinds: Ints, said: list[tuple[str, ...]], found: Ints, same: frozenset[int]
) -> list[Found]:
    words = words_of(said, found)
    members: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(found[kinds].tolist()):
        if label != NONE:
            members[label].append(at)
    made = [
        Found(name_of(words[label]), words[label], tuple(each), same.intersection(each))
        for label, each in members.items()
        if len(each) >= LEAST and words[label]
    ]
    return sorted(made, key=lambda one: (-len(one.members), one.name))


def sizes(found: Sequence[Found]) -> int:
    """Count the texts that have a theme."""
    return int(np.sum([len(one.members) for one in found], dtype=np.int64))
