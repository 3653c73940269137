"""Whole numbers that a form or an address holds."""

_DIGITS = 18  # what a column of whole numbers always takes


def is_number(written: str) -> bool:
    """Say whether ``int`` reads this, and a row may have it as its number.

    ``str.isdigit`` says yes to "²", which ``int`` does not read.
    """
    return written.isdecimal() and len(written) <= _DIGITS
