"""What a theme is called: words that stand in it and not elsewhere (class-based TF-IDF)."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from townline.prevention.policy.themes.computing.shapes import NONE, Ints

_WORDS, _NAME = 12, 3
_APART = " · "
_AROUND = 0.6
_WIDE = 0.05  # of a theme's texts that have a word at least, for it to name them


def words_of(text_terms: Sequence[tuple[str, ...]], found: Ints) -> list[tuple[str, ...]]:
    """Give the most telling words of each theme, the best first."""
    many = int(found.max(initial=NONE)) + 1
    counts: list[Counter[str]] = [Counter() for _ in range(many)]
    for words, label in zip(text_terms, found, strict=True):
        if label != NONE:
            counts[label].update(set(words))
    sizes = np.bincount(found[found != NONE], minlength=many)
    whole: Counter[str] = sum(counts, Counter())
    mean = sum(whole.values()) / max(1, many)
    return [_best(count, whole, mean, int(size)) for count, size in zip(counts, sizes, strict=True)]


def name_of(words: Sequence[str]) -> str:
    """Name a theme by its best words, without one that another of them holds."""
    chosen: list[str] = []
    for word in words:
        if any(word in other or other in word for other in chosen):
            continue
        chosen.append(word)
        if len(chosen) == _NAME:
            break
    return _APART.join(chosen)


def _best(count: Counter[str], whole: Counter[str], mean: float, size: int) -> tuple[str, ...]:
    least = max(1.0, _WIDE * size)
    weights = {
        word: much / size * float(np.log1p(mean / whole[word]))
        for word, much in count.items()
        if much >= least
    }
    ranked = sorted(weights, key=lambda word: (-weights[word], -len(word), word))
    return tuple(dict.fromkeys(_whole(word, count) for word in ranked))[:_WORDS]


def _whole(word: str, count: Counter[str]) -> str:
    """Give the longer word that most of a word's texts have around it: 반지하 for 지하."""
    around = [
        each for each, much in count.items() if word in each and much >= _AROUND * count[word]
    ]
    return max(around, key=lambda each: (len(each), each))
