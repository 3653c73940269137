"""Lists as offices keep them: CSV and XLSX, with titles, merged headings and several sheets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from townline.platform.core import sandbox
from townline.platform.core.sandbox.parsers.spreadsheets import read_book
from townline.platform.core.sandbox.parsers.text_tables import read_text_table
from townline.platform.core.text.languages import unquote_cell
from townline.prevention.surveys.errors import UnreadableList

_MEGABYTE = 1 << 20
MOST_BYTES = 20 * _MEGABYTE
_MOST_ROWS, _MOST_COLUMNS = 120_000, 200
_TITLES = 10  # rows above the headings, at most
_PACKED = (b"PK", b"\xd0\xcf\x11\xe0")  # XLSX, and what Excel wrote before 2007

type Range = tuple[int, int, int, int]  # first row and column, last row and column
type Lines = list[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class ListTable:
    """``rows``: line of the file and its cells, as many as headings."""

    headings: list[str]
    rows: list[tuple[int, list[str]]]
    sheet: str = ""


def read(
    content: bytes,
    sheet: str = "",
    budget: sandbox.Budget | None = None,
    report: sandbox.Report | None = None,
) -> ListTable:
    """Read a list, in the sandbox. Raises UnreadableList; of several filled sheets one is named.

    ``budget`` and ``report`` are for jobs; a request waits for the short budget alone.
    """
    if len(content) > MOST_BYTES:
        raise _no("large", most=MOST_BYTES // _MEGABYTE)
    try:
        if content.startswith(_PACKED):
            return _sheet(
                sandbox.call(
                    read_book, content, budget=budget, report=report, sheet=sheet,
                    most_rows=_MOST_ROWS, most_columns=_MOST_COLUMNS,
                )
            )  # fmt: skip
        rows = sandbox.call(
            read_text_table, content, budget=budget,
            most_rows=_MOST_ROWS, most_columns=_MOST_COLUMNS,
        )  # fmt: skip
    except sandbox.ParserRefused as refused:
        raise _no(refused.kind, **refused.values) from None
    return _table(
        [(line, [unquote_cell(c).strip() for c in cells]) for line, cells in rows], height=1
    )


def _no(why: str, **values: object) -> UnreadableList:
    return UnreadableList(why, why=why, **values)


def _table(lines: Lines, height: int, sheet: str = "") -> ListTable:
    """Take the headings from the first line with two words, and what stands below."""
    rest = iter(lines)
    headings = _headings(rest)
    for _ in range(height - 1):
        below = _wide(next(rest, (0, []))[1], len(headings))
        headings = [_join_headings(*pair) for pair in zip(headings, below, strict=True)]
    rows = [(line, _wide(cells, len(headings))) for line, cells in rest if any(cells)]
    if not rows:
        raise _no("empty")
    if len(rows) > _MOST_ROWS:
        raise _no("many", most=_MOST_ROWS)
    return ListTable(headings, rows, sheet)


def _headings(lines: Iterator[tuple[int, list[str]]]) -> list[str]:
    for _ in range(_TITLES):
        found = next(lines, None)
        if found is None:
            raise _no("empty")
        if sum(bool(cell) for cell in found[1]) > 1:
            return found[1]
    raise _no("headings")


def _join_headings(above: str, below: str) -> str:
    return above if above == below or not below else f"{above} {below}".strip()


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _sheet(found: dict[str, Any]) -> ListTable:
    merged: list[Range] = [
        (top, left, bottom, right) for top, left, bottom, right in found["merged"]
    ]
    titles = {
        top for top, left, _, right in merged if right - left + 1 >= max(2, found["columns"] - 1)
    }
    rows: Lines = [
        (number, [_text(cell) for cell in cells])
        for number, cells in found["rows"]
        if number not in titles or number > _TITLES
    ]
    width = max((len(cells) for _, cells in rows[: _TITLES * 2]), default=0)
    lines = [(number, _wide(cells, max(width, len(cells)))) for number, cells in rows]
    return _table(lines, _height(merged, lines), found["sheet"])


def _height(merged: Sequence[Range], lines: Lines) -> int:
    """Give how many rows the headings take: as far down as what is merged in their first row."""
    first = next((line for line, cells in lines if sum(map(bool, cells)) > 1), 1)
    own = [each for each in merged if each[0] == first]
    across = any(right > left for _, left, _, right in own)
    deep = max((bottom for _, _, bottom, _ in own), default=first)
    return int(max(deep, first + across) - first + 1)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
