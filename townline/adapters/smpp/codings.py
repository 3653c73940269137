"""data_coding: which alphabet the bytes of a text are in. The table is data of a link."""

from collections.abc import Mapping
from typing import Final, cast, get_args

from townline.platform.conversations.ports import Charset

# SMPP 3.4 section 5.2.19, and message classes of GSM 03.38 (0x10.., 0xF0..). In Korea 14
# (KS C 5601) and 0x84 are the extended form, cp949.
DEFAULTS: Final[dict[int, Charset]] = {
    0x00: "gsm7",
    0x01: "latin1",
    0x02: "binary",
    0x03: "latin1",
    0x04: "binary",
    0x08: "ucs2",
    0x0E: "cp949",
    0x84: "cp949",
    **dict.fromkeys(range(0x10, 0x14), "gsm7"),
    **dict.fromkeys(range(0x14, 0x18), "binary"),
    **dict.fromkeys(range(0x18, 0x1C), "ucs2"),
    **dict.fromkeys(range(0xF0, 0xF4), "gsm7"),
    **dict.fromkeys(range(0xF4, 0xF8), "binary"),
}
# For sending: codings with a message class would flash on the screen and not be kept.
_OUTGOING: Final[dict[Charset, tuple[int, ...]]] = {
    "gsm7": (0x00,),
    "latin1": (0x03, 0x00),
    "ucs2": (0x08, 0x00),
    "cp949": (0x0E, 0x84, 0x00),
}
_CHARSETS: Final = frozenset(get_args(Charset))
_BYTE: Final = 0xFF


def table(overrides: Mapping[str, str]) -> dict[int, Charset]:
    """Put a district's or link's own codings over the usual ones.

    ``overrides`` maps a data_coding, written decimal or 0x.., to a charset of ours. Raises
    ValueError naming the entry that is wrong.
    """
    return DEFAULTS | {_code(key): _charset(key, value) for key, value in overrides.items()}


def _code(key: str) -> int:
    try:
        code = int(key, 0)
    except ValueError:
        code = -1
    if not 0 <= code <= _BYTE:
        raise ValueError(f"data_coding {key!r} is not a number from 0 to 255")
    return code


def _charset(key: str, value: str) -> Charset:
    if value not in _CHARSETS:
        names = ", ".join(sorted(_CHARSETS))
        raise ValueError(f"charset {value!r} for data_coding {key} is unknown; known are {names}")
    return cast("Charset", value)


def read(data_coding: int, codings: Mapping[int, Charset]) -> tuple[Charset, str]:
    """Give the charset of a data_coding, and the problem when it cannot be shown as text."""
    charset = codings.get(data_coding)
    if charset is None:
        return "binary", f"data_coding 0x{data_coding:02X} is not known on this link"
    problem = f"binary content (data_coding 0x{data_coding:02X})" if charset == "binary" else ""
    return charset, problem


def code_for(charset: Charset, codings: Mapping[int, Charset]) -> int | None:
    """Give the data_coding by which this link takes a charset, or None."""
    return next((code for code in _OUTGOING.get(charset, ()) if codings.get(code) == charset), None)
