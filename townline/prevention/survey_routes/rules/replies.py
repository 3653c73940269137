"""What a resident's short text says to the question when somebody may come."""

import unicodedata
from enum import StrEnum

from townline.platform.core.text.typed import LONGEST, Lexicon


class Reply(StrEnum):
    """One of three times, no visit, or somebody to talk to."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    REFUSE = "4"
    HELP = "5"


TIMES = (Reply.FIRST, Reply.SECOND, Reply.THIRD)
# The groups of a district's words, by what they say.
GROUPS = {
    "visit_first": Reply.FIRST,
    "visit_second": Reply.SECOND,
    "visit_third": Reply.THIRD,
    "visit_refuse": Reply.REFUSE,
    "visit_help": Reply.HELP,
}
_AROUND = " .,!~)"


def digit_of(body: str) -> str:
    """Give the digit that a text is, "" for any other text."""
    text = unicodedata.normalize("NFKC", body).strip(_AROUND)
    return text if len(text) == 1 and text.isdecimal() else ""


def reply_of(body: str, words: Lexicon) -> tuple[str, bool] | None:
    """Read a text: its answer, and whether it was said in words; None for another text."""
    if digit := digit_of(body):
        return digit, False
    if len(body) > LONGEST:
        return None
    group = words.find(body)
    return (str(GROUPS[group]), True) if group in GROUPS else None
