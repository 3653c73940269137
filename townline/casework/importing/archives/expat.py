"""XML read as a stream, with nothing in it that could grow: no document type, no entities."""

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from townline.casework.importing.archives.shapes import UnreadableFile

CHUNK = 64 * 1024
_LARGEST = 64 * 1024 * 1024  # one entry with its photos; no network carries a text of that size
_REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}));")
_PAIR = re.compile(rb"&#(5[56]\d{3});&#(5[67]\d{3});")
_TAIL = re.compile(rb"&[#\w]{0,12};?(?:&[#\w]{0,12})?\Z")
_LINE_ENDS = {9, 10, 13}
_SPACE, _HIGH, _LOW, _LOW_END, _LAST = 0x20, 0xD800, 0xDC00, 0xE000, 0x10FFFF

type Start = Callable[[str, dict[str, str], int], None]
type End = Callable[[str], None]


class Broken(Exception):
    """The XML ends or breaks at ``line``; what came before it was read."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


def parse(file: BinaryIO, start: Start, end: End) -> Iterator[None]:
    """Call back for each element, giving control after each piece of the file. Raises Broken.

    Raises Unreadable for a file with a document type: a backup has none, an entity bomb does.
    """
    parser = expat.ParserCreate()
    waiting = 0  # bytes since the last element

    def on_start(name: str, attributes: dict[str, str]) -> None:
        nonlocal waiting
        waiting = 0
        start(name, attributes, parser.CurrentLineNumber)

    parser.StartElementHandler = on_start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in repair_pieces(file):
            waiting += len(piece)
            parser.Parse(piece, False)
            if waiting > _LARGEST:
                raise Broken(parser.CurrentLineNumber, "one entry is larger than 64 MB")
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise Broken(error.lineno, expat.ErrorString(error.code) or "not XML") from error
    except (ValueError, LookupError) as error:
        # A many-byte encoding other than Unicode's own: the parser has no table for it.
        raise UnreadableFile("is in an encoding that cannot be read; save it as UTF-8") from error


def _refuse(*_words: object) -> None:
    raise UnreadableFile("has a document type, as no backup of texts has; it is not read")


def repair_pieces(file: BinaryIO) -> Iterator[bytes]:
    """Give a file in pieces, with references mended that phones write and XML does not know.

    Some write an emoji as its two halves (``&#55357;&#56842;``), some a NUL. A piece never ends
    within a reference.
    """
    pending = b""
    while piece := file.read(CHUNK):
        piece = pending + piece
        tail = _TAIL.search(piece, max(len(piece) - 32, 0))
        cut = tail.start() if tail else len(piece)
        pending = piece[cut:]
        yield _repair_references(piece[:cut])
    yield _repair_references(pending)


def _repair_references(piece: bytes) -> bytes:
    if b"&#" not in piece:
        return piece
    return _REFERENCE.sub(_alone, _PAIR.sub(_join_surrogates, piece))


def _join_surrogates(match: re.Match[bytes]) -> bytes:
    high, low = int(match[1]), int(match[2])
    if not (_HIGH <= high < _LOW <= low < _LOW_END):
        return match[0]
    return b"&#%d;" % (0x10000 + (high - _HIGH) * 0x400 + (low - _LOW))


def _alone(match: re.Match[bytes]) -> bytes:
    number = int(match[1], 16) if match[1] else int(match[2])
    sound = number in _LINE_ENDS or (
        _SPACE <= number <= _LAST
        and not _HIGH <= number < _LOW_END
        and number not in {0xFFFE, 0xFFFF}
    )
    return match[0] if sound else b"&#65533;"
