"""A CSV file as rows with their lines, whatever its encoding and its separator."""

import contextlib
import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from townline.casework.importing.archives.shapes import Bad, UnreadableFile
from townline.platform.core.text.charsets import encoding_of

if TYPE_CHECKING:
    import _csv

type Row = tuple[int, list[str]]

_SNIFF = 256 * 1024
_SEPARATORS = ",;\t|"


def rows(file: BinaryIO) -> Iterator[Row | Bad]:
    """Give each row with the line on which it begins, the header first. Raises Unreadable."""
    head = file.read(_SNIFF)
    file.seek(0)
    encoding = encoding_of(head)
    # Newlines are the reader's matter: some stand within quotation marks.
    text = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
    first = next(
        (line for line in io.StringIO(head.decode(encoding, "ignore")) if line.strip()), ""
    )
    separator = max(_SEPARATORS, key=first.count)
    try:
        yield from _read(csv.reader(text, delimiter=separator, strict=False), encoding)
    except UnicodeError as error:
        raise UnreadableFile(f"is not whole {encoding.upper()}; save it as UTF-8") from error
    finally:
        with contextlib.suppress(ValueError):  # the file may be closed by now
            text.detach()


def _read(reader: "_csv.Reader", encoding: str) -> Iterator[Row | Bad]:
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            words = f"{error}; is a quotation mark open? lines {line} to {reader.line_num} are lost"
            yield Bad(line, words)
            continue
        if any(_has_bad_bytes(cell) for cell in cells):
            yield Bad(line, f"is not {encoding.upper()}; save the file as UTF-8")
        elif any(cell.strip() for cell in cells):
            yield line, cells


def _has_bad_bytes(cell: str) -> bool:
    return not cell.isascii() and any("\udc80" <= char <= "\udcff" for char in cell)
