"""An address as people write it in registers, and as it can be compared; no place is known here.

``한들구 새벗로 12길 34-05, 지하1층 B02호 (샘골동)`` and ``새벗로12길 34-5 지층 2호`` are one home.
"""

import re
import unicodedata
from dataclasses import dataclass

_ROAD = re.compile(
    r"(?P<road>[가-힣]+?[가-힣0-9]*?(?:대로|로|길))\s*(?P<branch>\d+[가-힣]?번?길)?\s*"
    r"(?:지하\s*)?(?P<main>\d{1,5})(?:\s*-\s*(?P<sub>\d{1,4}))?(?![\d-]*\s*(?:길|로|호|층))"
)
_LOT = re.compile(
    r"(?P<dong>[가-힣]+\d*(?:동|리|가))\s*(?P<hill>산)?\s*(?P<main>\d{1,4})"
    r"(?:\s*-\s*(?P<sub>\d{1,4}))?(?:\s*번지)?(?!\s*(?:호|층|동)|\d)"
)
_DONG = re.compile(r"\(\s*([가-힣]+\d*(?:동|리|가))")
_FLOOR = re.compile(r"(?P<below>지하|지|반지하|[Bb])\s*(?P<level>\d{1,2})?\s*층|지층|반지하|지하")
_ROOF = re.compile(r"옥탑\w*|옥상\w*")
_ROOM = re.compile(
    r"(?P<below>지하|지|비|[Bb])?\s*-?\s*(?P<room>\d{1,4})\s*호|(?P<bare>[Bb]\s*-?\s*\d{1,4})\b"
)
_SPACE = re.compile(r"\s+")
BELOW, ROOF = "B", "R"


@dataclass(frozen=True, slots=True)
class Address:
    """``place``: road and number, or dong and lot, as they are compared; "" where none was found.

    ``dong``: what stands in brackets, or in front of the lot. ``unit``: floor and room, ``B1-2``;
    each may be missing.
    """

    place: str
    dong: str
    unit: str


def parse_address(written: str, unit: str = "", floor: str = "") -> Address:
    """Read an address; ``unit`` is what stands in a column of its own.

    ``floor``: where such homes lie (``B1``, ``R``), for what names none.
    """
    text = _plain(written)
    road = _ROAD.search(text)
    lot = None if road else _LOT.search(text)
    found = road or lot
    if found is None:
        return Address("", "", "")
    bracket = _DONG.search(text)
    dong = bracket[1] if bracket else (lot["dong"] if lot else "")
    rest = text[found.end() :].split("(")[0]
    place = _road(found) if road else _lot(found)
    return Address(place, dong, unit_of(f"{rest} {_plain(unit)}", floor))


def unit_of(written: str, floor_of_kind: str = "") -> str:
    """Read a floor and a room: ``지하1층 B02호`` is ``B1-2``, ``옥탑방`` ``R``, ``3호`` ``-3``."""
    text = _plain(written)
    floor, room = _FLOOR.search(text), None
    for each in _ROOM.finditer(text):
        room = each
    number = re.sub(r"\D", "", room["room"] or room["bare"]).lstrip("0") if room else ""
    below = bool(floor) or bool(room and (room["below"] or room["bare"]))
    level = f"{BELOW}{floor['level'] or 1}" if floor and floor["below"] else f"{BELOW}1"
    where = ROOF if _ROOF.search(text) else level if below else floor_of_kind
    return f"{where}-{number}" if number else where


def _plain(text: str) -> str:
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text).replace(",", " ")).strip()


def _road(found: re.Match[str]) -> str:
    branch = (found["branch"] or "").replace("번", "")
    return f"{found['road']}{branch} {_number(found)}"


def _lot(found: re.Match[str]) -> str:
    return f"{found['dong']} {found['hill'] or ''}{_number(found)}"


def _number(found: re.Match[str]) -> str:
    sub = int(found["sub"] or 0)
    return f"{int(found['main'])}-{sub}" if sub else str(int(found["main"]))


_REACH, _SUBS = 4, 9


def neighbours(place: str) -> list[str]:
    """Give the places beside one, the nearest first: the same house's lots, then numbers around.

    ``place`` is one of ``parse_address``: road and number, ``새벗로 12-3``.
    """
    road, _, number = place.rpartition(" ")
    main = number.partition("-")[0]
    if not road or not main.isdecimal():
        return []
    here = int(main)
    same = [f"{road} {here}", *(f"{road} {here}-{sub}" for sub in range(1, _SUBS + 1))]
    around = sorted(range(max(1, here - _REACH), here + _REACH + 1), key=lambda n: abs(n - here))
    found = dict.fromkeys([*same, *(f"{road} {n}" for n in around)])
    return [each for each in found if each != place]
