"""The nouns of many texts, for work that looks at all of them: loads the model by itself.

For commands and child processes: the model takes about 270 MB, and a minute reads some 30,000
texts with two threads. Needs no Django.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from townline.platform.triage.process import kiwi
from townline.platform.triage.rules.pieces import LONGEST, Piece
from townline.platform.triage.rules.similarity_words import is_stop, stem, word_pieces

log = logging.getLogger(__name__)

# Tags of the Sejong corpus: common and proper nouns, roots, words in Latin letters.
_NOUNS = frozenset({"NNG", "NNP", "XR", "SL"})
# What a proper noun of a place ends in: it says where, and not what.
_PLACES = ("동", "로", "길", "역", "구", "교", "천")
_SHORTEST_PLACE = 3
_LOCATIVES = frozenset(
    (
        "앞",
        "옆",
        "뒤",
        "뒤편",
        "근처",
        "주변",
        "부근",
        "입구",
        "맞은편",
        "건너편",
        "사거리",
        "삼거리",
    )
)

type Noun = Piece


def nouns(texts: Iterable[str], *, workers: int = 2) -> Iterator[tuple[Noun, ...]]:
    """Give the nouns of each text, in order, without those that only say where.

    Where there is no model: stems of all words.
    """
    try:
        analyser = kiwi(workers=workers)
    except (ImportError, OSError) as error:
        log.warning("no morphemes here (%s): words as they stand", error)
        yield from (_plain(text) for text in texts)
        return
    for found in analyser.tokenize(text[:LONGEST] for text in texts):
        yield tuple(_nouns(found))


def _nouns(found: Sequence[Any]) -> list[Noun]:
    """Keep the nouns but those that say where: what stands before 앞, 근처 and the like."""
    nouns: list[Noun] = []
    for at, one in enumerate(found):
        if one.form in _LOCATIVES:
            _run_drop(nouns, found, at)
        elif one.tag in _NOUNS and not _is_place(one.form, one.tag):
            nouns.append(Piece(one.form.lower(), one.start, one.start + one.len))
    return nouns


def _run_drop(nouns: list[Noun], found: Sequence[Any], at: int) -> None:
    before = found[at - 1] if at else None
    if before is not None and before.tag == "SN":
        before = found[at - 2] if at > 1 else None
    if before is None or not nouns or nouns[-1].end != before.start + before.len:
        return
    begins = nouns.pop().start
    while nouns and nouns[-1].end == begins:
        begins = nouns.pop().start


def is_content_word(word: str) -> bool:
    """Say whether a word, in small letters, may say what a text is about."""
    return len(word) > 1 and not is_stop(word)


def _is_place(form: str, tag: str) -> bool:
    return tag == "NNP" and len(form) >= _SHORTEST_PLACE and form.endswith(_PLACES)


def _plain(text: str) -> tuple[Noun, ...]:
    return tuple(Piece(stem(word), start, end) for word, start, end in word_pieces(text))
