"""The pieces a text is weighed by: hashed runs of letters, of half-letters, words, morphemes."""

from collections.abc import Iterable, Iterator
from zlib import crc32

BITS = 16
SIZE = 1 << BITS
_MASK = SIZE - 1

# A piece: the bucket it falls into, and from where to where it stands among the letters.
type Gram = tuple[int, int, int]

_BASE, _LAST, _VOWELS, _ENDS = 0xAC00, 0xD7A3, 21, 28


def bucket(space: str, piece: str) -> int:
    """Give the bucket of a piece; ``space`` keeps different kinds of pieces apart."""
    return crc32(piece.encode("utf-8", "replace"), crc32(space.encode())) & _MASK


def letters(text: str) -> Iterator[Gram]:
    """Runs of 2 to 4 letters without regard to spaces, and how words begin."""
    places = [n for n, sign in enumerate(text) if sign != " "]
    bare = "".join(text[n] for n in places)
    for size in (2, 3, 4):
        for n in range(len(bare) - size + 1):
            yield bucket("c", bare[n : n + size]), places[n], places[n + size - 1] + 1
    for begin, word in _words(text):
        for size in (1, 2, 3):
            if len(word) >= size:
                yield bucket("w", word[:size]), begin, begin + size


def words(text: str) -> Iterator[Gram]:
    """Whole words and pairs of them: what English is made of."""
    found = list(_words(text))
    for n, (begin, word) in enumerate(found):
        bare = word.strip(".,!?~'\"()[]:;…-")
        if bare:
            yield bucket("v", bare), begin, begin + len(word)
        if n:
            yield bucket("vv", f"{found[n - 1][1]} {bare}"), found[n - 1][0], begin + len(word)


def halves(text: str) -> Iterator[Gram]:
    """Runs of 5 and 7 half-letters, so that a slip of one of them leaves the others."""
    made: list[str] = []
    places: list[int] = []
    for n, sign in enumerate(text):
        if sign == " ":
            continue
        for half in _halves(sign):
            made.append(half)
            places.append(n)
    bare = "".join(made)
    for size in (5, 7):
        for n in range(len(bare) - size + 1):
            yield bucket("h", bare[n : n + size]), places[n], places[n + size - 1] + 1


def morphemes(tokens: Iterable[tuple[str, int, int]]) -> Iterator[Gram]:
    """Basic forms and pairs of them."""
    before: tuple[str, int, int] | None = None
    for form, begin, end in tokens:
        yield bucket("m", form), begin, end
        if before:
            yield bucket("mm", f"{before[0]} {form}"), before[1], end
        before = (form, begin, end)


def _words(text: str) -> Iterator[tuple[int, str]]:
    begin = 0
    for word in text.split(" "):
        if word:
            yield begin, word
        begin += len(word) + 1


def _halves(sign: str) -> str:
    code = ord(sign)
    if not _BASE <= code <= _LAST:
        return sign
    rest, end = divmod(code - _BASE, _ENDS)
    first, vowel = divmod(rest, _VOWELS)
    made = chr(0x1100 + first) + chr(0x1161 + vowel)
    return made + chr(0x11A7 + end) if end else made
