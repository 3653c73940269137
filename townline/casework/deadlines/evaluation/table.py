"""A table of periods with their ends: read row by row, each mistake told with its line."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from townline.platform.core.calendars import (
    Calendar,
    ClockError,
    Extension,
    Pause,
    Rule,
    parse_rule,
)
from townline.platform.core.calendars.columns import HOLIDAY_COLUMNS, HOLIDAYS
from townline.platform.core.commands import CannotStart
from townline.platform.core.district_files.documents import document
from townline.platform.core.district_files.part import part_read
from townline.platform.core.district_files.problems import Problems
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import CsvRow
from townline.platform.core.settings import Working

COLUMNS = ("id", "rule", "received_at", "pauses", "extension", "expected_due_at")
_REQUIRED = ("rule", "received_at", "expected_due_at")
_EXTENSION = re.compile(r"\+?(?P<rule>[^@\s]+)@(?P<at>[^@]+?)(?:\s+(?P<word>consent|noconsent))?")
_NONE = {"", "none"}
_OPEN = {"", ".."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One period. ``expected`` None: the clock stands still, there is no end."""

    line: int
    id: str
    rule: Rule
    received_at: datetime
    pauses: list[Pause]
    extensions: list[Extension]
    expected: datetime | None


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that cannot be read; the words say why."""

    line: int
    words: str


def rows(path: Path, zone: ZoneInfo) -> Iterator[Case | Bad]:
    """Read a table; moments without an offset are of ``zone``. Raises CannotStart."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    missing = [name for name in _REQUIRED if name not in (reader.fieldnames or [])]
    if missing:
        raise CannotStart(
            f"{path}:1: the header lacks {', '.join(missing)}; accepted: {','.join(COLUMNS)}"
        )
    for cells in reader:
        yield _row(cells, reader.line_num, zone)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise CannotStart(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CannotStart(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error


def _row(cells: dict[str, str], line: int, zone: ZoneInfo) -> Case | Bad:
    # The reader puts what is too much under None, and None where something lacks.
    if None in cells or None in cells.values():
        return Bad(line, "the row has more or fewer columns than the header")
    values = {name: value.strip() for name, value in cells.items()}
    name = values.get("id") or f"line {line}"
    try:
        return Case(
            line=line,
            id=name,
            rule=parse_rule(values["rule"]),
            received_at=_moment("received_at", values["received_at"], zone),
            pauses=[_pause(part, zone) for part in _parts(values.get("pauses", ""))],
            extensions=[_extension(part, zone) for part in _parts(values.get("extension", ""))],
            expected=_expected_moment(values["expected_due_at"], zone),
        )
    except ClockError as error:
        return Bad(line, f"{name}: {error}")


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _moment(name: str, text: str, zone: ZoneInfo) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        # Both ends of the calendar are too near to be written in every zone.
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        return aware.astimezone(zone)
    except (ValueError, OverflowError) as error:
        words = f"{name}: {text!r} is not a moment; write it like 2026-03-09T10:00:00+09:00"
        raise ClockError(words) from error


def _expected_moment(text: str, zone: ZoneInfo) -> datetime | None:
    return None if text.lower() in _NONE else _moment("expected_due_at", text, zone)


def _pause(text: str, zone: ZoneInfo) -> Pause:
    start, slash, end = (part.strip() for part in text.partition("/"))
    if not slash:
        raise ClockError(f"pauses: {text!r} is not a pause; write it like START/END")
    still = end in _OPEN
    return Pause(_moment("pauses", start, zone), None if still else _moment("pauses", end, zone))


def _extension(text: str, zone: ZoneInfo) -> Extension:
    match = _EXTENSION.fullmatch(text)
    if match is None:
        raise ClockError(
            f"extension: {text!r} is not one; write it like "
            "+D:7@2026-03-09T10:00:00+09:00, perhaps with consent or noconsent behind it"
        )
    return Extension(
        rule=parse_rule(match["rule"]),
        at=_moment("extension", match["at"], zone),
        consent=match["word"] == "consent",
    )


# The calendar of a district's folder, without a database.

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
