"""What a check found, and how it is shown."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from townline.platform.core.text.particles import settle


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


class Both(str):
    """English words that know themselves in Korean: commands print them, a page chooses.

    Not gettext: the machine is looked at before Django has started.
    """

    __slots__ = ("korean",)
    korean: str

    def __new__(cls, english: str, korean: str) -> Self:
        made = super().__new__(cls, english)
        made.korean = settle(korean)
        return made


@dataclass(frozen=True)
class Finding:
    """``advice`` says what to do; it is empty when all is well. Both may be ``Both``."""

    level: Level
    subject: str
    words: str
    advice: str = ""

    def line(self) -> str:
        """Write it as a line of the table, with the advice below."""
        row = f"{self.level:<5} {_pad(self.subject, 16)} {self.words}"
        return f"{row}\n{'':<6}{'':<16} -> {self.advice}" if self.advice else row


def ok(subject: str, words: str) -> Finding:
    return Finding(Level.OK, subject, words)


def warn(subject: str, words: str, advice: str) -> Finding:
    return Finding(Level.WARN, subject, words, advice)


def bad(subject: str, words: str, advice: str) -> Finding:
    return Finding(Level.BAD, subject, words, advice)


def run(command: str) -> Both:
    """Advise to run a command."""
    return Both(f"run: {command}", f"실행: {command}")


def is_running(process: str) -> Both:
    """Advise to look whether a process is there."""
    return Both(
        f"is the process `{process}` running?", f"`{process}` 프로세스가 실행 중인지 확인해 주세요"
    )


def grade_figure(value: float, *, warn_at: float, bad_at: float) -> Level:
    """Grade a figure that is the worse the higher it is."""
    if value >= bad_at:
        return Level.BAD
    return Level.WARN if value >= warn_at else Level.OK


def span(seconds: float) -> Both:
    """Say a length of time in the largest unit that fits."""
    for unit, korean, size in (("d", "일", 86_400), ("h", "시간", 3_600), ("min", "분", 60)):
        if seconds >= size:
            count = f"{seconds / size:.1f}"
            return Both(f"{count} {unit}", f"{count.removesuffix('.0')}{korean}")
    return Both(f"{seconds:.0f} s", f"{seconds:.0f}초")


def _pad(text: str, width: int) -> str:
    used = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(0, width - used)
