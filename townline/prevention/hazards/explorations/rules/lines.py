"""What a file says of a line beside its shape, and how a line is known again; pure."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Surface(StrEnum):
    ROADWAY = "roadway"
    PAVEMENT = "pavement"


# Names of columns and values as offices and their firms write them; compared without blanks.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "surface": ("surface", "kind", "구분", "도로구분", "종류"),
    "address": ("address", "주소", "도로명", "노선명", "name"),
    "begins_at": ("begins_at", "start", "시점", "시작점"),
    "ends_at": ("ends_at", "end", "종점", "끝점"),
    "explored_on": ("explored_on", "day", "date", "조사일", "탐사일", "조사일자", "탐사일자"),
    "campaign": ("campaign", "사업명", "탐사명"),
    "year": ("year", "연도", "년도"),
}
_SURFACES = {
    Surface.ROADWAY: ("roadway", "road", "차도", "차로", "도로"),
    Surface.PAVEMENT: ("pavement", "sidewalk", "보도", "인도"),
}
SURFACES = ", ".join(f"{s} ({_SURFACES[s][2]})" for s in Surface)
LONGEST = {"address": 120, "begins_at": 120, "ends_at": 120, "campaign": 80}
YEARS = range(1990, 2101)
_DAY = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})(?:\D.*)?")


@dataclass(frozen=True, slots=True)
class LineRecord:
    """What a file says of one line; "" and None where it says nothing."""

    surface: Surface = Surface.ROADWAY
    address: str = ""
    begins_at: str = ""
    ends_at: str = ""
    explored_on: dt.date | None = None
    campaign: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Wrong:
    """A value that is not accepted: of which column, and which it is."""

    column: str
    value: str


def parse_line(properties: Mapping[str, object]) -> LineRecord | list[Wrong]:
    """Read the properties of a feature; all that is wrong with them, or what they say."""
    words = dict(words_of(properties, COLUMNS))
    wrong = [*_wrong(words)]
    if wrong:
        return wrong
    year = words.pop("year", "")
    return LineRecord(
        surface=_surface(words.pop("surface", "")) or Surface.ROADWAY,
        explored_on=day(words.pop("explored_on", "")),
        year=int(year) if year else None,
        **words,
    )


def words_of(
    properties: Mapping[str, object], columns: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Give what is said of each column by its own name; nothing of what is empty."""
    known = {plain(name): value for name, value in properties.items()}
    for field, names in columns.items():
        found = next((known[name] for name in names if known.get(name) not in {None, ""}), None)
        text = " ".join(str(found).split()) if found is not None else ""
        if text:
            yield field, text


def plain(name: str) -> str:
    """Write a name so that blanks and capitals make no difference."""
    return name.lower().replace(" ", "")


def _wrong(words: Mapping[str, str]) -> Iterator[Wrong]:
    for column, value in words.items():
        if not _good(column, value):
            yield Wrong(column, value[:40])


def _good(column: str, value: str) -> bool:
    if column == "surface":
        return _surface(value) is not None
    if column == "explored_on":
        return day(value) is not None
    if column == "year":
        return value.isdecimal() and int(value) in YEARS
    return len(value) <= LONGEST[column]


def _surface(value: str) -> Surface | None:
    known = plain(value)
    return next((s for s, names in _SURFACES.items() if known in names), None)


def day(value: str) -> dt.date | None:
    """Read ``2024-03-01``, ``2024.3.1``, ``20240301`` …; None for what is no day."""
    found = _DAY.fullmatch(value)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def fingerprint(
    points: Sequence[Sequence[float]], surface: str, explored_on: dt.date | None
) -> str:
    """Know a line again: the same shape (to a decimetre), surface and day."""
    shape = ";".join(f"{x:.6f} {y:.6f}" for x, y, *_ in points)
    return hashlib.sha256(f"{surface}|{explored_on or ''}|{shape}".encode()).hexdigest()
