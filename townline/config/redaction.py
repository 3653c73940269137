"""Keeps phone numbers and values out of the logs."""

import re
import traceback
from types import TracebackType

# 010-0000-0042, +821000000042, 0504-0000-1234: the last four digits are what staff see too.
_NUMBER = re.compile(r"(?<![\w.:-])(?:\+?82[ -]?|0)\d{1,3}[ -]?\d{3,4}[ -]?(\d{4})(?![\w:]|\.\d)")


def masked(message: str) -> str:
    """Return the message with all but the last four digits of phone numbers hidden."""
    return _NUMBER.sub(r"***\1", message)


def shown(error: BaseException | None, trace: TracebackType | None) -> str:
    """Describe an error on one line: kind, its first line of words, and where it came from.

    Further lines are left out: databases put the offending values there.
    """
    if error is None:
        return ""
    words = str(error).split("\n", 1)[0]
    frames = traceback.extract_tb(trace)[-4:]
    places = " < ".join(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{type(error).__name__}: {words} ({places})"


def _short(filename: str) -> str:
    return "/".join(filename.split("/")[-2:])
