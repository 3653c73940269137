"""What is told of a place that was found."""

from dataclasses import dataclass
from typing import Literal

type Source = Literal["text", "photo", "both"]


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place that a text or a photo tells.

    ``kind`` as in the gazetteer (``road``, ``station``, ``dong``...). ``dong``: the smallest named
    dong that covers it, empty where several would. Degrees of WGS 84, None where nobody knows.
    ``words``: the pieces of the text that named it, as they stand there. ``source``: what told of
    it; ``both`` agreed. ``sure``: nothing else in the text speaks against it.
    """

    kind: str
    name_ko: str
    name_en: str
    dong: str
    latitude: float | None
    longitude: float | None
    words: tuple[str, ...]
    source: Source
    sure: bool
