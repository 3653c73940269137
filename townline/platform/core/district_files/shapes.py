"""What files check step by step that become rows and are no settings."""

from townline.platform.core.district_files.documents import Document, Path_
from townline.platform.core.district_files.problems import (
    Problems,
    ValueProblem,
    accepted_hint,
)
from townline.platform.core.district_files.tables import CsvRow
from townline.platform.core.district_files.values import CODE


class Shape:
    """Checks values of one JSON document; each mistake is told with its line."""

    def __init__(self, document: Document, problems: Problems) -> None:
        self._document = document
        self._problems = problems

    def problem(self, path: Path_, words: str) -> None:
        name = ".".join(map(str, path)) or "the file"
        self._problems.add(self._document.file, self._document.line(*path), f"{name}: {words}")

    def value[T](self, *path: str | int, kind: type[T], words: str) -> T | None:
        """Give the value at a path if it is of a kind, else None and a problem."""
        value: object = self._document.data
        for step in path:
            try:
                value = value[step]  # type: ignore[index]  # anything else is told below
            except (KeyError, IndexError, TypeError):
                self.problem(path, f"missing; it must be {words}")
                return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.problem(path, f"must be {words}")
            return None
        return value

    def text(self, *path: str | int, limit: int = 10_000) -> str:
        value = self.value(*path, kind=str, words="text")
        if value is not None and not value.strip():
            self.problem(path, "is empty")
        elif value is not None and len(value) > limit:
            self.problem(path, f"has {len(value)} characters; at most {limit} are kept")
        return value or ""

    def names(self, *path: str | int, limits: tuple[int, int]) -> tuple[str, str]:
        """Read a name in both languages."""
        korean = self.text(*path, "ko", limit=limits[0])
        return korean, self.text(*path, "en", limit=limits[1])

    def items(self, *path: str | int) -> range:
        """Give the indices of a list."""
        return range(len(self.value(*path, kind=list, words="a list") or []))

    def keys(self, *path: str | int) -> list[str]:
        """Give the keys of an object."""
        return list(self.value(*path, kind=dict, words="an object") or {})

    def one_of(self, *path: str | int, values: list[str]) -> None:
        value = self.value(*path, kind=str, words="text")
        if value is not None and value not in values:
            self.problem(path, f"{value!r} is unknown; {accepted_hint(values)}")


def codes_checked(file: str, rows: list[CsvRow], column: str, problems: Problems) -> list[CsvRow]:
    """Check codes: their letters, and that none comes twice; the first of two counts."""
    first: dict[str, CsvRow] = {}
    for row in rows:
        code = row[column]
        if code in first:
            line = first[code].line
            words = f"{column} {code!r} stands already on line {line}"
            problems.add(file, row.line, ValueProblem(words, "twice", value=code, line=line))
            continue
        first[code] = row
        if code and not CODE.fullmatch(code):
            words = f"{column} {code!r} may hold only lower-case letters, digits, '-', '_', '.'"
            problems.add(file, row.line, ValueProblem(words, "code", value=code))
    return list(first.values())
