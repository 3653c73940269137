"""Words that residents send to the line itself: asking how it goes, "not fixed", a rating."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from townline.casework.cases.rules import codes_in
from townline.casework.cases.rules.intent import BY_NOTED
from townline.casework.cases.rules.thread import TextLike
from townline.platform.core.text.typed import LONGEST, Lexicon, fold_text

# Who took a text, as it is kept with it.
BY_STATUS, BY_REPLY = "cases.status", "cases.reply"
_OUT_OF_FIVE = re.compile(r"([1-5])\s*/\s*5(?!\d)")
_EMPTY_STAR = "☆"
_MOST = 5
# Three digits may be a number to call for help: 119 is no idle text.
_DIGITS = 2


class Command(StrEnum):
    """What a whole text says to the line; the names are those of the district's words.

    ``idle``: nothing that anybody could act on (yes, a digit, hello).
    """

    STATUS = "status"
    HELP = "help"
    WHO = "who"
    START = "start"
    CANCEL = "cancel"
    NOT_FIXED = "not_fixed"
    IDLE = "idle"


# What may stand beside a case code, and is then about that case.
_ABOUT = frozenset({Command.STATUS, Command.NOT_FIXED, Command.CANCEL, Command.IDLE})


@dataclass(frozen=True, slots=True)
class LineWords:
    """The district's words for commands and replies; ``prefix`` begins a case code.

    ``around`` may stand beside a rating's digit (folded), ``stars`` are the signs that count one
    each.
    """

    prefix: str
    lexicon: Lexicon
    around: frozenset[str]
    stars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineCommand:
    """A command, perhaps about the case that ``code`` names."""

    command: Command
    code: str = ""


class Reply(StrEnum):
    """What a reply to a check-in says."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"


def folded_all(words: Iterable[str]) -> frozenset[str]:
    """Fold words; those without letters and digits are left out."""
    return frozenset(fold_text(word) for word in words) - {""}


def command_of(body: str, words: LineWords) -> LineCommand | None:
    """Read a text that is one command and nothing else, perhaps with one case code beside it.

    A code alone asks how that case stands.
    """
    if len(body) > LONGEST:
        return None
    codes = codes_in(body, words.prefix)
    if len(codes) > 1:
        return None
    rest = _without_code(body, words.prefix) if codes else body
    command = _command(rest, words) if fold_text(rest) or not codes else Command.STATUS
    if command is None or (codes and command not in _ABOUT):
        return None
    return LineCommand(command, codes[0] if codes else "")


def _command(rest: str, words: LineWords) -> Command | None:
    group = words.lexicon.find(rest)
    if group in set(Command):
        return Command(group)
    return Command.IDLE if not group and _is_empty(rest) else None


def _is_empty(body: str) -> bool:
    """Say whether a text is a digit or two, or signs only; pictures may say much."""
    text = "".join(unicodedata.normalize("NFKC", body).split())
    if text.isdigit():
        return len(text) <= _DIGITS
    return bool(text) and all(unicodedata.category(sign)[0] in "PZ" for sign in text)


def _without_code(body: str, prefix: str) -> str:
    pattern = rf"(?<![0-9A-Za-z]){re.escape(prefix)}\d[-\s\u2010-\u2015]?\d{{4,9}}(?!\d)"
    return re.sub(pattern, " ", body, flags=re.IGNORECASE)


def stars_of(body: str, words: LineWords) -> int | None:
    """Read a rating: ``4``, ``4점``, ``4/5``, ``⭐⭐⭐⭐``, ``★★★★☆``; None for anything else."""
    if len(body) > LONGEST:
        return None
    star_count = _count_stars(body, words.stars)
    if star_count is not None:
        return star_count
    plain = unicodedata.normalize("NFKC", body).lower()
    rest = fold_text(_OUT_OF_FIVE.sub(r"\1", plain))
    around = "|".join(map(re.escape, sorted(words.around, key=len, reverse=True))) or "(?!)"
    found = re.fullmatch(rf"(?:{around})*([1-5])(?:{around})*", rest)
    return int(found[1]) if found else None


def _count_stars(body: str, stars: tuple[str, ...]) -> int | None:
    rest = body.replace(_EMPTY_STAR, "")
    count = sum(rest.count(star) for star in stars)
    for star in stars:
        rest = rest.replace(star, "")
    # What may follow a star is a selector that chooses its drawing.
    left = rest.replace("\ufe0f", "").strip()
    return count if not left and 1 <= count <= _MOST else None


def reply_of(body: str, words: LineWords) -> Reply | None:
    """Read a reply to a check-in: 1 or 2, or the district's words for them."""
    digit = fold_text(body)
    if digit in _REPLIES_BY_DIGIT:
        return _REPLIES_BY_DIGIT[digit]
    group = words.lexicon.find(body)
    return Reply(group) if group in set(Reply) else None


_REPLIES_BY_DIGIT = {"1": Reply.FIXED, "2": Reply.NOT_FIXED}


def handled_by_line(text: TextLike, words: LineWords) -> bool:
    """Say whether the line handles a text by itself: a command, or a bare rating.

    "Not fixed" and a wish to cancel are none of these: somebody acts on them.
    """
    if text.claimed_by == BY_REPLY:
        rated = stars_of(text.body, words) is not None
        return rated or reply_of(text.body, words) is Reply.FIXED
    return text.claimed_by == BY_STATUS or (text.claimed_by == BY_NOTED and _idle(text.body, words))


def _idle(body: str, words: LineWords) -> bool:
    line_command = command_of(body, words)
    return line_command is not None and line_command.command is Command.IDLE


def link_hash(token: str) -> str:
    """Give what is kept of a link's token: its SHA-256 (hex). 128 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
