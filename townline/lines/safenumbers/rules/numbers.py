"""Safe numbers as people write them and as they are shown.

Twelve digits that begin with 050. We read and write them ourselves: general libraries take 050
numbers for possible that do not exist, and break them in odd places. Which of them are ours is
the district's to say (``number_pools.csv``); source of the range: the national numbering plan,
050 and one digit for the operator.
"""

import re
import unicodedata

DIGITS = 12
ACCEPTED = "twelve digits that begin with 050, like 0504-0000-1234"
_SEPARATORS = re.compile(r"[\s\-().\u2010-\u2015\u00b7]+")
_COUNTRY = re.compile(r"^(?:\+|00)?82(?=0?50\d)")
_WHOLE = re.compile(r"050\d{9}")


class NotSafeNumber(ValueError):
    """The text is no number of the 050 range."""


def parse(text: str) -> str:
    """Read a safe number however it is written; gives its twelve digits, ``050400001234``.

    Raises NotSafeNumber, saying what is accepted.
    """
    compact = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    digits = _COUNTRY.sub("", compact)
    if digits != compact and not digits.startswith("0"):
        digits = "0" + digits
    if not digits.isascii() or not _WHOLE.fullmatch(digits):
        raise NotSafeNumber(f"{text[:40]!r} is no safe number; accepted: {ACCEPTED}")
    return digits


def format_number(number: str) -> str:
    """Write twelve digits as they are printed: ``0504-0000-1234``."""
    return f"{number[:4]}-{number[4:8]}-{number[8:]}"


def numbers_whole(first: str, last: str) -> int:
    """Count the numbers from one to another, both included."""
    return int(last) - int(first) + 1


def e164(number: str) -> str:
    """Write twelve digits as networks do: ``+8250400001234``."""
    return f"+82{number[1:]}"
