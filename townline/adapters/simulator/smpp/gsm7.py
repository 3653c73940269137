"""The default alphabet of 3GPP TS 23.038, one septet in each octet, as SMPP carries it.

The simulator has its own tables on purpose: a network does not share code with the line it
serves, and a mistake made twice alike would never show.
"""

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = {
    0x0A: "\f",
    0x14: "^",
    0x28: "{",
    0x29: "}",
    0x2F: "\\",
    0x3C: "[",
    0x3D: "~",
    0x3E: "]",
    0x40: "|",
    0x65: "€",
}
_ESCAPE = 0x1B
_OCTETS = {sign: bytes([code]) for code, sign in enumerate(_BASIC) if code != _ESCAPE} | {
    sign: bytes([_ESCAPE, code]) for code, sign in _EXTENSION.items()
}


def encode(sign: str) -> bytes | None:
    """Give the one or two octets of a sign, or None if the alphabet lacks it."""
    return _OCTETS.get(sign)


def decode(octets: bytes) -> str:
    """Read octets. Never raises: what the alphabet lacks becomes U+FFFD."""
    signs: list[str] = []
    codes = iter(octets)
    for code in codes:
        if code == _ESCAPE:
            signs.append(_EXTENSION.get(next(codes, _ESCAPE), "\ufffd"))
        else:
            signs.append(_BASIC[code] if code < len(_BASIC) else "\ufffd")
    return "".join(signs)
