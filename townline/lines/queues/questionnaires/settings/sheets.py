"""An XLSForm's sheets as rows that know where they stand."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from townline.platform.core.district_files.problems import Problems

LANGUAGES = ("ko", "en")  # every word to a resident is said in both
_SHEETS = ("survey", "choices", "settings")
_OTHER = ("external_choices", "entities", "osm", "cascades")
_TRANSLATED = ("label", "hint", "constraint_message")
_COLUMN = re.compile(r"(?P<name>[^:]+?)\s*::\s*(?P<language>.+)")
_LANGUAGE = re.compile(r".*\((?P<code>[a-z]{2,3}(-[A-Za-z]+)?)\)\s*")


class UnreadableBook(ValueError):
    """The file is no XLSX, or has no survey."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row's cells by column; ``words`` are those that stand in several languages."""

    book: "Book"
    sheet: str
    number: int
    cells: dict[str, str]
    words: dict[str, dict[str, str]]

    def trouble(self, words: str) -> None:
        """Note what is wrong with this row."""
        self.book.trouble(self.sheet, self.number, words)

    def only(self, known: Iterable[str]) -> None:
        """Refuse columns that are not known."""
        for column in sorted((self.cells.keys() | self.words.keys()) - set(known)):
            supported = ", ".join(sorted(known))
            self.trouble(f"column {column!r} is not supported here; supported are: {supported}")

    def cell(self, column: str, *, needed: bool = True) -> dict[str, str]:
        """Give the words of a column, in Korean and English at least, or none where none may be."""
        found = self.words.get(column, {})
        if not found and not needed:
            return {}
        for code in LANGUAGES:
            if not found.get(code):
                self.trouble(f"{column} is missing in {code!r}; write it in Korean and English")
        return found


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of one form. ``file`` and ``problems``: where mistakes are told."""

    file: str
    problems: Problems
    sheets: dict[str, list[dict[str, str]]]
    language: str

    def trouble(self, sheet: str, row: int, words: str) -> None:
        """Note what is wrong somewhere."""
        self.problems.add(self.file, 0, f"sheet {sheet}, row {row}: {words}")

    def rows(self, sheet: str) -> Iterator[SheetRow]:
        """Give the rows of a sheet that hold something; the first after the names is 2."""
        for number, raw in enumerate(self.sheets.get(sheet, []), 2):
            if raw:
                yield self._row(sheet, number, raw)

    def _row(self, sheet: str, number: int, raw: dict[str, str]) -> SheetRow:
        row = SheetRow(self, sheet, number, {}, {})
        for column, value in raw.items():
            match = _COLUMN.fullmatch(column.strip())
            name = (match["name"] if match else column).strip().lower()
            if name not in _TRANSLATED:
                row.cells[column.strip().lower() if match else name] = value.strip()
            elif code := self._code(row, match["language"] if match else ""):
                row.words.setdefault(name, {})[code] = value.strip()
        return row

    def _code(self, row: SheetRow, language: str) -> str:
        if not language:
            return self.language
        match = _LANGUAGE.fullmatch(language)
        if match is None:
            row.trouble(f"column ::{language} names no language code; write label::English (en)")
        return match["code"] if match else ""


def book(data: bytes, file: str, problems: Problems) -> Book:
    """Read a workbook. Raises UnreadableBook; a sheet that is not supported goes to problems."""
    # A fifth of a second at each start, for a file that few commands read.
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json_backends import xlsx_to_dict  # noqa: PLC0415

    try:
        sheets = xlsx_to_dict(io.BytesIO(data))
    except PyXFormError as error:
        raise UnreadableBook(f"no XLSX file: {error}") from error
    if "survey" not in (name.lower() for name in sheets["sheet_names"]):
        raise UnreadableBook("there is no sheet `survey`")
    found = Book(file, problems, {name: sheets.get(name, []) for name in _SHEETS}, _first(sheets))
    for name in _OTHER:
        if sheets.get(name):
            found.trouble(name, 1, "this sheet is not supported here; leave it out")
    return found


def _first(sheets: dict[str, list[dict[str, str]]]) -> str:
    """Give the language of a column that names none."""
    settings = sheets.get("settings") or [{}]
    match = _LANGUAGE.fullmatch(settings[0].get("default_language", ""))
    return match["code"] if match else LANGUAGES[0]


# Holding a form against the XLSForm standard, by the reader that ODK's own tools use.

_ROW = re.compile(r"\[row : (?P<row>\d+)\]\s*(?:On the '(?P<sheet>\w+)' sheet,\s*)?")


def standard_troubles(data: bytes) -> list[str]:
    """Say what the standard finds wrong, in its reader's words; nothing where all is well."""
    # A fifth of a second at each start, for a file that few commands read.
    from pyxform.builder import create_survey_element_from_dict  # noqa: PLC0415
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2json import workbook_to_json  # noqa: PLC0415
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415

    try:
        found = workbook_to_json(get_xlsform(io.BytesIO(data)), form_name="data", warnings=[])
        # The programs in Java that could check more are not started: they need a machine of theirs.
        create_survey_element_from_dict(found).to_xml(validate=False, warnings=[])
    except PyXFormError as error:
        return [_format_place(str(error))]
    return []


def _format_place(words: str) -> str:
    """Put sheet and row in front, as all our mistakes have them."""
    match = _ROW.search(words)
    if match is None:
        return words
    sheet = match["sheet"] or "survey"
    return f"sheet {sheet}, row {match['row']}: {words[match.end() :].strip()}"
