"""Reading what a district decides about safe parking numbers, and its pools of them."""

from typing import Any

from townline.lines.safenumbers.api import (
    Audience,
    NotSafeNumber,
    PoolEntry,
    number_parse,
    numbers_whole,
)
from townline.platform.core.district_files.quiet import hours
from townline.platform.core.district_files.shapes import Shape
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column, Row
from townline.platform.core.text import msisdn

FILE = "number_pools.csv"
_COLUMNS = (
    Column("prefix", 20),
    Column("first", 12),
    Column("last", 12),
    Column("quarantine_days", 4),
)
_MOST = 1_000_000  # numbers of one line
_MOST_DAYS = 3650
_MOST_PHONES = 9
_KEY = "safe_numbers"


def safe_numbers(shape: Shape, data: dict[str, Any]) -> None:
    """Check ``safe_numbers`` of district.json; what is left out is as usual."""
    if _KEY not in data:
        return
    said = shape.keys(_KEY)
    if "lasts" in said:
        for audience in shape.keys(_KEY, "lasts"):
            if audience not in list(Audience):
                words = f"is nobody's; accepted: {', '.join(Audience)}"
                shape.problem((_KEY, "lasts", audience), words)
            shape.duration(_KEY, "lasts", audience)
    for name in {"remind", "rotated_tells", "owner_link"}.intersection(said):
        shape.duration(_KEY, name)
    if data[_KEY].get("quiet") is not None:
        hours(shape, _KEY, "quiet")
    _others(shape, said)


def _others(shape: Shape, said: list[str]) -> None:
    for name in ("phones", "cars"):
        if name in said:
            _digit(shape, name)
    if "public" in said:
        shape.value(_KEY, "public", kind=bool, words="true or false")
    if "access_number" in said:
        shape.parsed(_KEY, "access_number", reader=_number)
    if "consent" in said:
        shape.text(_KEY, "consent", "version", limit=20)
        shape.names(_KEY, "consent", limits=(2000, 3000))


def _digit(shape: Shape, name: str) -> None:
    number = shape.value(_KEY, name, kind=int, words="a whole number, 1 to 9")
    if number is not None and not 1 <= number <= _MOST_PHONES:
        shape.problem((_KEY, name), "must be a whole number, 1 to 9")


def _number(text: str) -> None:
    if text and not msisdn.is_whole(text):
        raise ValueError(f"{text!r} is no telephone number; write it like 02-0000-0100")


def pools(source: Source) -> list[PoolEntry]:
    """Read number_pools.csv; a district without the file gives out no numbers."""
    if not source.has(FILE):
        return []
    found: list[tuple[Row, PoolEntry]] = []
    for row in source.rows(FILE, _COLUMNS):
        try:
            entry = _entry(row)
        except ValueError as error:
            source.problems.add(FILE, row.line, str(error))
            continue
        if clash := next((one for one, other in found if _overlap(entry, other)), None):
            words = f"some of these numbers stand already on line {clash.line}"
            source.problems.add(FILE, row.line, words)
        found.append((row, entry))
    return [entry for _, entry in found]


def _entry(row: Row) -> PoolEntry:
    first, last = (_end(row, name) for name in ("first", "last"))
    if first > last:
        raise ValueError(f"first {row['first']!r} comes after last {row['last']!r}")
    if numbers_whole(first, last) > _MOST:
        raise ValueError(f"the line names more than {_MOST:,} numbers; write several lines")
    days = row["quarantine_days"]
    if not (days.isascii() and days.isdigit() and int(days) <= _MOST_DAYS):
        raise ValueError(f"quarantine_days {days!r} must be a whole number of days, 0 to 3650")
    return PoolEntry(first, last, int(days))


def _end(row: Row, name: str) -> str:
    try:
        return number_parse(row["prefix"] + row[name])
    except NotSafeNumber as error:
        raise ValueError(f"prefix and {name}: {error}") from error


def _overlap(one: PoolEntry, other: PoolEntry) -> bool:
    return one.first <= other.last and other.first <= one.last
