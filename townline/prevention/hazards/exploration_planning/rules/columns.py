"""What files of places call their columns, and what their cells say.

Names are those of our own exports, of spreadsheets, and of the national road and sewer tables.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

type Cell = str | int | float | bool | None
type Value = str | int | float | dt.date | None


class PlaceFileKind(StrEnum):
    SECTION = "section"
    SEWER = "sewer"
    PERMIT = "permit"
    SUBWAY = "subway"
    RAIN = "rain"


class Surface(StrEnum):
    ROADWAY = "roadway"
    PAVEMENT = "pavement"


class Fault(ValueError):
    """A cell that says nothing we take. ``kind`` is stable; ``values`` are for its sentence."""

    def __init__(self, kind: str, **values: object) -> None:
        self.kind, self.values = kind, values
        super().__init__(kind)


COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "id", "관리번호", "구간번호", "도로구간번호", "ftr_idn", "rd_id"),
    "name": ("name", "도로명", "명칭", "노선명", "공사명", "rn", "rdn_nam"),
    "surface": ("surface", "구분", "도로구분", "차도보도"),
    "width_m": ("width_m", "width", "폭", "도로폭", "road_bt"),
    "dong": ("dong", "행정동", "동"),
    "year": ("year", "built", "설치연도", "설치년도", "설치일자", "ist_ymd"),
    "material": ("material", "재질", "관재질", "mop_cde"),
    "diameter_mm": ("diameter_mm", "diameter", "관경", "구경", "std_dip"),
    "begins_on": ("begins_on", "begins", "착공일", "공사시작일", "허가일", "beg_ymd"),
    "ends_on": ("ends_on", "ends", "준공일", "공사종료일", "end_ymd"),
    "day": ("day", "date", "날짜", "일자", "일시"),
    "mm": ("mm", "rain_mm", "강수량", "일강수량", "강수량(mm)", "일강수량(mm)"),
}
FIELDS: Mapping[PlaceFileKind, tuple[str, ...]] = {
    PlaceFileKind.SECTION: ("code", "name", "surface", "width_m", "dong"),
    PlaceFileKind.SEWER: ("code", "name", "year", "material", "diameter_mm"),
    PlaceFileKind.PERMIT: ("code", "name", "begins_on", "ends_on"),
    PlaceFileKind.SUBWAY: ("code", "name"),
    PlaceFileKind.RAIN: ("day", "mm"),
}
_LONGEST = {"code": 64, "name": 120, "dong": 40, "material": 40}
_SURFACES = {
    "roadway": Surface.ROADWAY, "road": Surface.ROADWAY, "차도": Surface.ROADWAY,
    "도로": Surface.ROADWAY, "": Surface.ROADWAY, "pavement": Surface.PAVEMENT,
    "sidewalk": Surface.PAVEMENT, "footway": Surface.PAVEMENT, "보도": Surface.PAVEMENT,
    "인도": Surface.PAVEMENT,
}  # fmt: skip
_DAY = re.compile(r"(\d{4})[-./]?(\d{1,2})[-./]?(\d{1,2})(?:[ T].*)?")
_YEARS = range(1880, 2101)
_AMOUNT = 100_000


@dataclass(frozen=True, slots=True)
class _Words:
    most: int

    def __call__(self, cell: str) -> str:
        if len(cell) > self.most:
            raise Fault("long", most=self.most)
        if "\x00" in cell:
            raise Fault("nul")
        return cell


def fields_of(kind: PlaceFileKind, cells: Mapping[str, Cell]) -> dict[str, Value]:
    """Read what a kind of file says in a row. Raises Fault, which names the column."""
    named = {name.strip().lower(): cell for name, cell in cells.items()}
    found: dict[str, Value] = {}
    for field in FIELDS[kind]:
        column = next((name for name in COLUMNS[field] if name in named), None)
        written = named[column] if column else None
        try:
            found[field] = _READ[field]("" if written is None else _text(written))
        except Fault as fault:
            raise Fault(fault.kind, column=column, **fault.values) from None
    _check_fields(kind, found)
    return found


def _check_fields(kind: PlaceFileKind, found: Mapping[str, Value]) -> None:
    first, last = found.get("begins_on"), found.get("ends_on")
    if kind is PlaceFileKind.PERMIT and first is None:
        raise Fault("needed", column=COLUMNS["begins_on"][2])
    if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
        raise Fault("order", column=COLUMNS["ends_on"][2])
    for field in ("day", "mm"):
        if kind is PlaceFileKind.RAIN and found[field] is None:
            raise Fault("needed", column=COLUMNS[field][2])


def _text(cell: Cell) -> str:
    # Spreadsheets and Shapefiles make 1978.0 of a year and 104.0 of a code.
    whole = isinstance(cell, float) and cell.is_integer()
    return (str(int(cell)) if whole and isinstance(cell, float) else str(cell)).strip()


def _surface(cell: str) -> str:
    found = _SURFACES.get(cell.lower())
    if found is None:
        raise Fault("surface", found=cell, accepted="차도(roadway), 보도(pavement)")
    return found


def _amount(cell: str) -> float | None:
    plain = cell.lower().replace(",", "").removesuffix("mm").removesuffix("m").strip()
    try:
        found = float(plain) if plain else None
    except ValueError:
        raise Fault("number", found=cell) from None
    if found is not None and not 0 <= found <= _AMOUNT:
        raise Fault("number", found=cell)
    return found


def _positive(cell: str) -> float | None:
    """Read an amount of which 0 says that nobody knows it."""
    return _amount(cell) or None


def _year(cell: str) -> int | None:
    if cell in {"", "0"}:
        return None
    found = re.match(r"\d{4}", cell)
    if not found or int(found[0]) not in _YEARS:
        raise Fault("year", found=cell)
    return int(found[0])


def _day(cell: str) -> dt.date | None:
    if not cell:
        return None
    found = _DAY.fullmatch(cell)
    try:
        if not found or int(found[1]) not in _YEARS:
            raise Fault("day", found=cell)
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Fault("day", found=cell) from None


_READ: Mapping[str, Callable[[str], Value]] = {
    **{field: _Words(most) for field, most in _LONGEST.items()},
    "surface": _surface,
    "width_m": _positive,
    "year": _year,
    "diameter_mm": _positive,
    "begins_on": _day,
    "ends_on": _day,
    "day": _day,
    "mm": _amount,
}


def digest(shape: bytes, surface: str = "") -> str:
    """Name what has no name by its shape, so that the same file read again doubles nothing."""
    return hashlib.sha256(shape + surface.encode()).hexdigest()[:16]
