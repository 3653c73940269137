"""How a text is cut into what networks carry, and what it will cost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from townline.platform.core.text import charsets

MAX_SEGMENTS = 255  # one octet holds the count (3GPP TS 23.040, 9.2.3.24.1)
SMS_BYTES = 90  # the Korean carriers' limits, in cp949
SMS_CHARACTERS = 70  # of a text in another script, which goes as UCS-2
LMS_BYTES = 2000


@dataclass(frozen=True, slots=True)
class Encoding:
    """A way to write a text: units in a lone segment, and in one of several."""

    charset: Literal["gsm7", "ucs2"]
    alone: int
    joined: int
    width: Callable[[str], int]


def _ucs2_width(char: str) -> int:
    return 2 if char > "\uffff" else 1


GSM7 = Encoding("gsm7", 160, 153, charsets.gsm7_septets)
UCS2 = Encoding("ucs2", 70, 67, _ucs2_width)


class TooLong(ValueError):
    """The text needs more segments than a network can join."""


def encoding_of(body: str) -> Encoding:
    """Choose GSM 7-bit when it can write everything, else UCS-2."""
    return GSM7 if charsets.gsm7_supported(body) else UCS2


def split(body: str) -> tuple[Literal["gsm7", "ucs2"], list[str]]:
    """Cut a text into segments whose concatenation is the text; never within a character.

    Characters are never halved, so neither surrogate pairs nor escape pairs are. Raises
    TooLong beyond 255 segments.
    """
    encoding = encoding_of(body)
    widths = [encoding.width(char) for char in body]
    if sum(widths) <= encoding.alone:
        return encoding.charset, [body]
    segments = _cut(body, widths, encoding.joined)
    if len(segments) > MAX_SEGMENTS:
        raise TooLong(f"the text needs {len(segments)} segments; at most {MAX_SEGMENTS} are joined")
    return encoding.charset, segments


def _cut(body: str, widths: list[int], limit: int) -> list[str]:
    segments, start, used = [], 0, 0
    for at, width in enumerate(widths):
        if used + width > limit:
            segments.append(body[start:at])
            start, used = at, 0
        used += width
    return [*segments, body[start:]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMeasure:
    """What a draft amounts to: in the carriers' cp949 bytes, and in segments as sent.

    ``limit`` is the byte limit of ``kind`` (of the LMS when too long). ``not_in_cp949`` lists
    each character that phones may show as a box, once, in order of appearance.
    """

    kind: Literal["SMS", "LMS", "too_long"]
    bytes_cp949: int
    limit: int
    segments: int
    charset: Literal["gsm7", "ucs2"]
    not_in_cp949: list[str]


def measure(body: str) -> TextMeasure:
    """Measure a draft. A character that cp949 lacks counts as two bytes and is listed.

    With one of them the text goes as UCS-2, and an SMS holds seventy characters.
    """
    sizes = {char: _cp949_size(char) for char in dict.fromkeys(body)}
    total = sum(sizes[char] or 2 for char in body)
    kind: Literal["SMS", "LMS", "too_long"] = (
        "too_long" if total > LMS_BYTES else "SMS" if _is_short(body, sizes, total) else "LMS"
    )
    encoding = encoding_of(body)
    widths = [encoding.width(char) for char in body]
    pieces = 1 if sum(widths) <= encoding.alone else len(_cut(body, widths, encoding.joined))
    return TextMeasure(
        kind=kind,
        bytes_cp949=total,
        limit=SMS_BYTES if kind == "SMS" else LMS_BYTES,
        segments=pieces,
        charset=encoding.charset,
        not_in_cp949=[char for char, size in sizes.items() if size is None],
    )


def _is_short(body: str, sizes: Mapping[str, int | None], total: int) -> bool:
    if None in sizes.values():
        return len(body.encode("utf-16-le")) // 2 <= SMS_CHARACTERS
    return total <= SMS_BYTES


def _cp949_size(char: str) -> int | None:
    try:
        return len(charsets.encode("cp949", char))
    except UnicodeEncodeError:
        return None
