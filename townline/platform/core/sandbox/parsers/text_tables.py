"""Tables as text: CSV and its like, in the encodings that Korean spreadsheets write."""

import csv
import io
from pathlib import Path

from townline.platform.core.sandbox.refusals import ParserRefused
from townline.platform.core.text.charsets import encoding_of

_SEPARATORS = ",;\t|"


def read_text_table(
    folder: Path,
    *,
    most_rows: int,
    most_columns: int,
    separators: str = _SEPARATORS,
    strict: bool = False,
) -> list[tuple[int, list[str]]]:
    """Give the first line and the cells of each row of the file ``0`` that is not blank.

    UTF-8 (with or without a mark), UTF-16 or CP949. Raises Refused: ``encoding``, ``format``
    (``line``, where ``strict`` and a quotation mark stands alone), ``many``, ``wide``.
    """
    content = (folder / "0").read_bytes()
    try:
        text = content.decode(encoding_of(content)).replace("\x00", "")
    except UnicodeError:
        raise ParserRefused("encoding") from None
    head = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(separators, key=head.count), strict=strict
    )
    rows: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                rows.append((begins, cells))
                _check(rows, most_rows, most_columns)
            begins = reader.line_num + 1
    except csv.Error:
        raise ParserRefused("format", line=begins) from None
    return rows


def _check(rows: list[tuple[int, list[str]]], most_rows: int, most_columns: int) -> None:
    if len(rows) > most_rows + 1:  # one for the headings
        raise ParserRefused("many", most=most_rows)
    if len(rows[-1][1]) > most_columns:
        raise ParserRefused("wide", most=most_columns)
