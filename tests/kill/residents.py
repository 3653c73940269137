"""What residents write during the test: every text is one of its kind."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

LINE = "0200000100"
_PART_UNITS = 67  # UTF-16 units in one part of a long text
_WHOLE_UNITS = 70
_MORE = "길이 파여서 어제 밤에 넘어질 뻔했습니다. 아이들이 다니는 길이라 걱정됩니다 🙏 "


@dataclass(frozen=True)
class MarkedText:
    """One text, and the units the network hands over for it. ``mark`` occurs in no other."""

    mark: str
    sender: str
    body: str
    units: list[dict[str, Any]] = field(repr=False)


def mark_of(number: int) -> str:
    return f"{number:04d}번째"


def write(number: int, sender: str, chance: Random, reference: int) -> MarkedText:
    """Write text ``number``; every fifth or so is a long one of several parts.

    ``reference`` is 0 to 255 and new for each text of one phone: a part with the same reference
    and the same content within a day is taken for a redelivery, as it should be.
    """
    more = _MORE * (chance.randint(2, 4) if chance.random() < 0.2 else 0)
    body = f"{mark_of(number)} 문자입니다. 살펴봐 주세요. {more}".strip()
    return MarkedText(mark_of(number), sender, body, list(_units(number, sender, body, reference)))


def _units(number: int, sender: str, body: str, reference: int) -> list[dict[str, Any]]:
    data = body.encode("utf-16-be")
    pdu = {"source_addr": sender, "destination_addr": LINE, "data_coding": 8}
    if len(data) <= 2 * _WHOLE_UNITS:
        return [{"key": f"{number}", "hex": data.hex(), "pdu": {**pdu, "esm_class": 0}}]
    size = 2 * _PART_UNITS
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return [
        {
            "key": f"{number}/{place}",
            "hex": (bytes([5, 0, 3, reference, len(pieces), place]) + piece).hex(),
            "pdu": {**pdu, "esm_class": 0x40},
        }
        for place, piece in enumerate(pieces, 1)
    ]


def number_of(place: int) -> str:
    """Give a phone's number; none of this range is assigned."""
    return f"82100000{place:04d}"
