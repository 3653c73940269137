"""Telephone numbers as residents write them and as networks send them.

Numbers are kept in E.164 (``+821000000042``). Only shapes are checked: whether a number is
in service is the network's to know. Source of the Korean plan: the national numbering rules
(mobile 010 and the older 011-019 series; 02 and 031-064 landlines; 050 relay numbers).
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Kind = Literal["mobile", "fixed", "relay", "other"]

_SEPARATORS = re.compile(r"[\s\-().\u2010-\u2015\u00b7]+")
_COUNTRY = "82"
SHORTEST = 11  # digits of a Korean number with its country code
SHOWN = 4  # digits that a mask leaves
_NATIONAL_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"10\d{8}|1[16789]\d{7,8}"), "mobile"),
    (re.compile(r"50\d{8,10}"), "relay"),
    (re.compile(r"2\d{7,8}|[3-6][1-5]\d{7,8}|70\d{8}|80\d{7,8}"), "fixed"),
)


class InvalidNumber(ValueError):
    """The text is not a telephone number."""


@dataclass(frozen=True, slots=True)
class Msisdn:
    """A sender or receiver as a network names it.

    ``value`` is E.164 with a plus sign where the number is complete, else the digits or
    letters as received (short codes, alphanumeric senders).
    """

    value: str
    kind: Kind

    @property
    def is_mobile(self) -> bool:
        """Whether a text can be sent back to this number."""
        return self.kind == "mobile"


def parse(text: str) -> Msisdn:
    """Read a number as a network or a person writes it. Raises InvalidNumber if empty."""
    # Full-width digits are the same number.
    compact = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    if not compact:
        raise InvalidNumber("the number is empty; write it like 010-0000-0042 or +82 10 0000 0042")
    return (
        _parse_international(compact) or _parse_national(compact) or Msisdn(compact[:32], "other")
    )


def is_whole(text: str) -> bool:
    """Say whether a text is a complete number and nothing else, however it is written."""
    try:
        return parse(text).value.startswith("+")
    except InvalidNumber:
        return False


def _parse_international(compact: str) -> Msisdn | None:
    if compact.startswith("00") and not compact.startswith("000"):
        compact = "+" + compact[2:]
    if (
        compact.startswith(_COUNTRY)
        and len(compact) >= SHORTEST
        and compact.isascii()
        and compact.isdigit()
    ):
        compact = "+" + compact
    if not re.fullmatch(r"\+[1-9]\d{6,14}", compact):
        return None
    if compact.startswith("+" + _COUNTRY):
        national = compact[3:].removeprefix("0")
        return Msisdn(f"+{_COUNTRY}{national}", _kind(national))
    return Msisdn(compact, "mobile")


def _parse_national(compact: str) -> Msisdn | None:
    if not re.fullmatch(r"0[1-9]\d{7,10}", compact):
        return None
    return Msisdn(f"+{_COUNTRY}{compact[1:]}", _kind(compact[1:]))


def _kind(national: str) -> Kind:
    return next((kind for pattern, kind in _NATIONAL_KINDS if pattern.fullmatch(national)), "other")


def national(value: str) -> str:
    """Write an E.164 number the way people at home dial it: ``010-0000-0042``."""
    if not value.startswith("+" + _COUNTRY):
        return value
    digits = "0" + value[3:]
    head = 2 if digits.startswith("02") else 4 if digits.startswith("050") else 3
    return f"{digits[:head]}-{digits[head:-4]}-{digits[-4:]}"


def mask(value: str) -> str:
    """Write a number so that only its last four digits can be read: ``010-****-0042``."""
    if not value.startswith("+"):
        return value if len(value) <= SHOWN else value[:1] + "*" * (len(value) - 2) + value[-1:]
    if value.startswith("+" + _COUNTRY):
        head, middle, tail = national(value).split("-")
        return f"{head}-{'*' * len(middle)}-{tail}"
    return f"{value[:3]}{'*' * (len(value) - 7)}{value[-4:]}"
