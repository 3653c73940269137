"""CSV files read so that every row knows its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from townline.platform.core.district_files.problems import (
    Problems,
    ValueProblem,
    accepted_hint,
)
from townline.platform.core.text.columns import Column, column_names

__all__ = ["Column", "CsvRow", "canonical", "table", "text_of"]


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row; columns are found by name, empty means none."""

    line: int
    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]


def table(file: str, text: str, columns: tuple[Column, ...], problems: Problems) -> list[CsvRow]:
    """Read a table. Wrong headers and rows of a wrong width or length are problems.

    Headings and values may be those that offices write (``Column``).
    """
    known = {column.name: column for column in columns}
    try:
        lines = list(_lines(text))
    except _NotCsv as error:
        problems.add(file, error.line, ValueProblem(f"not CSV: {error}", "not_csv"))
        return []
    names = [column.name for column in columns]
    header = column_names(lines[0][1], columns) if lines else []
    if sorted(header) != sorted(names):
        words = f"the header is {','.join(header)!r}; {accepted_hint([','.join(names)])}"
        problems.add(file, 1, ValueProblem(words, "header", columns=names))
        return []
    rows = []
    for line, cells in lines[1:]:
        if len(cells) != len(header):
            words = f"the row has {len(cells)} columns; the header has {len(header)}"
            facts = {"has": len(cells), "most": len(header)}
            problems.add(file, line, ValueProblem(words, "width", **facts))
            continue
        row = CsvRow(
            line, {k: known[k].value(v.strip()) for k, v in zip(header, cells, strict=True)}
        )
        _check_values(file, row, columns, problems)
        rows.append(row)
    return rows


def canonical(text: str, columns: Sequence[Column], rows: Sequence[CsvRow]) -> str:
    """Give a table in the names and values of its columns; as it is where it has them already."""
    header, *lines = [cells for _, cells in _lines(text)] or [[]]
    written = [dict(zip(header, map(str.strip, cells), strict=False)) for cells in lines]
    if written == [row.values for row in rows]:
        return text
    names = [column.name for column in columns]
    return text_of([(1, names), *((row.line, [row[name] for name in names]) for row in rows)])


def text_of(rows: Sequence[tuple[int, Sequence[object]]]) -> str:
    """Write numbered rows as CSV, each as wide as the first and on the line of its number."""
    out, line = io.StringIO(newline=""), 1
    writer = csv.writer(out, lineterminator="\n")
    width = len(rows[0][1]) if rows else 0
    for number, cells in rows:
        out.write("\n" * (number - line))
        filled = ["" if cell is None else " ".join(str(cell).split()) for cell in cells]
        writer.writerow(filled + [""] * (width - len(filled)))
        line = max(number, line) + 1
    return out.getvalue()


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


def _check_values(file: str, row: CsvRow, columns: tuple[Column, ...], problems: Problems) -> None:
    for column in columns:
        value = row[column.name]
        if not value and not column.empty:
            words = ValueProblem(f"{column.name} is empty", "no_value", column=column.name)
            problems.add(file, row.line, words)
        elif len(value) > column.limit:
            words = ValueProblem(
                f"{column.name} has {len(value)} characters; at most {column.limit} are kept",
                "long_value",
                column=column.name,
                has=len(value),
                most=column.limit,
            )
            problems.add(file, row.line, words)
