"""G.711, both laws: samples as octets and back (ITU-T G.711, tables 1a and 2a)."""

import bisect
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

_NEGATIVE: Final = 0x80


class Law:
    """``sizes``: those of the 128 octets without a sign; ``mask``: bits that travel turned."""

    def __init__(self, sizes: Sequence[int], mask: int) -> None:
        self._mask = mask
        self._values = [
            (-1 if (octet ^ mask) & _NEGATIVE else 1) * sizes[(octet ^ mask) & 127] / 32768
            for octet in range(256)
        ]
        # A sample counts in steps of four, and goes to the nearer of two sizes.
        self._bounds = [(low + high + 4) >> 3 for low, high in pairwise(sizes)]

    def decoded(self, octets: bytes) -> list[float]:
        """Give the samples of octets, from -1 to 1."""
        return [self._values[octet] for octet in octets]

    def encoded(self, samples: Iterable[float]) -> bytes:
        """Give the octets of samples from -1 to 1."""
        return self.encoded_16(int(sample * 32767) for sample in samples)

    def encoded_16(self, samples: Iterable[int]) -> bytes:
        """Give the octets of samples of 16 bits."""
        return bytes(map(self._octet, samples))

    def _octet(self, sample: int) -> int:
        step = sample >> 2
        size = bisect.bisect_right(self._bounds, abs(step))
        return (size if step >= 0 else size | _NEGATIVE) ^ self._mask


def _a(octet: int) -> int:
    exponent, mantissa = octet >> 4, octet & 15
    return (mantissa * 2 + 1) << 3 if exponent == 0 else (mantissa * 2 + 33) << (exponent + 2)


def _mu(octet: int) -> int:
    exponent, mantissa = octet >> 4, octet & 15
    return ((mantissa * 2 + 33) << (exponent + 2)) - 132


ALAW: Final = Law([_a(octet) for octet in range(128)], 0xD5)
MULAW: Final = Law([_mu(octet) for octet in range(128)], 0xFF)
