"""Two pictures of one place, before and after: what ``web/compare.html`` draws."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparedPhoto:
    """A picture with its address, its words and its size in pixels."""

    src: str
    words: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PhotoPair:
    """Two pictures and what they are of together."""

    label: str
    before: ComparedPhoto
    after: ComparedPhoto
