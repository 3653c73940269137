"""What files of assets call their columns, and what their cells say."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from townline.prevention.assets.rules.numbers import LONGEST, key_of

type Cell = str | int | float | bool | None

# Our own names first, then those of the offices' registers.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "관리번호", "번호", "시설번호", "보안등번호", "가로등번호", "표찰번호",
        "ftr_idn", "mng_no", "id"),
    "kind": ("kind", "종류", "시설종류", "구분", "유형"),
    "address": ("address", "주소", "소재지", "소재지도로명주소", "소재지지번주소", "설치위치",
        "위치"),
    "detail": ("detail", "규격", "상세", "비고", "등형식", "모델"),
    "installed_on": ("installed_on", "설치일", "설치일자", "설치연월", "설치년월", "ist_ymd"),
}  # fmt: skip
_LONGEST = {"address": 200, "detail": 200}
_DAY = re.compile(r"(\d{4})(?:[-./]?(\d{1,2}))?(?:[-./]?(\d{1,2}))?(?:[ T].*)?")
_YEARS = range(1880, 2101)


class Fault(ValueError):
    """A cell that says nothing we take. ``kind`` is stable; ``values`` are for its sentence."""

    def __init__(self, kind: str, **values: object) -> None:
        self.kind, self.values = kind, values
        super().__init__(kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetRecord:
    """An asset as one row of a file has it."""

    kind: str
    number: str
    key: str
    address: str = ""
    detail: str = ""
    installed_on: dt.date | None = None


def columns_of(names: Mapping[str, object], mapping: Mapping[str, str]) -> dict[str, str]:
    """Say which column of a file holds which field: as ``mapping`` says, else by known names.

    Raises Fault (``column``) for a mapped column that the file lacks.
    """
    own = {name.strip().lower(): name for name in names}
    found: dict[str, str] = {}
    for field, known in COLUMNS.items():
        if field in mapping:
            column = own.get(mapping[field].strip().lower())
            if column is None:
                raise Fault("column", column=mapping[field], accepted=", ".join(names))
            found[field] = column
        elif (match := next((own[name] for name in known if name in own), None)) is not None:
            found[field] = match
    return found


def record_of(
    cells: Mapping[str, Cell], columns: Mapping[str, str], kinds: Mapping[str, str], kind: str = ""
) -> AssetRecord:
    """Read a row; ``kinds``: by folded word the code of its kind, ``kind``: of all rows.

    Raises Fault.
    """
    values = {field: _text(cells.get(column)) for field, column in columns.items()}
    number = values.get("number", "")
    key = key_of(number)
    if not key:
        raise Fault("number", found=number, longest=LONGEST)
    for field, most in _LONGEST.items():
        if len(values.get(field, "")) > most:
            raise Fault("long", column=columns[field], most=most)
    return AssetRecord(
        kind=kind or _kind(values.get("kind", ""), kinds),
        number=number,
        key=key,
        address=values.get("address", ""),
        detail=values.get("detail", ""),
        installed_on=_day(values.get("installed_on", "")),
    )


def fold(word: str) -> str:
    """Give a kind's word as cells are compared with it."""
    return "".join(word.lower().split())


def _kind(cell: str, kinds: Mapping[str, str]) -> str:
    found = kinds.get(fold(cell))
    if found is None:
        raise Fault("kind", found=cell, accepted=", ".join(sorted(set(kinds.values()))))
    return found


def _text(cell: Cell) -> str:
    # Spreadsheets and Shapefiles make 345.0 of a number.
    whole = isinstance(cell, float) and cell.is_integer()
    written = str(int(cell)) if whole and isinstance(cell, float) else str(cell or "")
    return written.replace("\x00", "").strip()


def _day(cell: str) -> dt.date | None:
    found = _DAY.fullmatch(cell)
    if not cell:
        return None
    try:
        if not found or int(found[1]) not in _YEARS:
            raise Fault("day", found=cell)
        return dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise Fault("day", found=cell) from None
