"""``townline hazards grade``: a table of cavities in, a table of grades out; pure.

The shape of both is kept stable; whatever is wrong with a row is told by its line, and then
nothing is given.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from townline.prevention.hazards.explorations.rules.findings import COLUMNS as FINDINGS
from townline.prevention.hazards.explorations.rules.grades import (
    Bound,
    Grade,
    GradeMeasure,
    Measured,
    grade,
)

COLUMNS = ("id", "asphalt_cm", "cover_cm", "width_m", "length_m")
OUT = ("id", "grade", "repair_within", "flag")
_NUMBER = re.compile(r"\d{1,6}(\.\d{0,6})?|\.\d{1,6}")
_MOST = {"asphalt_cm": 1_000, "cover_cm": 1_000, "width_m": 100, "length_m": 1_000}


def _bare(heading: str) -> str:
    """Reduce a heading to its letters: spaces, a unit in brackets and a BOM do not count."""
    return re.sub(r"[\s\ufeff]|\((cm|m|센티미터|미터)\)", "", heading.lower())


class BadTable(ValueError):
    """The table has mistakes; ``lines`` of words, each naming its line and what is accepted."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = list(lines)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: list[str]


def grade_csv(text: str, bounds: Sequence[Bound], repair: Mapping[Grade, str]) -> str:
    """Grade each row of a CSV; give a CSV of the same order. Raises BadTable.

    ``repair``: what stands in ``repair_within``, by grade.
    """
    rows = [*_rows(text)]
    if not rows:
        raise BadTable([f"the file is empty; accepted: a header {','.join(COLUMNS)}, then rows"])
    header = [_column(cell) for cell in rows[0].cells]
    if sorted(header) != sorted(COLUMNS):
        words = f"line {rows[0].line}: the header is {','.join(header)!r}; accepted: {_HEADER}"
        raise BadTable([words])
    if wrong := [words for row in rows[1:] for words in _wrong(row, header)]:
        raise BadTable(wrong)
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(OUT)
    for row in rows[1:]:
        table.writerow(_line(dict(zip(header, row.cells, strict=True)), bounds, repair))
    return out.getvalue()


_HEADER = ",".join(COLUMNS)
# As Korean offices head them.
_HEADINGS = {
    "id": ("번호", "관리번호", "공동번호", "이름"),
    **{name: FINDINGS[name] for name in COLUMNS[1:]},
}
_BY_HEADING = {_bare(word): name for name, words in _HEADINGS.items() for word in (name, *words)}


def _column(cell: str) -> str:
    """Know a column by its English name or a Korean heading."""
    return _BY_HEADING.get(_bare(cell), cell.strip().lower())


def iso(span: dt.timedelta) -> str:
    """Write a span as ISO 8601 does: ``PT4H``, ``P30D``, ``P1DT12H``."""
    hours, rest = divmod(span.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    days = f"{span.days}D" if span.days else ""
    parts = [(hours, "H"), (minutes, "M"), (seconds, "S")]
    time = "".join(f"{n}{unit}" for n, unit in parts if n)
    return f"P{days}{'T' + time if time else ''}" if days or time else "PT0S"


def _rows(text: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadTable([f"line {line}: not CSV: {error}"]) from error


def _wrong(row: _Row, header: Sequence[str]) -> Iterator[str]:
    if len(row.cells) != len(header):
        yield f"line {row.line}: it has {len(row.cells)} columns; accepted: {_HEADER}"
        return
    for name, cell in zip(header, map(str.strip, row.cells), strict=True):
        if name == "id" and not cell:
            yield f"line {row.line}: id is empty; accepted: any name of the cavity"
        elif name != "id" and not _is_good(name, cell):
            most = f"a number from 0 to {_MOST[name]}, or nothing where it was not measured"
            yield f"line {row.line}: {name} is {cell!r}; accepted: {most}"


def _is_good(name: str, cell: str) -> bool:
    return not cell or (bool(_NUMBER.fullmatch(cell)) and float(cell) <= _MOST[name])


def _line(
    cells: Mapping[str, str], bounds: Sequence[Bound], repair: Mapping[Grade, str]
) -> list[str]:
    values = {m: cells[m].strip() for m in GradeMeasure}
    found = grade(Measured(*(float(v) if v else None for v in values.values())), bounds)
    return [cells["id"].strip(), found.grade, repair.get(found.grade, ""), ";".join(found.flags)]
