"""What is sought: from the words somebody typed to what the index is asked, and to the marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 200
# What a lexeme may have; longer words are no words.
_LEXEME = 60
_POSITIONS = 16_000
_WORD = re.compile(r"\w+")
_LONE_JAMO = re.compile(r"[\u3131-\u318e\u1100-\u11ff]+")
# From three letters on, trigrams find what stands in the middle of a word.
_FRAGMENT = 3
_PARTICLES = (
    "에서",
    "으로",
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "에",
    "의",
    "도",
    "로",
    "과",
    "와",
)


class Nothing(StrEnum):
    """Why words cannot be sought."""

    TOO_LONG = "too_long"
    ONLY_MARKS = "only_marks"
    ONE_JAMO = "one_jamo"


@dataclass(frozen=True, slots=True)
class Term:
    """One word as it was typed: ``said``, without marks; ``forms``: its morphemes, if known.

    ``whole``: it is one morpheme as it stands, which is found in the middle of words by itself.
    """

    said: str
    forms: tuple[str, ...]
    whole: bool = False

    @property
    def asked(self) -> str:
        """Give it as part of a tsquery: its morphemes side by side, or a word that begins so."""
        ways = [f"{quote_lexeme('=' + self.said)}:*"]
        if self.forms:
            ways.append(" <-> ".join(quote_lexeme(form) for form in self.forms))
        return "(" + " | ".join(f"({way})" for way in ways) + ")"


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """What is sought. ``wide``: any of the words is enough."""

    terms: tuple[Term, ...]
    wide: bool = False

    @property
    def tsquery(self) -> str:
        return (" | " if self.wide else " & ").join(term.asked for term in self.terms)

    @property
    def patterns(self) -> list[str]:
        """Give each word as a pattern for ILIKE."""
        return [f"%{escape_like(term.said)}%" for term in self.terms]

    @property
    def fragments(self) -> list[str]:
        """Give the patterns that an index of trigrams answers.

        None if one word is too short, or if all are found by their morphemes alone: to compare
        each row with a pattern as well takes as long again.
        """
        if all(term.whole for term in self.terms):
            return []
        long = [term for term in self.terms if len(term.said) >= _FRAGMENT]
        if not self.wide and len(long) < len(self.terms):
            return []
        return [f"%{escape_like(term.said)}%" for term in long]

    @property
    def said(self) -> tuple[str, ...]:
        """Give the words as they were typed."""
        return tuple(term.said for term in self.terms)

    @property
    def stems(self) -> tuple[str, ...]:
        """Give the morphemes to mark in what was found; a syllable alone only where it is all."""
        return tuple(
            form
            for term in self.terms
            for form in term.forms
            if len(form) > 1 or len(term.forms) == 1
        )


def refusal(q: str) -> Nothing | None:
    """Say why this cannot be sought; None if it can."""
    if len(q) > LONGEST:
        return Nothing.TOO_LONG
    words = "".join(_WORD.findall(q))
    if not words.strip("_"):
        return Nothing.ONLY_MARKS
    return Nothing.ONE_JAMO if _LONE_JAMO.fullmatch(words) and len(words) == 1 else None


def words_of(q: str) -> list[tuple[str, int, int]]:
    """Give the words of what was typed, in small letters, with where they stand."""
    return [(found[0].lower(), found.start(), found.end()) for found in _WORD.finditer(q)]


def parse_terms(
    q: str, pieces: Iterable[tuple[str, int, int]], *, full: bool, wide: bool
) -> SearchTerms:
    """Put together what is sought; ``pieces``: form, start and end of each morpheme of ``q``."""
    known = list(pieces)
    terms = []
    for word, start, end in words_of(q):
        forms = [form for form, first, _ in known if form and start <= first < end]
        whole = full and forms == [word]
        terms.append(Term(word[:_LEXEME], tuple(forms) if full else guess_stem(word), whole))
    return SearchTerms(tuple(terms), wide=wide)


def guess_stem(word: str) -> tuple[str, ...]:
    """Guess the noun in a Korean word, where no morphemes are known: 가로등이 -> 가로등."""
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) >= len(particle) + 2:
            return (word.removesuffix(particle),)
    return (word,)


def vector(body: str, pieces: Sequence[tuple[str, int, int]], *, full: bool) -> str:
    """Write a text as a tsvector: its morphemes, and as ``=word`` its words as they stand.

    Where no morphemes are known, also the ends of Korean words, so that 주차 is found in 불법주차.
    """
    found: list[tuple[str, int]] = []
    if full:
        found += [(form, place) for place, (form, _, _) in enumerate(pieces, 1) if form]
    for place, (word, _, _) in enumerate(words_of(body), 1):
        ends = [word] if full else [word[at:] for at in range(max(1, len(word) - 1))]
        found += [("=" + end, place) for end in ends[:_LEXEME]]
        found += [] if full else [(form, place) for form in guess_stem(word)]
    return " ".join(f"{quote_lexeme(form)}:{min(place, _POSITIONS)}" for form, place in found)


def quote_lexeme(lexeme: str) -> str:
    """Write a lexeme as PostgreSQL reads it."""
    plain = lexeme[:_LEXEME].replace("\x00", "").replace("\\", "\\\\").replace("'", "''")
    return f"'{plain}'"


def escape_like(words: str) -> str:
    """Write words as a part of a LIKE pattern that matches them alone."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
