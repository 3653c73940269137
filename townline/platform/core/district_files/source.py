"""A district's folder as text."""

from pathlib import Path

from townline.platform.core import sandbox
from townline.platform.core.district_files.documents import Document, document
from townline.platform.core.district_files.problems import Problems, ValueProblem
from townline.platform.core.district_files.tables import Column, CsvRow, canonical, table, text_of
from townline.platform.core.sandbox.parsers.spreadsheets import read_book

_CSV, _BOOK = ".csv", ".xlsx"
_MOST_ROWS, _MOST_COLUMNS = 100_000, 50


class Source:
    """Reads the files of a folder; what is wrong with their form goes to ``problems``.

    A table may be a workbook of the same name: ``staff.xlsx`` in the place of ``staff.csv``.
    ``read``: what was read, by name, tables as CSV in the names and values of their columns.
    """

    def __init__(self, folder: Path, problems: Problems) -> None:
        self._folder = folder
        self.problems = problems
        self.read: dict[str, bytes] = {}

    def has(self, file: str) -> bool:
        return (self._folder / file).exists() or self._book(file).exists()

    def rows(self, file: str, columns: tuple[Column, ...]) -> list[CsvRow]:
        """Read a table; empty when it cannot be read."""
        text = self._table(file)
        if text is None:
            return []
        before = len(self.problems)
        found = table(file, text, columns, self.problems)
        if len(self.problems) == before and any(one.headings for one in columns):
            written = canonical(text, columns, found)
            if file not in self.read or written != text:
                self.read[file] = written.encode()
        return found

    def _book(self, file: str) -> Path:
        return self._folder / f"{file.removesuffix(_CSV)}{_BOOK}"

    def _table(self, file: str) -> str | None:
        book = self._book(file)
        if not file.endswith(_CSV) or not book.exists():
            return self._text(file)
        if (self._folder / file).exists():
            self.problems.add(file, 0, f"{book.name} is here too; keep one of them")
            return None
        try:
            read = sandbox.call(
                read_book, book.read_bytes(), sheet="", first=True,
                most_rows=_MOST_ROWS, most_columns=_MOST_COLUMNS,
            )  # fmt: skip
        except sandbox.ParserRefused as refused:
            words = f"cannot be read as a workbook ({refused.kind})"
            self.problems.add(book.name, 0, ValueProblem(words, "not_a_workbook"))
            return None
        except OSError as error:
            self.problems.add(book.name, 0, f"cannot be read: {error.strerror}")
            return None
        return text_of(read["rows"])

    def json(self, file: str) -> Document | None:
        """Read a JSON file, or None when it cannot be read."""
        text = self._text(file)
        return None if text is None else document(file, text, self.problems)

    def bytes(self, file: str) -> bytes | None:
        """Read a file as it is, or None when it cannot be read."""
        try:
            self.read[file] = (self._folder / file).read_bytes()
            return self.read[file]
        except FileNotFoundError:
            self.problems.add(file, 0, "the file is missing")
        except OSError as error:
            self.problems.add(file, 0, f"cannot be read: {error.strerror}")
        return None

    def _text(self, file: str) -> str | None:
        data = self.bytes(file)
        if data is None:
            return None
        try:
            # Spreadsheets put a mark before the first letter of UTF-8 files.
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            words = ValueProblem("not UTF-8; save the file as UTF-8", "not_utf8")
            self.problems.add(file, line, words)
            return None
