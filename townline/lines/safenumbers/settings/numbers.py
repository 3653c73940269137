"""Reading number_pools.csv: the numbers that a district may give out."""

from townline.lines.safenumbers.api import (
    NotSafeNumber,
    PoolEntry,
    number_parse,
    numbers_whole,
)
from townline.platform.core.district_files.source import Source
from townline.platform.core.district_files.tables import Column, CsvRow

FILE = "number_pools.csv"
POOL_COLUMNS = (
    Column("prefix", 20, headings=("국번", "앞자리"), example="0504-0000"),
    Column("first", 12, headings=("시작 번호", "처음"), example="1000"),
    Column("last", 12, headings=("끝 번호", "마지막"), example="1999"),
    Column("quarantine_days", 4, headings=("재사용 대기일", "휴지 기간"), example="90"),
)
_MOST = 1_000_000  # numbers of one line
_MOST_DAYS = 3650


def pools(source: Source) -> list[PoolEntry]:
    """Read number_pools.csv; a district without the file gives out no numbers."""
    if not source.has(FILE):
        return []
    found: list[tuple[CsvRow, PoolEntry]] = []
    for row in source.rows(FILE, POOL_COLUMNS):
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


def _entry(row: CsvRow) -> PoolEntry:
    first, last = (_end(row, name) for name in ("first", "last"))
    if first > last:
        raise ValueError(f"first {row['first']!r} comes after last {row['last']!r}")
    if numbers_whole(first, last) > _MOST:
        raise ValueError(f"the line names more than {_MOST:,} numbers; write several lines")
    days = row["quarantine_days"]
    if not (days.isascii() and days.isdigit() and int(days) <= _MOST_DAYS):
        raise ValueError(f"quarantine_days {days!r} must be a whole number of days, 0 to 3650")
    return PoolEntry(first, last, int(days))


def _end(row: CsvRow, name: str) -> str:
    try:
        return number_parse(row["prefix"] + row[name])
    except NotSafeNumber as error:
        raise ValueError(f"prefix and {name}: {error}") from error


def _overlap(one: PoolEntry, other: PoolEntry) -> bool:
    return one.first <= other.last and other.first <= one.last
