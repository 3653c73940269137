"""G.711 A-law: samples as octets and back (ITU-T G.711, table 1a)."""

import bisect
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

_FLIPPED: Final = 0x55
_POSITIVE: Final = 0x80


def _size(octet: int) -> int:
    """Give the size of a sample of 16 bits that an octet stands for, without its sign."""
    exponent, mantissa = (octet >> 4) & 7, octet & 15
    return (mantissa * 2 + 1) << 3 if exponent == 0 else (mantissa * 2 + 33) << (exponent + 2)


_SIZES: Final = [_size(octet) for octet in range(128)]
_VALUES: Final = [
    (_SIZES[(octet ^ _FLIPPED) & 127] if (octet ^ _FLIPPED) & _POSITIVE else
     -_SIZES[(octet ^ _FLIPPED) & 127]) / 32768
    for octet in range(256)
]  # fmt: skip
# A sample counts in steps of four, and goes to the nearer of two sizes.
_BOUNDS: Final = [(low + high + 4) >> 3 for low, high in pairwise(_SIZES)]


def decoded(octets: bytes) -> list[float]:
    """Give the samples of octets, from -1 to 1."""
    return [_VALUES[octet] for octet in octets]


def encoded(samples: Iterable[float]) -> bytes:
    """Give the octets of samples from -1 to 1."""
    return encoded_16(int(sample * 32767) for sample in samples)


def encoded_16(samples: Iterable[int]) -> bytes:
    """Give the octets of samples of 16 bits."""
    return bytes(map(_octet, samples))


def _octet(sample: int) -> int:
    step = sample >> 2
    size = bisect.bisect_right(_BOUNDS, abs(step))
    return (size | (_POSITIVE if step >= 0 else 0)) ^ _FLIPPED
