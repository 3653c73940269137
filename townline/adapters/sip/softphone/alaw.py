"""G.711 A-law: samples from -1 to 1 as octets and back (ITU-T G.711, table 1a)."""

import bisect
from collections.abc import Iterable
from typing import Final


def _value(octet: int) -> float:
    octet ^= 0x55
    exponent, mantissa = (octet >> 4) & 7, octet & 15
    size = (mantissa * 2 + 1) << 3 if exponent == 0 else (mantissa * 2 + 33) << (exponent + 2)
    return (size if octet & 0x80 else -size) / 32768


_VALUES: Final = [_value(octet) for octet in range(256)]
_ORDER: Final = sorted(range(256), key=_VALUES.__getitem__)
_SORTED: Final = [_VALUES[octet] for octet in _ORDER]


def decoded(octets: bytes) -> list[float]:
    """Give the samples of octets."""
    return [_VALUES[octet] for octet in octets]


def encoded(samples: Iterable[float]) -> bytes:
    """Give the octets of samples."""
    return bytes(_ORDER[min(255, bisect.bisect_left(_SORTED, sample))] for sample in samples)
