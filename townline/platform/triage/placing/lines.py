"""The national address database's text files: a row a line, columns between ``|``, no header.

Read a line at a time: the file of a province holds a million rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ENCODINGS = ("utf-8-sig", "cp949")
_LOOKED_AT = 1 << 16


class LineWrong(ValueError):
    """A row cannot be read. The message names file and line."""

    def __init__(self, file: Path, line: int, words: str) -> None:
        super().__init__(f"{file}:{line}: {words}")


@dataclass(frozen=True, slots=True)
class AddressLine:
    """One row, with where it stands."""

    file: Path
    number: int
    cells: tuple[str, ...]

    def whole(self, at: int, name: str) -> int:
        """Read a column that is a whole number. Raises LineWrong."""
        value = self.cells[at].strip()
        if not value.isdecimal():
            raise LineWrong(self.file, self.number, f"{name} {value!r} is not a whole number")
        return int(value)


def lines(file: Path) -> Iterator[AddressLine]:
    """Give the rows of a file, of either encoding that it comes in. Raises LineWrong, OSError."""
    number = 0
    try:
        with file.open(encoding=_encoding(file), newline=None) as rows:
            for number, row in enumerate(rows, 1):
                if row.strip():
                    yield AddressLine(file, number, tuple(row.rstrip("\r\n").split("|")))
    except UnicodeDecodeError as error:
        raise LineWrong(file, number + 1, "neither UTF-8 nor CP949 throughout") from error


def _encoding(file: Path) -> str:
    """Guess by the first lines; a letter may be cut at the end of what is looked at."""
    with file.open("rb") as raw:
        start = raw.read(_LOOKED_AT)
    for encoding in _ENCODINGS:
        try:
            start.rsplit(b"\n", 1)[0].decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise LineWrong(file, 1, "neither UTF-8 nor CP949")
