"""What a check found, and how it is shown."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """``advice`` says what to do; it is empty when all is well."""

    level: Level
    subject: str
    words: str
    advice: str = ""

    def line(self) -> str:
        """Write it as a line of the table, with the advice below."""
        row = f"{self.level:<5} {_padded(self.subject, 16)} {self.words}"
        return f"{row}\n{'':<6}{'':<16} -> {self.advice}" if self.advice else row


def ok(subject: str, words: str) -> Finding:
    return Finding(Level.OK, subject, words)


def warn(subject: str, words: str, advice: str) -> Finding:
    return Finding(Level.WARN, subject, words, advice)


def bad(subject: str, words: str, advice: str) -> Finding:
    return Finding(Level.BAD, subject, words, advice)


def graded(value: float, *, warn_at: float, bad_at: float) -> Level:
    """Grade a figure that is the worse the higher it is."""
    if value >= bad_at:
        return Level.BAD
    return Level.WARN if value >= warn_at else Level.OK


def span(seconds: float) -> str:
    """Say a length of time in the largest unit that fits."""
    for unit, size in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"


def _padded(text: str, width: int) -> str:
    used = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(0, width - used)
