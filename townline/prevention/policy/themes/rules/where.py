"""Names of places go out of a text before its words are looked at: they only say where."""

from collections.abc import Iterable
from dataclasses import dataclass

_LEAST = 3  # letters: a shorter name may begin any word
_ROADS = ("로", "길")
_TAIL = "-dong"


@dataclass(frozen=True, slots=True)
class Names:
    """``heads``: what a word begins with that names a place, in small letters."""

    heads: frozenset[str]

    def without(self, text: str) -> str:
        """Give a text without the words that begin so: ``느티시장에서``, ``Neuti-ro``."""
        return " ".join(word for word in text.split() if not self._names(word.lower()))

    def _names(self, word: str) -> bool:
        bare = word.lstrip("\"'([")
        return any(bare[:end] in self.heads for end in range(_LEAST, len(bare) + 1))


def names_of(places: Iterable[str], dongs: Iterable[tuple[str, str]]) -> Names:
    """Gather them: of Korean names the first word, where it is a road's or holds a dong's name.

    ``dongs``: Korean and romanised names. What is left, such as 공중화장실, tells what it is.
    """
    known = list(dongs)
    stems = [korean.removesuffix("동") for korean, _ in known]
    first = {name.split()[0].lower() for name in places if name.strip()}
    heads = {one for one in first if one.endswith(_ROADS) or any(stem in one for stem in stems)}
    heads |= {romanised.lower().removesuffix(_TAIL) for _, romanised in known}
    return Names(frozenset(head for head in heads if len(head) >= _LEAST))
