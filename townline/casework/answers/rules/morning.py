"""Which place of the district a text speaks of, by the names that stand in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from townline.casework.cases.rules.thread import squeeze_words


@dataclass(frozen=True, slots=True)
class NamedSpot:
    """A place or a dong, by its names."""

    name_ko: str
    name_en: str


@dataclass(frozen=True)
class Gazetteer:
    """Names as they are searched for, longest first: ``느티로 21`` before ``느티로 2``."""

    names: tuple[tuple[str, NamedSpot], ...]

    def spot_in(self, words: str) -> NamedSpot | None:
        """Give the place whose longest name stands in the words, or None."""
        text = squeeze_words(words)
        return next((spot for name, spot in self.names if _stands(name, text)), None)


def _stands(name: str, text: str) -> bool:
    at = text.find(name)
    # A number goes on: "느티로 2" does not stand in "느티로 21".
    while at >= 0 and name[-1].isdigit() and text[at + len(name) : at + len(name) + 1].isdigit():
        at = text.find(name, at + 1)
    return at >= 0


def gazetteer(spots: Iterable[NamedSpot]) -> Gazetteer:
    """Make the names of places searchable, in both languages."""
    found = {squeeze_words(n): spot for spot in spots for n in (spot.name_ko, spot.name_en) if n}
    return Gazetteer(tuple(sorted(found.items(), key=lambda item: -len(item[0]))))
