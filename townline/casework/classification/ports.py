"""What the readings ask of rooms above them; ``config/wiring.py`` fills it in."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from townline.platform.core.ports import Port
from townline.platform.triage.api import FoundPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPlace:
    """Things with a number that a text names (street lights): where the first stands.

    ``service``: the category whose department looks after them, "" where nobody said;
    ``ids``: what the room above knows them by.
    """

    place: FoundPlace
    service: str
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPlaces:
    """``find``: in a text, outside of any transaction; ``follow``: link a locked case (its id)."""

    find: Callable[[str], NumberedPlace | None]
    follow: Callable[[int, tuple[int, ...], dt.datetime], None]


NUMBERED_PLACES: Port[NumberedPlaces] = Port("things with a number that texts name")
