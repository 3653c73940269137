import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from townline.platform.core.history.tags import Tagged, nested_tag

# Where something lies: a GeoJSON geometry, a spot on it, its box, and what is near.

type Point = tuple[float, float]  # latitude, longitude; degrees of WGS 84
SHAPES = ("Point", "LineString", "Polygon")
_MOST = 2_000  # corners
_DEGREE = 111_195.0  # metres of latitude


class NoShape(ValueError):
    """What was given is no point, line or area on the globe."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A geometry with a spot on it (``latitude``, ``longitude``) and its box."""

    geometry: dict[str, Any]
    latitude: float
    longitude: float
    west: float
    south: float
    east: float
    north: float

    def columns(self) -> dict[str, Any]:
        """Give it as the columns of a row."""
        return {name: getattr(self, name) for name in self.__slots__}


def point(latitude: float, longitude: float) -> dict[str, Any]:
    """Give a spot as GeoJSON."""
    return {"type": "Point", "coordinates": [longitude, latitude]}


def measure_geometry(geometry: Mapping[str, Any]) -> Placed:
    """Measure a geometry. Raises NoShape."""
    kind, held = geometry.get("type"), geometry.get("coordinates")
    if kind not in SHAPES or not isinstance(held, list):
        raise NoShape(f"a geometry is one of {', '.join(SHAPES)}")
    corners = list(_corners(held))
    _check(str(kind), corners)
    longitudes, latitudes = [x for x, _ in corners], [y for _, y in corners]
    x, y = _middle(str(kind), corners)
    box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
    return Placed({"type": kind, "coordinates": held}, y, x, *box)


def _check(kind: str, corners: list[Point]) -> None:
    least = {"Point": 1, "LineString": 2, "Polygon": 4}[kind]
    if not least <= len(corners) <= _MOST:
        raise NoShape(f"a {kind} has from {least} to {_MOST} corners")
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in corners):  # noqa: PLR2004 -- degrees
        raise NoShape("a corner lies on the globe: longitude to 180, latitude to 90 degrees")


def _corners(held: list[Any]) -> Iterator[Point]:
    """Give the corners as longitude, latitude."""
    if len(held) >= 2 and all(isinstance(one, (int, float)) for one in held[:2]):  # noqa: PLR2004 -- two numbers are a corner
        if not all(math.isfinite(one) for one in held[:2]):
            raise NoShape("a corner is two numbers")
        yield float(held[0]), float(held[1])
        return
    for one in held:
        if not isinstance(one, list):
            raise NoShape("a corner is two numbers")
        yield from _corners(one)


def _middle(kind: str, corners: list[Point]) -> Point:
    """Give a corner of a line's middle, the mean of an area's corners."""
    if kind == "LineString":
        return corners[len(corners) // 2]
    own = corners[:-1] if kind == "Polygon" else corners
    return sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own)


def around(spot: Point, radius: float) -> tuple[float, float, float, float]:
    """Give the box of so many metres around a spot: south, west, north, east."""
    tall = radius / _DEGREE
    wide = tall / max(math.cos(math.radians(spot[0])), 0.01)
    return spot[0] - tall, spot[1] - wide, spot[0] + tall, spot[1] + wide


# An order's states: what a firm was asked to do, and whether it was accepted.


class OrderState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # by the firm
    DONE = "done"  # the firm says so, with photos
    APPROVED = "approved"  # an officer has looked
    CANCELLED = "cancelled"


class OrderEvent(Tagged):
    """What happens to an order; in the history of what it is about ``hazard:order:send``."""

    SEND = "send", "order:work:send"
    ACCEPT = "accept", "order:work:accept"
    REFUSE = "refuse", "order:work:refuse"
    MOVE = "move", "order:work:move"
    FINISH = "finish", "order:work:finish"
    APPROVE = "approve", "order:work:approve"
    RETURN = "return", "order:work:return"
    CANCEL = "cancel", "order:work:cancel"
    REMIND = "remind", "order:work:remind"
    TAKE_OVER = "take_over", "order:work:take_over"  # behind a new link, on another telephone
    SETTLE = "settle", "order:work:settle"  # the office dealt with a refusal


_S, _E = OrderState, OrderEvent
OPEN = frozenset({_S.SENT, _S.ACCEPTED, _S.DONE})

ORDER_TRANSITIONS: dict[tuple[OrderState, OrderEvent], OrderState] = {
    (_S.SENT, _E.ACCEPT): _S.ACCEPTED,
    **{(state, _E.REMIND): state for state in (_S.SENT, _S.ACCEPTED)},
    (_S.SENT, _E.REFUSE): _S.REFUSED,
    (_S.SENT, _E.MOVE): _S.SENT,
    (_S.SENT, _E.CANCEL): _S.CANCELLED,
    (_S.ACCEPTED, _E.MOVE): _S.ACCEPTED,
    (_S.ACCEPTED, _E.TAKE_OVER): _S.ACCEPTED,
    (_S.ACCEPTED, _E.REFUSE): _S.REFUSED,
    (_S.ACCEPTED, _E.FINISH): _S.DONE,
    (_S.ACCEPTED, _E.CANCEL): _S.CANCELLED,
    (_S.DONE, _E.APPROVE): _S.APPROVED,
    (_S.DONE, _E.RETURN): _S.ACCEPTED,
    (_S.DONE, _E.CANCEL): _S.CANCELLED,
    (_S.REFUSED, _E.SETTLE): _S.REFUSED,
}


def order_subject(order_id: int) -> str:
    """Name an order in the history, and in the texts about it: ``order:7``."""
    return f"order:{order_id}"


def order_tag(about: str, event: OrderEvent) -> str:
    """Name an event in the history it belongs to: ``hazard:order:send``, or the order's own."""
    whose = about.partition(":")[0]
    return event.tag if whose == "order" else nested_tag(whose, event.tag)
