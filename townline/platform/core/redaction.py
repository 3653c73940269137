"""Keeps phone numbers, words of people and values out of the logs."""

import re
import traceback
from types import TracebackType

from townline.platform.core.text.personal_numbers import mask_registration_numbers

# 010-0000-0042, +821000000042, 0504-0000-1234: the last four digits are what staff see too.
# A particle may follow or a Korean word stand before; a Latin letter makes it a name or a hash.
_NUMBER = re.compile(
    r"(?<![a-zA-Z0-9_.:-])(?:\+?82[ -]?|0)\d{1,3}[ -]?\d{3,4}[ -]?(\d{4})(?![a-zA-Z0-9_:]|\.\d)"
)
# What opens a page or a thing without a sign-in. A test visits every address with such a part;
# within a query an address stands percent-encoded.
_SLASH = "(?:/|%2[fF])"
_OF_STAFF = rf"sign-in{_SLASH}(?:way-in|link){_SLASH}[\w=-]+"
_DOORS = rf"n{_SLASH}t|c|p|w|h|k|q{_SLASH}r|q|o|{_OF_STAFF}|tickets|openrosa|field"
_LINK = re.compile(rf"({_SLASH}(?:{_DOORS}){_SLASH}+)[\w~.=:+@-]+")
_QUERY = re.compile(r"([?&](?:token|key|code|ticket|proof|entry|secret|password)=)[^&\s\"']+")
_BEARER = re.compile(r"\btl_[\w-]{8,}")
# Errors whose words are a machine's or our own; any other may quote what somebody wrote.
# Known by name: this is read by processes that load neither Django nor a driver.
_PLAIN = {"OSError", "ImportError", "ImproperlyConfigured", "OperationalError", "InterfaceError"}
_OURS = "townline."


def mask_message(message: str) -> str:
    """Return the message without links' tokens and personal numbers; of phones the last digits."""
    unlinked = _QUERY.sub(r"\1***", _LINK.sub(r"\1***", _BEARER.sub("tl_***", message)))
    return _NUMBER.sub(r"***\1", mask_registration_numbers(unlinked))


def describe_error(error: BaseException | None, trace: TracebackType | None) -> str:
    """Describe an error on one line: its kind, and where it came from.

    The first line of its words is there only when nobody but a machine or we can have written
    it. Of the database's refusals the name of what was broken is told.
    """
    if error is None:
        return ""
    frames = traceback.extract_tb(trace)[-4:]
    places = " < ".join(f"{_short(f.filename)}:{f.lineno} {f.name}" for f in reversed(frames))
    words = _words(error)
    return f"{type(error).__name__}{': ' if words else ''}{words} ({places})"


def _words(error: BaseException) -> str:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    ours = "RuntimeError" in kinds and type(error).__module__.startswith(_OURS)
    if ours or kinds & _PLAIN:
        return str(error).split("\n", 1)[0]
    # What the database refused: Django's error has the driver's own as its cause.
    diag = getattr(error, "diag", None) or getattr(error.__cause__, "diag", None)
    names = ("sqlstate", "table_name", "constraint_name")
    return " ".join(filter(None, (getattr(diag, name, None) for name in names)))


def _short(filename: str) -> str:
    return "/".join(filename.split("/")[-2:])
