"""Words that people type on a phone, understood with slips of the finger.

A text counts only as a whole: what merely holds such a word is a matter and is never taken for
one. Hangul is compared by its letters (jamo), as it is typed: ``상테`` is one slip from ``상태``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

_NOISE = re.compile(r"[\W_]+")
# Letters without a syllable (ㅋㅋ, ㅠㅠ), as NFKC writes them.
_LOOSE = "ᄀ-ᇿ㄰-㆏"
_TAIL = re.compile(rf"(?<=[^{_LOOSE}])[{_LOOSE}]+$")
LONGEST = 40  # signs; a word to the line is short
_FEWEST = 4  # letters; with fewer, nearly every other word is one slip away
_MOST = 2
_LONG = 13  # letters from which two slips are understood


def fold_text(text: str) -> str:
    """Reduce to letters and digits in one way of writing them, as words are compared."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


def jamo(word: str) -> str:
    """Take Hangul syllables apart into the letters they are typed with."""
    return unicodedata.normalize("NFD", word)


def slips(one: str, other: str, most: int) -> int:
    """Count the slips between two words: a letter too many, too few, wrong, or two swapped.

    More than ``most`` are told as ``most + 1``.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, sign in enumerate(one):
        before, last, row = row, before, [at + 1]
        for to, letter in enumerate(other):
            cost = min(before[to] + (sign != letter), before[to + 1] + 1, row[to] + 1)
            if at and to and sign == other[to - 1] and letter == one[at - 1]:
                cost = min(cost, last[to - 1] + 1)
            row.append(cost)
        if min(row) > most and min(before) > most:
            return most + 1
    return min(row[-1], most + 1)


def allowed_slips(word: str) -> int:
    """Say how many slips a word (as jamo) is understood with."""
    if len(word) < _FEWEST:
        return 0
    return _MOST if len(word) >= _LONG else 1


def split_known(folded: str, words: Iterable[str]) -> tuple[str, ...] | None:
    """Split a short folded text into known folded words; None where it holds anything else."""
    ordered = sorted({*words} - {""}, key=len, reverse=True)

    @cache
    def rest(at: int) -> tuple[str, ...] | None:
        if at == len(folded):
            return ()
        for word in ordered:
            if folded.startswith(word, at) and (found := rest(at + len(word))) is not None:
                return word, *found
        return None

    return rest(0) if len(folded) <= LONGEST else None


class Lexicon:
    """Knows which group of words a whole text is of.

    ``groups``: name to phrases. ``polite``: what may stand around them ("주세요"). ``never``: real
    words that are near one of them and mean something else; danger first of all.
    """

    def __init__(
        self,
        groups: Mapping[str, Iterable[str]],
        *,
        polite: Iterable[str] = (),
        never: Iterable[str] = (),
    ) -> None:
        self._group = {fold_text(w): name for name, words in groups.items() for w in words}
        self._group.pop("", None)
        self._signs = {
            w.strip(): name for name, words in groups.items() for w in words if not fold_text(w)
        }
        self._letters = [
            (letters, frozenset(letters), name)
            for word, name in self._group.items()
            for letters in (jamo(word),)
        ]
        # Several rooms ask about one text, one after another.
        self.find = lru_cache(maxsize=256)(self._find)
        self._never = frozenset(map(fold_text, never))
        ends = {fold_text(word) for word in polite} - {""}
        self._polite = sorted(ends, key=len, reverse=True)

    def _find(self, body: str) -> str:
        """Give the name of the group; "" for a text that is something else."""
        if len(body) > LONGEST:
            return ""
        whole = fold_text(body)
        if not whole:
            return self._signs.get(body.strip(), "")
        forms = list(dict.fromkeys((whole, *self._bared(_TAIL.sub("", whole)))))
        if not self._never.isdisjoint(forms):
            return ""
        exact = next((self._group[form] for form in forms if form in self._group), "")
        return exact or self._near(forms)

    def _bared(self, word: str) -> Iterator[str]:
        """Give a word, and it again with each politeness taken off its ends."""
        yield word
        while end := next((e for e in self._polite if word.endswith(e) and word != e), ""):
            word = word.removesuffix(end)
            yield word
        while start := next((s for s in self._polite if word.startswith(s) and word != s), ""):
            word = word.removeprefix(start)
            yield word

    def _near(self, forms: Iterable[str]) -> str:
        """Give the one group that is nearest; none where two are as near."""
        found = {(n, name) for form in forms for n, name in self._close(jamo(form))}
        least = min((n for n, _ in found), default=0)
        names = {name for n, name in found if n == least}
        return names.pop() if len(names) == 1 else ""

    def _close(self, letters: str) -> Iterator[tuple[int, str]]:
        used = frozenset(letters)
        for word, holds, name in self._letters:
            # The first letter is seldom missed, and words that differ in it are other words. A
            # letter that the text has nowhere is a slip: most words are passed over by that.
            if word[0] != letters[:1] or len(holds - used) > _MOST:
                continue
            most = min(allowed_slips(word), allowed_slips(letters))
            if (n := slips(letters, word, most)) <= most:
                yield n, name
