"""A district's folder as text."""

from pathlib import Path

from townline.platform.core.district_files.documents import Document, document
from townline.platform.core.district_files.problems import Problems
from townline.platform.core.district_files.tables import Column, Row, table


class Source:
    """Reads the files of a folder; what is wrong with their form goes to ``problems``.

    ``read``: what was read, by name.
    """

    def __init__(self, folder: Path, problems: Problems) -> None:
        self._folder = folder
        self.problems = problems
        self.read: dict[str, bytes] = {}

    def has(self, file: str) -> bool:
        return (self._folder / file).exists()

    def rows(self, file: str, columns: tuple[Column, ...]) -> list[Row]:
        """Read a table; empty when it cannot be read."""
        text = self._text(file)
        return [] if text is None else table(file, text, columns, self.problems)

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
            self.problems.add(file, line, "not UTF-8; save the file as UTF-8")
            return None
