"""What an XLSX file says of its sheets before anything is built of it: read as bytes, in C."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from townline.platform.core.sandbox.refusals import ParserRefused

TITLES = 20  # rows that titles and headings take, at most
_MEGABYTE = 1 << 20
_UNPACKED = 300 * _MEGABYTE
_ENTRIES = 2_000
_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_CHUNK = _MEGABYTE
# Prefixes as some programs write them (``x:row``).
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?:\s[^>]*)?>[^<]")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_TAIL = 400  # bytes; no <mergeCell/> is longer
_MERGES = 20_000


@dataclass(frozen=True, slots=True)
class SheetSize:
    """``filled``: rows with a value; ``merged``: ranges as the file writes them (``A1:C2``)."""

    filled: int
    merged: list[str]


def check_book(source: Path) -> None:
    """Refuse what is no XLSX, or unpacks to more than the limit. Raises Refused."""
    with source.open("rb") as file:
        head = file.read(4)
    if head == _OLD_EXCEL:
        raise ParserRefused("old_excel")
    if not head.startswith(b"PK"):
        raise ParserRefused("format")
    try:
        with zipfile.ZipFile(source) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        raise ParserRefused("broken") from None
    if not any(each.filename == _WORKBOOK for each in entries):
        raise ParserRefused("format")
    # No entry gives more than it declares: zipfile stops reading there.
    if len(entries) > _ENTRIES or sum(each.file_size for each in entries) > _UNPACKED:
        raise ParserRefused("unpacked", most=_UNPACKED // _MEGABYTE)


def sheet_sizes(source: Path, most_rows: int) -> dict[str, SheetSize]:
    """Check the book and look at each sheet's size, by its path in the book. Raises Refused."""
    check_book(source)
    with zipfile.ZipFile(source) as packed:
        found = {}
        for name in filter(_SHEET.fullmatch, packed.namelist()):
            with packed.open(name) as file:
                found[name] = sheet_size(file, most_rows)
    return found


def sheet_size(file: IO[bytes], most_rows: int) -> SheetSize:
    """Count the rows with values and find the merged ranges. Raises Refused (``many``)."""
    filled, rest = 0, b""
    merged: list[str] = []
    for chunk in _chunks(file):
        *rows, rest = _ROW_END.split(rest + chunk)
        filled += sum(_VALUE.search(row) is not None for row in rows)
        if filled > most_rows + TITLES:
            raise ParserRefused("many", most=most_rows)
        if not rows and len(rest) > _CHUNK * 8:  # behind the rows, or a row beyond all measure
            merged += _merged_ranges(rest[:-_TAIL])
            rest = rest[-_TAIL:]
    merged += _merged_ranges(rest)
    if len(merged) > _MERGES:
        raise ParserRefused("merges", most=_MERGES)
    return SheetSize(filled, merged)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _merged_ranges(data: bytes) -> list[str]:
    return [each.decode("ascii") for each in _MERGED.findall(data)]
