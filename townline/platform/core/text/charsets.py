"""The character sets of text messages: bytes as networks carry them, and our text.

``gsm7`` is the GSM 03.38 default alphabet, one septet in each byte ("unpacked"), with its
extension table; ``ucs2`` is big-endian with surrogate pairs, as every phone really sends it.
Source: 3GPP TS 23.038, clauses 6.2.1, 6.2.1.1 and 6.2.3.
"""

import codecs

REPLACEMENT = "\ufffd"
_ESCAPE = 0x1B

_ALPHABET = (
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
_FROM_GSM = {code: _ALPHABET[code] if code < len(_ALPHABET) else REPLACEMENT for code in range(256)}
_TO_GSM = {
    **{char: bytes([code]) for code, char in enumerate(_ALPHABET) if code != _ESCAPE},
    **{char: bytes([_ESCAPE, code]) for code, char in _EXTENSION.items()},
}
_CODECS = {"ucs2": "utf-16-be", "latin1": "latin-1", "cp949": "cp949"}


def decode(charset: str, data: bytes) -> str:
    """Read a payload. Never raises: what cannot be read becomes U+FFFD, NUL disappears.

    ``binary`` (and any name not known here) has no text: "". A septet pair whose extension is
    not defined reads as the second septet alone, as the standard asks of receivers.
    """
    if charset == "gsm7":
        return _decode_gsm7(data).replace("\x00", "")
    codec = _CODECS.get(charset)
    return data.decode(codec, "replace").replace("\x00", "") if codec else ""


def _decode_gsm7(data: bytes) -> str:
    head, *escaped = data.split(b"\x1b")
    pieces = [_main(head)]
    for piece in escaped:
        if not piece:  # an escape at the very end, or one that escapes another
            pieces.append(REPLACEMENT)
            continue
        pieces.append(_EXTENSION.get(piece[0]) or _main(piece[:1]))
        pieces.append(_main(piece[1:]))
    return "".join(pieces)


def _main(data: bytes) -> str:
    return data.decode("latin-1").translate(_FROM_GSM)


def encode(charset: str, text: str) -> bytes:
    """Write a text.

    Raises UnicodeEncodeError for a character the set lacks, LookupError for a set that holds
    no text.
    """
    if charset == "gsm7":
        return _encode_gsm7(text)
    return text.encode(_CODECS[charset])


def _encode_gsm7(text: str) -> bytes:
    try:
        return b"".join([_TO_GSM[char] for char in text])
    except KeyError as error:
        at = text.index(error.args[0])
        raise UnicodeEncodeError("gsm7", text, at, at + 1, "not in GSM 03.38") from None


def gsm7_supported(text: str) -> bool:
    """Say whether the default alphabet and its extension can write the whole text."""
    return all(char in _TO_GSM for char in text)


def gsm7_septets(text: str) -> int:
    """Count septets; a character of the extension table takes two. KeyError if it cannot be."""
    return sum(len(_TO_GSM[char]) for char in text)


def ucs2_units(text: str) -> int:
    """Count 16-bit units; a character beyond the basic plane takes two."""
    return len(text) + sum(char > "\uffff" for char in text)


def clean(text: str) -> str:
    """Make a text that a text column takes: no NUL, no half of a surrogate pair."""
    return (
        text.replace("\x00", "").encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")
    )


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding_of(head: bytes) -> str:
    """Guess an encoding: a mark, else UTF-8, else what a Korean spreadsheet writes (CP949)."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(head)  # a letter cut in two at the end is no mistake
    except UnicodeDecodeError:
        return "cp949"
    return "utf-8"
