"""What of a thread is said to the office: without commands, bare ratings and automatic texts."""

from collections.abc import Iterable

from townline.cases.rules.residents import LineWords, folded_all
from townline.cases.rules.thread import is_aside
from townline.conversations.api import ThreadText
from townline.core import district
from townline.core import line_words as line_words_known


def talk(texts: Iterable[ThreadText]) -> list[ThreadText]:
    """Leave out of a thread what the line handles by itself."""
    words = line_words()
    return [text for text in texts if not is_aside(text, words)]


def line_words() -> LineWords:
    """Give the words of commands and replies, read once for each time the settings are."""
    return district.made(_line_words)


def _line_words(settings: district.Settings) -> LineWords:
    return LineWords(
        prefix=settings.raw["case_code_prefix"],
        lexicon=line_words_known.lexicon(),
        around=folded_all(line_words_known.said(settings, *_AROUND)),
        stars=tuple(settings.raw["texts"]["words"].get("rating_stars", ())),
    )


# Whoever rates may thank as well.
_AROUND = ("rating", "thanks", "thanks_fillers")
