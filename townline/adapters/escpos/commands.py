"""The few commands that print a picture and ask how the printer is.

A picture and not letters: what letters a printer has depends on where it was sold.
Source: Epson's published ESC/POS command reference (ESC @, GS v 0, GS V, GS r, DLE EOT).
"""

from PIL import Image

INITIALIZE = b"\x1b@"
CUT = b"\x1dV\x42\x60"  # feed past the blade, then cut but for one point
# Answered at once, also while it is busy or offline: one byte each.
STATUS_PRINTER = b"\x10\x04\x01"
STATUS_OFFLINE = b"\x10\x04\x02"
STATUS_PAPER = b"\x10\x04\x04"
# Answered only when everything before it is printed: one byte.
DONE = b"\x1dr\x01"

_FIXED, _FIXED_ON = 0b1001_0011, 0b0001_0010
_OFFLINE = 0b0000_1000
_COVER, _ERROR = 0b0000_0100, 0b0100_0000
_PAPER_END, _PAPER_LOW = 0b0110_0000, 0b0000_1100
_DONE_END = 0b0000_1100
# Printers of little memory take a picture in slices of so many lines.
_SLICE = 128


def is_status(byte: int) -> bool:
    """Say whether a byte is an answer to DLE EOT: some bits of it are always the same."""
    return byte & _FIXED == _FIXED_ON


def is_paper_status(byte: int) -> bool:
    """Say whether a byte answers for the paper: its sensors set two bits each."""
    pairs = (byte & _PAPER_END, byte & _PAPER_LOW)
    return is_status(byte) and pairs[0] in {0, _PAPER_END} and pairs[1] in {0, _PAPER_LOW}


def is_offline(byte: int) -> bool:
    return bool(byte & _OFFLINE)


def cover_open(byte: int) -> bool:
    return bool(byte & _COVER)


def has_error(byte: int) -> bool:
    return bool(byte & _ERROR)


def paper_out(byte: int) -> bool:
    return bool(byte & _PAPER_END)


def paper_low(byte: int) -> bool:
    return bool(byte & _PAPER_LOW)


def ended_without_paper(byte: int) -> bool:
    """Read the answer to ``DONE``."""
    return bool(byte & _DONE_END)


def raster(image: Image.Image) -> bytes:
    """Write a black-and-white picture; its width must be a multiple of 8 dots."""
    if image.mode != "1" or image.width % 8:
        raise ValueError("a picture of one bit a dot, as wide as a multiple of 8")
    slices = range(0, image.height, _SLICE)
    parts = (image.crop((0, top, image.width, min(top + _SLICE, image.height))) for top in slices)
    return b"".join(_slice(part) for part in parts)


def _slice(part: Image.Image) -> bytes:
    head = (part.width // 8).to_bytes(2, "little") + part.height.to_bytes(2, "little")
    # Pillow's 1 is white; the printer's 1 is a burnt dot.
    dots = bytes(byte ^ 0xFF for byte in part.tobytes())
    return b"\x1dv0\x00" + head + dots
