"""Words that residents send to the line itself: asking how it goes, "not fixed", a rating."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from townline.cases.rules import codes_in

_NOISE = re.compile(r"[\W_]+")
_OUT_OF_FIVE = re.compile(r"([1-5])\s*/\s*5(?!\d)")
_EMPTY_STAR = "☆"
_MOST = 5
# A word to the line is short; what is longer is never one.
_LONGEST = 40


class Command(StrEnum):
    STATUS = "status"
    HELP = "help"
    NOT_FIXED = "not_fixed"


@dataclass(frozen=True, slots=True)
class LineWords:
    """The district's words for commands and replies, folded; ``prefix`` begins a case code.

    ``signs`` are those of ``help`` that hold no letter ("?"). ``around`` may stand beside a
    rating's digit, ``stars`` are the signs that count one each.
    """

    prefix: str
    status: frozenset[str]
    help: frozenset[str]
    signs: frozenset[str]
    not_fixed: frozenset[str]
    fixed: frozenset[str]
    around: frozenset[str]
    stars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A command, perhaps about the case that ``code`` names."""

    command: Command
    code: str = ""


class Reply(StrEnum):
    """What a reply to a check-in says."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"


def folded(text: str) -> str:
    """Reduce to letters and digits, as the district's words are compared."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


def folded_all(words: Iterable[str]) -> frozenset[str]:
    """Fold words; those without letters and digits are left out."""
    return frozenset(folded(word) for word in words) - {""}


def command_of(body: str, words: LineWords) -> Said | None:
    """Read a text that is one command and nothing else, perhaps with one case code beside it."""
    if len(body) > _LONGEST:
        return None
    if body.strip() in words.signs:
        return Said(Command.HELP)
    codes = codes_in(body, words.prefix)
    if len(codes) > 1:
        return None
    rest = folded(_without_code(body, words.prefix) if codes else body)
    code = codes[0] if codes else ""
    if rest in words.status:
        return Said(Command.STATUS, code)
    if rest in words.not_fixed:
        return Said(Command.NOT_FIXED, code)
    return Said(Command.HELP) if rest in words.help and not code else None


def _without_code(body: str, prefix: str) -> str:
    pattern = rf"(?<![0-9A-Za-z]){re.escape(prefix)}\d[-\s\u2010-\u2015]?\d{{4,9}}(?!\d)"
    return re.sub(pattern, " ", body, flags=re.IGNORECASE)


def stars_of(body: str, words: LineWords) -> int | None:
    """Read a rating: ``4``, ``4점``, ``4/5``, ``⭐⭐⭐⭐``, ``★★★★☆``; None for anything else."""
    if len(body) > _LONGEST:
        return None
    drawn = _stars_drawn(body, words.stars)
    if drawn is not None:
        return drawn
    plain = unicodedata.normalize("NFKC", body).lower()
    rest = folded(_OUT_OF_FIVE.sub(r"\1", plain))
    around = "|".join(map(re.escape, sorted(words.around, key=len, reverse=True))) or "(?!)"
    found = re.fullmatch(rf"(?:{around})*([1-5])(?:{around})*", rest)
    return int(found[1]) if found else None


def _stars_drawn(body: str, stars: tuple[str, ...]) -> int | None:
    rest = body.replace(_EMPTY_STAR, "")
    count = sum(rest.count(star) for star in stars)
    for star in stars:
        rest = rest.replace(star, "")
    # What may follow a star is a selector that chooses its drawing.
    left = rest.replace("\ufe0f", "").strip()
    return count if not left and 1 <= count <= _MOST else None


def reply_of(body: str, words: LineWords) -> Reply | None:
    """Read a reply to a check-in: 1 or 2, or the district's words for them."""
    rest = folded(body) if len(body) <= _LONGEST else ""
    if rest == "1" or rest in words.fixed:
        return Reply.FIXED
    return Reply.NOT_FIXED if rest == "2" or rest in words.not_fixed else None


def link_hash(token: str) -> str:
    """Give what is kept of a link's token: its SHA-256 (hex). 128 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
