"""From the cells of a line to a home as it may be listed, or to what is wrong with the line."""

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from townline.platform.core.text.addresses import parse_address
from townline.platform.core.text.columns import bare

FIELDS = (
    "reference", "address", "unit", "dong", "latitude", "longitude", "built_on", "area_m2", "phone",
)  # fmt: skip
NEEDED = "address"
_REFUSED = frozenset({"", "reference", "address", "unit"})  # without them it is another home
_LIMITS = {"reference": 60, "address": 200, "unit": 40, "dong": 40}
_DAY = re.compile(r"(\d{4})\D{0,2}(\d{1,2})\D{0,2}(\d{1,2})\D*(?:\d{1,2}:\d{2}(:\d{2})?)?")
# Days of a spreadsheet that lost their format; day 1 was 1 January 1900, and 1900 no leap year.
_SERIAL = re.compile(r"\d{5}(\.0+)?")
_SERIALS_FROM = dt.date(1899, 12, 30)
_OLDEST = 1880


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a line: ``column`` is one of FIELDS, ``code`` is stable."""

    line: int
    column: str
    code: str
    value: str = ""

    @property
    def refuses(self) -> bool:
        """Say whether the home cannot be listed: it cannot be found, or not be told apart."""
        return self.column in _REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeEntry:
    """A home as a file has it. ``key``: by which it is the same home; ``at``: address and unit.

    ``notes``: what is wrong in other columns; their values are left out.
    """

    line: int
    key: str
    at: str
    reference: str
    address: str
    place: str
    unit: str
    dong: str
    latitude: float | None
    longitude: float | None
    attributes: dict[str, str] = field(default_factory=dict)
    phone: str = field(default="", repr=False)  # as it is written; never among the attributes
    notes: tuple[Wrong, ...] = ()


def guess(headings: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Say which heading means which field, by words that are ``known`` of each; none twice."""
    plain = {bare(heading): heading for heading in reversed(headings) if heading}
    found: dict[str, str] = {}
    for name in FIELDS:
        for word in known.get(name, ()):
            heading = plain.get(bare(word)) or _holding(plain, bare(word))
            if heading and heading not in found.values():
                found[name] = heading
                break
    return found


def _holding(plain: Mapping[str, str], word: str) -> str:
    """Two rows of headings are joined: ``위치 위도`` is known by its last word."""
    return next((whole for whole in plain.values() if _last(whole) == word), "")


def _last(heading: str) -> str:
    return bare(heading.rsplit(" ", 1)[-1])


def entry(
    line: int, cells: Mapping[str, str], *, floor: str, extra: Mapping[str, str]
) -> HomeEntry | list[Wrong]:
    """Read one line: ``cells`` by field, ``extra`` what is kept beside; ``floor`` of the kind.

    Gives everything that is wrong with a line that cannot be listed.
    """
    wrong = [
        Wrong(line, name, "long", str(limit))
        for name, limit in _LIMITS.items()
        if len(cells.get(name, "")) > limit
    ]
    written = cells.get(NEEDED, "")
    address = parse_address(written[: _LIMITS[NEEDED]], cells.get("unit", ""), floor)
    if not written:
        wrong.append(Wrong(line, NEEDED, "missing"))
    elif not address.place:
        wrong.append(Wrong(line, NEEDED, "unread", written[:60]))
    latitude, longitude = _position(line, cells, wrong)
    built = _day(line, cells.get("built_on", ""), wrong)
    if any(each.refuses for each in wrong):
        return wrong
    reference = cells.get("reference", "")
    at = f"{address.place}|{address.unit}"
    own = {"built_on": built, "area_m2": cells.get("area_m2", "")} | dict(extra)
    dong = cells.get("dong", "")
    return HomeEntry(
        line=line,
        key=f"ref:{reference}" if reference else f"at:{at}",
        at=at,
        reference=reference,
        address=written,
        place=address.place,
        unit=address.unit,
        dong=dong if dong and len(dong) <= _LIMITS["dong"] else address.dong,
        latitude=latitude,
        longitude=longitude,
        attributes={name: str(value) for name, value in own.items() if value},
        phone=cells.get("phone", ""),
        notes=tuple(wrong),
    )


def _position(
    line: int, cells: Mapping[str, str], wrong: list[Wrong]
) -> tuple[float | None, float | None]:
    """Read a position, or add what is wrong with both numbers."""
    written = {name: cells.get(name, "") for name in ("latitude", "longitude")}
    if not any(written.values()):
        return None, None
    read = {name: _number(each) for name, each in written.items()}
    wrong += [
        Wrong(line, name, "number" if written[name] else "half", written[name][:60])
        for name, value in read.items()
        if value is None
    ]
    if None in read.values():
        return None, None
    return read["latitude"], read["longitude"]


def _number(written: str) -> float | None:
    try:
        found = float(written)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _day(line: int, written: str, wrong: list[Wrong]) -> str:
    """Give a day as ISO; days stand in such files as dates, as texts and as bare numbers."""
    if not written:
        return ""
    try:
        if _SERIAL.fullmatch(written):
            return (_SERIALS_FROM + dt.timedelta(days=int(float(written)))).isoformat()
        found = _DAY.fullmatch(written.strip())
        if found and int(found[1]) >= _OLDEST:
            return dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except (ValueError, OverflowError):
        pass
    wrong.append(Wrong(line, "built_on", "day", written[:60]))
    return ""
