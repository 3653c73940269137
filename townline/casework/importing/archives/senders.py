"""Whose number it is: a resident's, a machine's, or no number at all."""

import re

from townline.casework.importing.archives.shapes import Bad, Left, Why
from townline.platform.core.text import msisdn

_LETTER = re.compile(r"[^\W\d_]")
_MACHINE = re.compile(r"[\d\s#*-]{2,12}")
_SEVERAL = re.compile(r"[~,;|]")


def several(written: str) -> list[str]:
    """Give the numbers of a group that are written in one field."""
    return [one.strip() for one in _SEVERAL.split(written) if one.strip()]


def number_fault(line: int, written: str) -> Bad | Left | None:
    """Say why nobody can be answered at what stands in the place of a number, or None."""
    if msisdn.is_whole(written):
        return None
    if not written.strip():
        return Bad(line, "there is no number")
    if _MACHINE.fullmatch(written.strip()):
        return Left(line, Why.SERVICE)
    if _LETTER.search(written):
        # The name itself is not told: it may be a resident's.
        return Bad(line, "a name stands in place of the number; export the texts with numbers")
    return Bad(line, "the number is not whole; write it like 010-0000-0042 or +82 10 0000 0042")
