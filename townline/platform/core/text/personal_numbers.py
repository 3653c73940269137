"""Telephone and resident registration numbers anywhere in a text, however they are written."""

import re
import unicodedata

from townline.platform.core.text import msisdn

# At most three signs stand between two digits: 010-0000-0042, 010 . 0000 . 0042, (02) 000-0042.
_GAP = r"[^\w]{0,3}"
# A decimal, a day or the rest of a longer number is no beginning.
_BEGIN = r"(?<!\d)(?<!\d[-.:])"
_HOME = rf"(?:(?:\+|00)?{_GAP}82{_GAP}0?|0){_GAP}"
_MOBILE = rf"1[016789](?:{_GAP}\d){{7,8}}"
_FIXED = rf"(?:2|[3-6]{_GAP}[1-5]|[78]{_GAP}0|5{_GAP}0(?:{_GAP}\d)?){_GAP}\d{{3,4}}{_GAP}\d{{4}}"
_ABROAD = rf"(?:\+|00)[1-9](?:{_GAP}\d){{7,14}}"
_TELEPHONE = re.compile(rf"{_BEGIN}(?:{_HOME}(?:{_MOBILE}|{_FIXED})|{_ABROAD})(?!\d)")
# YYMMDD, then seven digits of which the first says the century: Resident Registration Act, rule 2.
_REGISTRATION = re.compile(
    rf"{_BEGIN}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_GAP}[0-9]\d{{6}}(?!\d)"
)
MASK = "******-*******"
_DECIMAL = re.compile(r"-?\d+\.\d+")


def has_number(text: str) -> bool:
    """Say whether a telephone number or a resident registration number stands in a text."""
    plain = unicodedata.normalize("NFKC", text)
    if sum(letter.isdigit() for letter in plain) < msisdn.SHORTEST - 3:
        return False
    digits = _in_ascii(plain)
    return (
        (msisdn.is_whole(digits) and _DECIMAL.fullmatch(digits) is None)
        or _TELEPHONE.search(digits) is not None
        or _REGISTRATION.search(digits) is not None
    )


def mask_registration_numbers(text: str) -> str:
    """Put ``******-*******`` in the place of each resident registration number.

    Also of a foreigner's. The check digit is not looked at: it says nothing since October 2020.
    """
    for found in reversed([*_REGISTRATION.finditer(_in_ascii(text))]):
        text = text[: found.start()] + MASK + text[found.end() :]
    return text


def has_registration_number(text: str) -> bool:
    """Say whether a text holds such a number, or held one before it was masked."""
    return MASK in text or _REGISTRATION.search(_in_ascii(text)) is not None


def _in_ascii(text: str) -> str:
    """Write digits of any script as ASCII, one for one."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
