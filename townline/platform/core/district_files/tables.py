"""CSV files read so that every row knows its line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from townline.platform.core.district_files.problems import Problems, accepted


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how long a value may be, and whether it may be empty."""

    name: str
    limit: int
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; columns are found by name, empty means none."""

    line: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def table(file: str, text: str, columns: tuple[Column, ...], problems: Problems) -> list[Row]:
    """Read a table. Wrong headers and rows of a wrong width or length are problems."""
    try:
        lines = list(_lines(text))
    except _NotCsv as error:
        problems.add(file, error.line, f"not CSV: {error}")
        return []
    names = [column.name for column in columns]
    header = lines[0][1] if lines else []
    if sorted(header) != sorted(names):
        words = f"the header is {','.join(header)!r}; {accepted([','.join(names)])}"
        problems.add(file, 1, words)
        return []
    rows = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            words = f"the row has {len(cells)} columns; the header has {len(header)}"
            problems.add(file, line, words)
            continue
        row = Row(line, {k: v.strip() for k, v in zip(header, cells, strict=True)})
        _check_values(file, row, columns, problems)
        rows.append(row)
    return rows


class _NotCsv(ValueError):
    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row with the line it begins on: a quoted value may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if cells:
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _NotCsv(line, str(error)) from error


def _check_values(file: str, row: Row, columns: tuple[Column, ...], problems: Problems) -> None:
    for column in columns:
        value = row[column.name]
        if not value and not column.empty:
            problems.add(file, row.line, f"{column.name} is empty")
        elif len(value) > column.limit:
            words = f"{column.name} has {len(value)} characters; at most {column.limit} are kept"
            problems.add(file, row.line, words)
