"""Short calls for help in any language, by the words of ``data/triage/dangers.json``.

A text of two words says too little for a sense, and some languages stand too far from those that
were learnt from. The words only raise attention; they never speak against a danger.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

from townline.platform.core.paths import DATA

FILE = DATA / "triage" / "dangers.json"
# What the words are worth beside the probabilities of the heads.
PROBABILITY = 0.9
# Letters beside a bare word that may be a name or a greeting, and no matter of their own.
_MAX_EXTRA = 6
_SPACED = re.compile(r"[a-zа-яёөү]", re.IGNORECASE)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʻʼ`´", "'"))


@dataclass(frozen=True, slots=True)
class DangerCall:
    """A danger, the word that calls it out, and the language of that word (ISO 639-1)."""

    kind: str
    word: str
    code: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language; each pattern with the danger that it tells of."""

    code: str
    calm: re.Pattern[str]
    sure: tuple[tuple[str, re.Pattern[str]], ...]
    bare: tuple[tuple[str, re.Pattern[str]], ...]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]


def sure_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Give the sure words of every language with the danger that they tell of."""
    return [one for words in _languages() for one in words.sure]


def looming(text: str) -> DangerCall | None:
    """Give what a whole text says is about to happen: a tree that will fall; None: nothing."""
    letters = fold_letters(text)
    for words in _languages():
        if words.patterns and not words.calm.search(letters):
            found = _first(words.patterns, "".join(letters.split()))
            if found:
                return DangerCall(*found, words.code)
    return None


def detect_call(text: str, *, extra_letters: int = 0) -> DangerCall | None:
    """Give the danger that a text without its place calls out; None: none.

    ``extra_letters``: letters of Korean that stand in the text too.
    """
    letters = fold_letters(text)
    for words in _languages():
        if words.calm.search(letters):
            continue
        found = _first(words.sure, letters) or _bare(words, letters, extra_letters)
        if found:
            return DangerCall(*found, words.code)
    return None


def fold_letters(text: str) -> str:
    """Give small letters of one width, with one kind of apostrophe."""
    return unicodedata.normalize("NFKC", text).lower().translate(_APOSTROPHES)


def _bare(words: _Words, letters: str, extra_letters: int) -> tuple[str, str] | None:
    if "?" in letters:
        return None
    found = _first(words.bare, letters)
    if found is None:
        return None
    extra_letters += sum(map(str.isalpha, letters)) - sum(map(str.isalpha, found[1]))
    return found if extra_letters <= _MAX_EXTRA else None


def _first(
    patterns: tuple[tuple[str, re.Pattern[str]], ...], letters: str
) -> tuple[str, str] | None:
    hits = ((kind, pattern.search(letters)) for kind, pattern in patterns)
    return next(((kind, hit.group()) for kind, hit in hits if hit), None)


@cache
def _languages() -> tuple[_Words, ...]:
    table: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    return tuple(_words(code, one) for code, one in table.items() if code != "about")


def _words(code: str, one: dict[str, Any]) -> _Words:
    shapes = one.get("patterns", {}).items()
    patterns = tuple((kind, folded_pattern(some)) for kind, some in shapes)
    return _Words(code, _any(one["calm"]), _kinds(one["sure"]), _kinds(one["bare"]), patterns)


def folded_pattern(shapes: list[str]) -> re.Pattern[str]:
    """Compile patterns with their letters as ``fold_letters`` writes them (Thai takes two)."""
    return re.compile(unicodedata.normalize("NFKC", "|".join(shapes)))


def _kinds(kinds: dict[str, list[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, _any(words)) for kind, words in kinds.items())


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_pattern, words)) or "(?!)")


def _pattern(word: str) -> str:
    """Match a word as a whole where its script puts spaces, anywhere where it does not."""
    stem = re.escape(fold_letters(word).removesuffix("*")).replace(r"\*", r"\w*")
    if not _SPACED.match(word):
        return stem
    return rf"(?<![\w']){stem}" + ("" if word.endswith("*") else r"(?![\w'])")
