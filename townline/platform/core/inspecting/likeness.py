"""What is seen on a picture as 64 bits: like sights differ in few of them.

A difference hash: nine by eight grey squares, and of each whether the one to its right is
clearly darker. Another size, another quality or a little more light changes hardly any of them.
"""

from PIL import Image

_WIDE, _HIGH = 9, 8
_CLEARLY = 2  # of 255: in a plain sky the noise of the camera would decide
_LEAST = 6  # bits; a night sky or a white wall has fewer, and is like any other
_SIGN = 1 << 63


def likeness(picture: Image.Image) -> int | None:
    """Give the hash as a signed number of 64 bits; None for a night sky or a white wall."""
    grey = picture.convert("L").resize((_WIDE, _HIGH), Image.Resampling.BOX)
    squares = grey.tobytes()
    found = 0
    for row in range(_HIGH):
        for column in range(_WIDE - 1):
            at = row * _WIDE + column
            found = found << 1 | (squares[at] > squares[at + 1] + _CLEARLY)
    if found.bit_count() < _LEAST:
        return None
    return found - (1 << 64) if found & _SIGN else found
