"""A part of a file, as ``Range: bytes=…`` asks for it (RFC 9110, section 14)."""

import re

_ONE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Unsatisfiable(ValueError):
    """No byte of the file lies in the range: 416."""


def requested_range(header: str, size: int) -> range | None:
    """Give the bytes that are asked for; None for the whole file.

    What is no range of bytes, or several of them, may be answered whole, and is. Raises
    Unsatisfiable.
    """
    found = _ONE.fullmatch(header.replace(" ", ""))
    if not found or found[0] == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        begin, end = max(size - int(last), 0), size
    else:
        begin, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < begin:
            return None
    if begin >= size or begin >= end:
        raise Unsatisfiable(header)
    return range(begin, end)
