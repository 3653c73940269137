"""Many texts in memory, so that the earlier ones worth comparing are found as the index does."""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable

from townline.platform.triage.rules.common_words import common, common_pair, weight
from townline.platform.triage.rules.similarity import ComparedText, Weigh

_FINE, _WIDE = 0.0006, 0.003  # degrees: some 60 and 300 m
_NEAR, _AROUND, _WORD, _LAST = 60, 100, 80, 80
_RARE = 5
_ALIKE = 200  # so many texts of any district are taken to have come before


class Pool:
    """Texts that came so far, oldest first."""

    def __init__(self) -> None:
        self.texts: list[ComparedText] = []
        self._fine: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._wide: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._words: dict[int, list[int]] = defaultdict(list)
        self._grams: Counter[int] = Counter()

    def add(self, text: ComparedText) -> None:
        """Take up a text that is not older than any before."""
        at = len(self.texts)
        self.texts.append(text)
        for squares, step in ((self._fine, _FINE), (self._wide, _WIDE)):
            if square := _square(text, step):
                squares[square].append(at)
        for word in text.words:
            self._words[word].append(at)
        self._grams.update(text.grams)

    def worth(self, text: ComparedText, within: dt.timedelta | None = None) -> list[ComparedText]:
        """Give the earlier ones worth comparing, in no order."""
        found = {*self._near(text, self._fine, _FINE, _NEAR)}
        found |= {*self._near(text, self._wide, _WIDE, _AROUND)}
        rare = sorted(text.words, key=lambda word: len(self._words.get(word, ())))[:_RARE]
        for word in rare:
            found.update(self._words.get(word, ())[-_WORD:])
        found.update(range(max(0, len(self.texts) - _LAST), len(self.texts)))
        some = [self.texts[at] for at in found]
        return [one for one in some if within is None or text.at - one.at <= within]

    def _near(
        self, text: ComparedText, squares: dict[tuple[int, int], list[int]], step: float, most: int
    ) -> Iterable[int]:
        square = _square(text, step)
        if square is None:
            return []
        row, column = square
        some = [
            at
            for y in (-1, 0, 1)
            for x in (-1, 0, 1)
            for at in squares.get((row + y, column + x), ())[-most:]
        ]
        return sorted(some)[-most:]

    def weights(self) -> tuple[Weigh, Weigh]:
        """Give what weighs stems and pairs by how often they stood in what came so far."""
        many = len(self.texts) + _ALIKE
        words, grams = self._words, self._grams

        def word(number: int) -> float:
            return weight((len(words.get(number, ())) + _ALIKE * common(number)) / many)

        def pair(number: int) -> float:
            return weight((grams[number] + _ALIKE * common_pair(number)) / many)

        return word, pair


def _square(text: ComparedText, step: float) -> tuple[int, int] | None:
    if text.latitude is None or text.longitude is None:
        return None
    return math.floor(text.latitude / step), math.floor(text.longitude / step)
