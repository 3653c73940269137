"""Marks in what was found: which words matched, and the part of the text around them."""

import re
from collections.abc import Iterable, Sequence

type Bits = tuple[tuple[str, bool], ...]

_AROUND = 40
_SHOWN = 160
_FIRST, _LAST, _VOWELS_AND_ENDS = 0xAC00, 0xD7A3, 588


def snippet(body: str, words: Sequence[str], stems: Sequence[str] = ()) -> Bits:
    """Cut out what stands around the first match: pieces of the text, and whether each matched.

    ``words`` are marked as they were typed; of ``stems`` the last syllable may have changed.
    """
    line = re.sub(r"\s+", " ", body).strip()
    spans = spans_of(line, words, stems)
    begin = max(0, spans[0][0] - _AROUND) if spans else 0
    end = min(len(line), begin + _SHOWN)
    shown = [(max(first, begin), min(last, end)) for first, last in spans if first < end]
    bits = _bits(line, shown, begin, end)
    if begin:
        bits.insert(0, ("…", False))
    if end < len(line):
        bits.append(("…", False))
    return tuple(bits)


def _bits(
    line: str, spans: Iterable[tuple[int, int]], begin: int, end: int
) -> list[tuple[str, bool]]:
    bits, at = [], begin
    for first, last in spans:
        bits += [(line[at:first], False), (line[first:last], True)]
        at = last
    return [bit for bit in [*bits, (line[at:end], False)] if bit[0]]


def spans_of(line: str, words: Sequence[str], stems: Sequence[str]) -> list[tuple[int, int]]:
    """Give where words stand, in order and without overlaps."""
    ways = [(word, re.escape(word)) for word in words]
    ways += [(stem, _pattern(stem, line)) for stem in stems]
    patterns = [way for _, way in sorted(ways, key=lambda pair: len(pair[0]), reverse=True)]
    if not patterns:
        return []
    return [found.span() for found in re.finditer("|".join(patterns), line, re.IGNORECASE)]


def _pattern(stem: str, line: str) -> str:
    """Give what a stem looks like in a text: itself, else bent at its end (고치다: 고쳐요)."""
    exact, last = re.escape(stem), ord(stem[-1])
    if len(stem) == 1 or not _FIRST <= last <= _LAST or re.search(exact, line, re.IGNORECASE):
        return exact
    begin = last - (last - _FIRST) % _VOWELS_AND_ENDS
    return f"{re.escape(stem[:-1])}[{chr(begin)}-{chr(begin + _VOWELS_AND_ENDS - 1)}]"
