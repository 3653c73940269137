"""The words of a text that decided: what spoke most for one class, as it stands in the text."""

import re

import numpy as np

from townline.platform.triage.reader.features import Block, Floats, TokenSpans

_WORD = re.compile(r"\w{2,}")
_LATIN = re.compile(r"[A-Za-z]+")
_LEAST = 0.12
_MOST = 3
_LONGEST = 24


def words(
    text: str, tokens: TokenSpans, blocks: tuple[Block, ...], pulls: list[Floats]
) -> tuple[str, ...]:
    """Give up to three words in the order of the text; ``pulls``: of each piece of each block."""
    by_letter = np.zeros(len(text) + 1, np.float32)
    for block, pull in zip(blocks, pulls, strict=True):
        share = pull / np.maximum(block.ends - block.begins, 1)
        np.add.at(by_letter, block.begins, share)
        np.add.at(by_letter, block.ends, -share)
    pull = np.cumsum(by_letter)
    spans = _whole(text, [(begin, end) for _, begin, end in tokens if end > begin]) or _spans(text)
    weight = {span: float(pull[span[0] : span[1]].sum()) for span in spans}
    total = sum(value for value in weight.values() if value > 0)
    best = sorted(weight, key=lambda span: -weight[span])[:_MOST]
    chosen = sorted(span for span in best if weight[span] > _LEAST * total)
    return tuple(dict.fromkeys(text[begin : min(end, begin + _LONGEST)] for begin, end in chosen))


def _whole(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give pieces as whole words where they are of Latin letters: the tagger cuts ``Mar|ket.``."""
    words = {at: found.span() for found in _LATIN.finditer(text) for at in range(*found.span())}
    return list(dict.fromkeys(words.get(piece[0], piece) for piece in pieces))


def _spans(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]
