"""Tables of many cars: their lines, and what columns there may be. Pure."""

from collections.abc import Iterable, Sequence

from townline.platform.core.text.columns import Column, column_names

MOST = 10_000
_LONGEST = 40
_AUDIENCES = {
    "주민": "resident",
    "거주자": "resident",
    "방문자": "visitor",
    "방문": "visitor",
    "회사 차": "fleet",
    "회사": "fleet",
    "법인": "fleet",
}
_LANGUAGES = {"한국어": "ko", "국문": "ko", "영어": "en", "영문": "en"}
COLUMNS = (
    Column("plate", _LONGEST, headings=("차 번호", "차량번호", "번호판"), example="12가3456"),
    Column("phone", _LONGEST, headings=("전화번호", "휴대전화", "연락처"), example="010-0000-0042"),
    Column("phone_2", _LONGEST, empty=True, headings=("전화번호 2", "휴대전화 2", "연락처 2")),
    Column("phone_3", _LONGEST, empty=True, headings=("전화번호 3", "휴대전화 3", "연락처 3")),
    Column("fallback", _LONGEST, empty=True, headings=("대표전화", "회사 전화")),
    Column(
        "audience",
        _LONGEST,
        empty=True,
        headings=("대상", "구분"),
        values=_AUDIENCES,
        example="주민",
    ),
    Column(
        "language", _LONGEST, empty=True, headings=("언어",), values=_LANGUAGES, example="한국어"
    ),
)
NEEDED = tuple(column.name for column in COLUMNS if not column.empty)
_KNOWN = {column.name: column for column in COLUMNS}

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
        values = {
            name: _KNOWN[name].value(_cell(cell)) if name else _cell(cell)
            for name, cell in zip(names, cells, strict=False)
        }
        if not any(values.values()):
            continue
        if len(lines) == MOST:
            raise NotTable(line, f"more than {MOST:,} lines; cut the file in two", "too-long")
        lines.append((line, values))
    if not lines:
        raise NotTable(1, "the file has no lines below its first one", "empty")
    return lines


def _names(cells: Sequence[object]) -> list[str]:
    names = column_names([_cell(cell) for cell in cells], COLUMNS)
    unknown = [name for name in names if name and name not in _KNOWN]
    missing = [name for name in NEEDED if name not in names]
    if unknown or missing or len(set(names)) < len(names):
        description = f"the first line is {','.join(names)[:80]!r}"
        raise NotTable(
            1, f"{description}; columns: {', '.join(_KNOWN)} (the first two are needed)", "columns"
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
