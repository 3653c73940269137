"""Hints for plain words: what a reader of an answer would stumble over, or look for in vain.

Nothing here forbids anything. Which words are meant is data of the district (``plain.json``).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_SYLLABLE = re.compile(r"[가-힣A-Za-z0-9]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# A full stop between digits ends nothing, nor one within an address.
_END = re.compile(r"(?<=[.!?。])(?=\s|$)|\n+")
_LINK = re.compile(r"https?://\S+")
_SIGNED = 80  # letters at the end of a text in which its signature stands
_CLOCK = re.compile(r"\d{1,2}:\d{2}|\d{1,2}\s?시(?!간)|\d\s?[ap]m\b")


class HintKind(StrEnum):
    """What a hint is about."""

    LONG_SENTENCE = "long_sentence"
    OFFICIALESE = "officialese"
    ABBREVIATION = "abbreviation"
    NOT_DONE = "not_done"
    NO_WHO = "no_who"
    NO_WHEN = "no_when"
    NO_GREETING = "no_greeting"
    NO_SIGNATURE = "no_signature"


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint. ``words``: what it is about; ``instead``: what to write, if that is known."""

    kind: HintKind
    words: str = ""
    instead: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HintWords:
    """One language's words, as the district wrote them; an empty list checks nothing.

    ``longest``: of a sentence, in syllables or words; ``avoid``, ``abbreviations``: pairs of a
    word and what to write instead; ``done``: what tells a deed (``ㅆ습니다``: any syllable that
    ends so; ``-ed``: any word that does), but for ``not_done``; ``coming``: what a sentence
    without ``not_coming`` announces; ``moments``: words that tell when, beside dates.
    """

    longest: int
    by_syllables: bool = False
    avoid: tuple[tuple[str, str], ...] = ()
    abbreviations: tuple[tuple[str, str], ...] = ()
    done: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    not_coming: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()


type Dated = Callable[[str], bool]


def hints(
    body: str, words: HintWords, *, kind: str = "answer", dated: Dated = lambda _: False
) -> list[Hint]:
    """Give what would make an answer plainer, in the order of the text; [] for nothing.

    ``kind`` is that of the answer: only an answer must tell of something done. ``dated``: whether
    a sentence names a date ahead, as ``core.text.dates`` finds it.
    """
    text = _LINK.sub("", body).strip()
    if not text:
        return []
    sentences = list(_sentences(text))
    found = [
        *_long(sentences, words),
        *_officialese_hints(text, words),
        *_abbreviation_hints(text, words),
    ]
    found += _missing(text, sentences, words, kind, dated)
    return found


def _sentences(text: str) -> Iterator[str]:
    for piece in _END.split(text):
        if sentence := (piece or "").strip():
            yield sentence


def _long(sentences: list[str], words: HintWords) -> Iterator[Hint]:
    for sentence in sentences:
        counted = _SYLLABLE if words.by_syllables else _WORD
        length = len(counted.findall(sentence))
        if length > words.longest:
            yield Hint(HintKind.LONG_SENTENCE, _short(sentence), count=length)


def _short(sentence: str, limit: int = 24) -> str:
    return sentence if len(sentence) <= limit else sentence[: limit - 1].rstrip() + "…"


def _officialese_hints(text: str, words: HintWords) -> Iterator[Hint]:
    for avoid, write in words.avoid:
        if _stands(avoid, text):
            yield Hint(HintKind.OFFICIALESE, avoid, write)


def _abbreviation_hints(text: str, words: HintWords) -> Iterator[Hint]:
    for short, whole in words.abbreviations:
        if _stands(short, text, alone=True):
            yield Hint(HintKind.ABBREVIATION, short, whole)


def _stands(word: str, text: str, *, alone: bool = False) -> bool:
    """Say whether a word stands in a text: Korean ones anywhere, others as whole words."""
    return bool(_finder(word, alone).search(text))


@lru_cache(maxsize=2_000)
def _finder(word: str, alone: bool) -> re.Pattern[str]:
    if word[0] == "ㅆ":
        return re.compile(f"[{_ENDING_SO}]{re.escape(word[1:])}")
    if word[0] == "-" and word[1:].isalpha():
        return re.compile(rf"(?<![A-Za-z])[A-Za-z]{{2,}}{word[1:]}(?![A-Za-z])", re.IGNORECASE)
    if not alone and any("가" <= sign <= "힣" for sign in word):
        return re.compile(re.escape(word))
    return re.compile(rf"(?<![A-Za-z가-힣]){re.escape(word)}(?![A-Za-z])", re.IGNORECASE)


# Every Hangul syllable that ends in ㅆ: the twentieth of the 28 endings.
_ENDING_SO = "".join(chr(0xAC00 + 28 * at + 20) for at in range(399))


def _missing(
    text: str, sentences: list[str], words: HintWords, kind: str, dated: Dated
) -> Iterator[Hint]:
    if kind == "answer" and words.done and not _any(words.done, _without(words.not_done, text)):
        yield Hint(HintKind.NOT_DONE)
    if words.who and not _any(words.who, text):
        yield Hint(HintKind.NO_WHO)
    for sentence in sentences:
        comes = _any(words.coming, sentence) and not _any(words.not_coming, sentence)
        if comes and not (names_moment(sentence, words) or dated(sentence)):
            yield Hint(HintKind.NO_WHEN, _short(sentence))
    if words.greetings and not _begins(text, words.greetings):
        yield Hint(HintKind.NO_GREETING)
    if words.signatures and not _any(words.signatures, text[-_SIGNED:]):
        yield Hint(HintKind.NO_SIGNATURE)


def _without(words: Iterable[str], text: str) -> str:
    for word in words:
        text = _finder(word, alone=False).sub(" ", text)
    return text


def _any(words: Iterable[str], text: str) -> bool:
    return any(_stands(word, text) for word in words)


def _begins(text: str, words: Iterable[str]) -> bool:
    return text.lower().startswith(tuple(word.lower() for word in words))


def names_moment(sentence: str, words: HintWords) -> bool:
    """Say whether a sentence tells a moment by an hour, or by a word like *today*."""
    return bool(_CLOCK.search(sentence)) or _any(words.moments, sentence)
