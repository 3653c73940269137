"""Tables of many cars: their lines, and what columns there may be. Pure."""

from collections.abc import Iterable, Sequence

MOST = 10_000
NEEDED = ("plate", "phone")
COLUMNS = (*NEEDED, "phone_2", "phone_3", "fallback", "audience", "language")
_LONGEST = 40

type Line = tuple[int, dict[str, str]]
type Problem = tuple[int, str, str]  # line, words, and which kind it is (for other languages)


class NotTable(ValueError):
    """The whole is no table that could be read; ``line`` is where, the first being 1.

    ``kind``: ``no-table``, ``columns``, ``empty`` or ``too-long``.
    """

    def __init__(self, line: int, words: str, kind: str = "no-table") -> None:
        super().__init__(words)
        self.line = line
        self.kind = kind


def lines_of(rows: Iterable[tuple[int, Sequence[object]]]) -> list[Line]:
    """Find the columns by the first row's names, and give the others that are not empty.

    Raises NotTable for unknown or missing columns, no lines, or too many.
    """
    rows = iter(rows)
    names = _names(next(rows, (1, ()))[1])
    lines: list[Line] = []
    for line, cells in rows:
        values = dict(zip(names, [_cell(cell) for cell in cells], strict=False))
        if not any(values.values()):
            continue
        if len(lines) == MOST:
            raise NotTable(line, f"more than {MOST:,} lines; cut the file in two", "too-long")
        lines.append((line, values))
    if not lines:
        raise NotTable(1, "the file has no lines below its first one", "empty")
    return lines


def _names(cells: Sequence[object]) -> list[str]:
    names = [_cell(cell).lower() for cell in cells]
    unknown = [name for name in names if name and name not in COLUMNS]
    missing = [name for name in NEEDED if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        told = f"the first line is {','.join(names)[:80]!r}"
        raise NotTable(
            1, f"{told}; columns: {', '.join(COLUMNS)} (the first two are needed)", "columns"
        )
    return names


def _cell(cell: object) -> str:
    # Spreadsheets turn 01000000042 into a number, and lose its first zero.
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell).strip()
    if isinstance(cell, int) and not isinstance(cell, bool) and text.startswith("1"):
        text = f"0{text}"
    return text[:_LONGEST]
