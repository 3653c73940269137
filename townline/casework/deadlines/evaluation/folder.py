"""The calendar of a district's folder, without a database."""

from datetime import date
from pathlib import Path

from townline.platform.core.calendars import Calendar
from townline.platform.core.calendars.columns import HOLIDAY_COLUMNS, HOLIDAYS
from townline.platform.core.commands import CannotStart
from townline.platform.core.district_files.documents import document
from townline.platform.core.district_files.part import part_read
from townline.platform.core.district_files.problems import Problems
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import CsvRow
from townline.platform.core.settings import Working

_SETTINGS = "district.json"


def folder_calendar(folder: Path) -> Calendar:
    """Read office hours and days off. Raises CannotStart, naming file and line."""
    try:
        text = (folder / _SETTINGS).read_text(encoding="utf-8-sig")
        return _working(text).calendar(_holidays(folder))
    except UnicodeDecodeError as error:
        raise CannotStart(f"{folder}: not UTF-8; save the files as UTF-8") from error
    except OSError as error:
        raise CannotStart(f"{error.filename} cannot be read: {error.strerror}") from error


def _working(text: str) -> Working:
    problems = Problems()
    found = document(_SETTINGS, text, problems)
    working = part_read(Working, found, problems) if found else None
    if working is None:
        raise CannotStart("\n".join(map(str, problems)))
    return working


def _holidays(folder: Path) -> list[date]:
    problems = Problems()
    rows = Source(folder, problems).rows(HOLIDAYS, HOLIDAY_COLUMNS)
    if problems:
        raise CannotStart("\n".join(map(str, problems)))
    return [_date(row) for row in rows]


def _date(row: CsvRow) -> date:
    try:
        return date.fromisoformat(row["date"])
    except ValueError as error:
        words = f"date {row['date']!r} is not a date; write it like 2026-11-25"
        raise CannotStart(f"{HOLIDAYS}:{row.line}: {words}") from error
