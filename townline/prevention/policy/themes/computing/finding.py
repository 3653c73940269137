"""From texts to themes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np

from townline.platform.triage.nouns import nouns
from townline.prevention.policy.themes.computing.copies import copies
from townline.prevention.policy.themes.computing.grouping import labels
from townline.prevention.policy.themes.computing.naming import name_of, words_of
from townline.prevention.policy.themes.computing.shapes import NONE, Found, Ints
from townline.prevention.policy.themes.computing.terms import terms
from townline.prevention.policy.themes.computing.vectors import vectors

type Reporter = Callable[[str], None]

_EVERY = 5_000
LEAST = 3  # texts of a theme
_MOSTLY = 0.5


def themes(
    texts: Sequence[str], *, places: frozenset[str] = frozenset(), report: Reporter = lambda _: None
) -> list[Found]:
    """Find the themes of texts, the largest first; the same for the same texts in that order.

    ``places``: names that say where, in small letters. ``report`` hears how far it is.
    """
    different = list(dict.fromkeys(texts))
    text_terms = _text_terms(different, places, report)
    known = vectors(text_terms)
    if known is None:
        return []
    report("grouping")
    place_of = {text: at for at, text in enumerate(different)}
    kinds = np.array([place_of[text] for text in texts])
    report("looking for copies")
    same = copies(texts)
    found = _with_copies(labels(known), [kinds[list(group)] for group in same])
    return _make_themes(kinds, text_terms, found, frozenset(chain.from_iterable(same)))


def _with_copies(found: Ints, groups: list[Ints]) -> Ints:
    """Let what was passed on, and lies in no theme, be one: it is few different texts."""
    for group in groups:
        if (found[group] == NONE).mean() > _MOSTLY:
            found[group] = found.max() + 1
    return found


def _text_terms(
    texts: Sequence[str], places: frozenset[str], report: Reporter
) -> list[tuple[str, ...]]:
    text_terms: list[tuple[str, ...]] = []
    for each in nouns(texts):
        text_terms.append(terms(each, places))
        if len(text_terms) % _EVERY == 0:
            report(f"words of {len(text_terms):,} of {len(texts):,} texts")
    return text_terms


def _make_themes(
    kinds: Ints, text_terms: list[tuple[str, ...]], found: Ints, same: frozenset[int]
) -> list[Found]:
    words = words_of(text_terms, found)
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
