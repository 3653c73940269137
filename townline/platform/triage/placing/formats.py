"""Which columns of the national address files are read (business.juso.go.kr, ``주소DB``).

- 건물DB (``build_*.txt``, 31 columns): 1 법정동코드, 4 법정읍면동명, 5 법정리명, 6 산여부,
  7 지번본번, 8 지번부번, 9 도로명코드, 10 도로명, 11 지하여부, 12 건물본번, 13 건물부번,
  19 행정동명, 26 시군구용건물명, 27 공동주택여부.
- 도로명주소 한글 (``rnaddrkor_*.txt``, 24 columns): 2 법정동코드, 5 법정읍면동명, 6 법정리명,
  7 산여부, 8 지번본번, 9 지번부번, 10 도로명코드, 11 도로명, 12 지하여부, 13 건물본번,
  14 건물부번, 16 행정동명, 20 공동주택구분, 23 시군구용건물명.
- 위치정보요약DB (``entrc_*.txt``, 18 columns): 3 법정동코드, 7 도로명코드, 9 지하여부,
  10 건물본번, 11 건물부번, 17 X좌표, 18 Y좌표 (metres of EPSG:5179).
- 도로명코드 (``road_code_total.txt``, from 17 columns): 1 시군구코드, 2 도로명번호, 4 영문도로명.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from townline.platform.triage.placing.lines import AddressLine, LineWrong, lines
from townline.platform.triage.rules.places.grid import degrees

_CODE = 10

type Door = tuple[str, int, int, int]  # road's code, underground, main and second number


@dataclass(frozen=True, slots=True)
class AddressColumns:
    """Where each value stands in a row, counted from 0."""

    legal_code: int
    legal: int
    village: int
    hill: int
    lot: int
    lot_second: int
    road_code: int
    road: int
    underground: int
    house: int
    house_second: int
    office: int
    flats: int
    name: int


_BUILDINGS = AddressColumns(0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18, 26, 25)
_ADDRESSES = AddressColumns(1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 19, 22)
_BY_WIDTH = {31: _BUILDINGS, 24: _ADDRESSES}
_ENTRANCES, _ROADS_LEAST = 18, 17


@dataclass(frozen=True, slots=True)
class Building:
    """What one row says: an address, its lot, and the name of a house of flats."""

    door: Door
    road: str
    legal: str
    office: str
    lot: str
    flats: str

    @property
    def number(self) -> str:
        """Write the house number: ``21``, ``21-3``."""
        return _join_numbers(self.door[2], self.door[3])


def buildings(file: Path, code: str) -> Iterator[Building]:
    """Give the addresses of one district (``code``: how its legal dongs' codes begin)."""
    for line in lines(file):
        columns = _BY_WIDTH.get(len(line.cells))
        if columns is None:
            words = f"the row has {len(line.cells)} columns; 건물DB has 31, 도로명주소 한글 has 24"
            raise LineWrong(file, line.number, words)
        if _legal_code(line, columns.legal_code).startswith(code):
            yield _building(line, columns)


def _legal_code(line: AddressLine, at: int) -> str:
    found = line.cells[at].strip()
    if len(found) != _CODE or not found.isdecimal():
        words = f"법정동코드 {found!r} is not ten digits"
        raise LineWrong(line.file, line.number, words)
    return found


def _building(line: AddressLine, at: AddressColumns) -> Building:
    cells = line.cells
    road = cells[at.road].strip()
    if not road:
        raise LineWrong(line.file, line.number, "도로명 is empty")
    legal = cells[at.village].strip() or cells[at.legal].strip()
    hill = "산" if cells[at.hill].strip() == "1" else ""
    lot = _join_numbers(line.whole(at.lot, "지번본번"), line.whole(at.lot_second, "지번부번"))
    flats = cells[at.name].strip() if cells[at.flats].strip() == "1" else ""
    door = _door(line, at.road_code, at.underground, at.house)
    return Building(door, road, legal, cells[at.office].strip(), f"{hill}{lot}", flats)


def _door(line: AddressLine, code: int, underground: int, house: int) -> Door:
    main, second = line.whole(house, "건물본번"), line.whole(house + 1, "건물부번")
    return line.cells[code].strip(), line.whole(underground, "지하여부"), main, second


def _join_numbers(main: int, second: int) -> str:
    return f"{main}-{second}" if second else str(main)


def entrances(file: Path, code: str) -> Iterator[tuple[Door, tuple[float, float]]]:
    """Give the entrance of each address of a district, in degrees: latitude, longitude."""
    for line in lines(file):
        if len(line.cells) != _ENTRANCES:
            words = f"the row has {len(line.cells)} columns; 위치정보요약DB has {_ENTRANCES}"
            raise LineWrong(file, line.number, words)
        if _legal_code(line, 2).startswith(code) and line.cells[16].strip():
            yield _door(line, 6, 8, 9), _position(line)


def _position(line: AddressLine) -> tuple[float, float]:
    try:
        return degrees(float(line.cells[16]), float(line.cells[17]))
    except ValueError as error:
        words = f"X좌표, Y좌표 {line.cells[16]!r}, {line.cells[17]!r} are not metres"
        raise LineWrong(line.file, line.number, words) from error


def romanised_roads(file: Path, code: str) -> Iterator[tuple[str, str]]:
    """Give the English name of each road of a district by the road's code."""
    for line in lines(file):
        if len(line.cells) < _ROADS_LEAST:
            words = f"the row has {len(line.cells)} columns; 도로명코드 has {_ROADS_LEAST} and more"
            raise LineWrong(file, line.number, words)
        if line.cells[0].strip() == code:
            yield f"{line.cells[0].strip()}{line.cells[1].strip()}", line.cells[3].strip()
