"""What this room tells others, in the same transaction as the change."""

import datetime as dt
from dataclasses import dataclass

from townline.platform.core.history.audit import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMoved:
    """Something happened to an order: accepted, refused, moved, finished, approved ...

    ``kind`` and ``objects``: what it is about.
    """

    order_id: int
    kind: str
    objects: tuple[int, ...]
    event: str
    to_state: str
    actor: Actor
    reason: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDone:
    """A firm says that the work at one object of an order is done, with a photo."""

    order_id: int
    kind: str
    object_id: int
    actor: Actor
    at: dt.datetime
