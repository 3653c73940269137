from collections.abc import Iterable
from dataclasses import dataclass

from townline.adapters.simulator.smpp import gsm7

GSM7, UCS2 = 0, 8
# Octets of one unit, and of one part when a six-octet header stands before it.
_ROOM = {GSM7: (160, 153), UCS2: (140, 134)}
_CODECS = {1: "latin-1", 3: "latin-1", 8: "utf-16-be", 14: "cp949", 0x84: "cp949"}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as a phone puts it on the air: one payload, or several for a long one."""

    data_coding: int
    payloads: list[bytes]


def whole(body: str) -> str:
    """Give a text as a phone can hold it: a lone surrogate becomes a question mark."""
    return body.encode("utf-16-be", "replace").decode("utf-16-be")


def encode(body: str) -> Encoded:
    """Write a text as a phone does: GSM 7-bit if every sign is in it, else UCS-2.

    Surrogate pairs and escape pairs stay whole. The text is ``whole``.
    """
    signs = [gsm7.encode(sign) for sign in body]
    if None not in signs:
        return Encoded(GSM7, _fill([sign for sign in signs if sign], GSM7))
    return Encoded(UCS2, _fill([sign.encode("utf-16-be") for sign in body], UCS2))


def _fill(signs: Iterable[bytes], data_coding: int) -> list[bytes]:
    whole, part = _ROOM[data_coding]
    signs = list(signs)
    if sum(map(len, signs)) <= whole:
        return [b"".join(signs)]
    parts = [bytearray()]
    for sign in signs:
        if len(parts[-1]) + len(sign) > part:
            parts.append(bytearray())
        parts[-1] += sign
    return [bytes(part) for part in parts]


def decode(data_coding: int, payload: bytes) -> str:
    """Read what the line sent to a phone. Never raises; unreadable octets become U+FFFD."""
    codec = _CODECS.get(data_coding)
    return payload.decode(codec, "replace") if codec else gsm7.decode(payload)
