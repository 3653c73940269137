"""Reading ``forms/<code>.xlsx``: XLSForms, as far as a questionnaire while waiting needs them.

Every mistake is told by sheet and row. What is not supported is refused in words, never passed
over.
"""

from collections.abc import Iterable
from typing import Any

from townline.lines.queues.questionnaires.api import FormEntry
from townline.lines.queues.questionnaires.settings.sheets import (
    Book,
    UnreadableBook,
    book,
    standard_troubles,
)
from townline.lines.queues.questionnaires.settings.survey import choices_of, items_of
from townline.platform.core.district_files.problems import Problems
from townline.platform.core.district_files.source import Source

__all__ = ["forms"]
_SETTINGS = frozenset(("form_title", "form_id", "version", "default_language", "style"))


def forms(source: Source, codes: Iterable[str]) -> list[FormEntry]:
    """Read the questionnaires that queues name; what is wrong goes to the source's problems."""
    read = ((code, _definition(source, f"forms/{code}.xlsx")) for code in sorted(codes))
    return [FormEntry(code=code, definition=found) for code, found in read if found is not None]


def _definition(source: Source, file: str) -> dict[str, Any] | None:
    data = source.bytes(file)
    if data is None:
        return None
    before = len(source.problems)
    try:
        found = book(data, file, source.problems)
    except UnreadableBook as error:
        source.problems.add(file, 0, str(error))
        return None
    settings = _settings(found)
    items = items_of(found, choices_of(found))
    if len(source.problems) == before:
        _standard(data, file, source.problems)
    languages = sorted({code for item in items for code in item["label"]})
    return {"title": settings.get("form_title", ""), "languages": languages, "items": items}


def _settings(found: Book) -> dict[str, str]:
    row = next(iter(found.rows("settings")), None)
    if row is None:
        return {}
    row.only(_SETTINGS)
    return dict(row.cells)


def _standard(data: bytes, file: str, problems: Problems) -> None:
    """Hold it against the standard itself, so that other programs read the same file too."""
    for words in standard_troubles(data):
        problems.add(file, 0, words)
