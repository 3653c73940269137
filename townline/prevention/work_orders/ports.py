"""What orders and looks are about: objects of rooms above, each kind with what it tells of them."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from townline.platform.core.history import audit
from townline.platform.core.ports import Port
from townline.prevention.work_orders.rules import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One object as a firm and whoever looks at it see it: no resident, no case.

    ``name`` is what is to be done there, ``facts`` are further lines with their headings,
    ``point`` None where nobody knows it.
    """

    id: int
    name: str
    address: str = ""
    dong: str = ""
    point: Point | None = None
    facts: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteInspection:
    """One look at an object, as a telephone tells it.

    ``key`` makes it one and the same when it is sent again. ``point`` is where the telephone was,
    within ``accuracy_m``. ``sizes``: width_cm, length_cm, depth_cm. ``sketch``: a GeoJSON geometry
    of the extent. ``done``: the step is done with it. ``moment``: before or after the work.
    """

    key: uuid.UUID
    step: str
    seen_at: dt.datetime
    note: str = ""
    point: Point | None = None
    accuracy_m: float | None = None
    sizes: Mapping[str, float | None] = field(default_factory=dict)
    sketch: Mapping[str, Any] | None = None
    done: bool = True
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredInspection:
    """A look that was kept: its row, how many photos it has, who sent it."""

    evidence_id: int
    object_id: int
    look: SiteInspection
    photos: int
    actor: audit.Actor
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a firm calls: ``office`` and ``department`` by name ("" for none), and a telephone."""

    office: str
    department: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderNotice:
    """What the text to a firm names.

    ``warranty_of``: the number of the earlier order whose defect is mended, None for new work.
    """

    objects: Sequence[int]
    due_on: dt.date
    link: str
    contact: Contact
    warranty_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """A kind of object that orders may be about.

    ``lock`` holds the objects' rows, before that of their order; ``step`` is what a firm's looks
    are of. ``sites`` tells of objects in the reader's language, ``text`` gives the words to the
    firm with its link, and ``reminder`` those when it is late or silent (None: nobody reminds).
    ``kept`` hears of each look. ``far``: from so many metres on a photo is asked about. ``title``
    is how the work is called, ``moments`` how before and after it are; ``measured``: whether sizes
    and the extent are asked. ``page``: the address of an order among the pages of staff.
    """

    kind: str
    step: str
    lock: Callable[[Collection[int]], None]
    sites: Callable[[Collection[int]], Mapping[int, Site]]
    text: Callable[[OrderNotice], str]
    far: Callable[[], int]
    title: Callable[[], str]
    moments: Callable[[], tuple[str, str]]
    page: Callable[[int, Sequence[int]], str]
    kept: Callable[[StoredInspection], None] = lambda _: None
    reminder: Callable[[OrderNotice], str] | None = None
    measured: bool = True


KINDS: Port[Sequence[Ordered]] = Port("the kinds of objects that orders are about")


def order_port(kind: str) -> Ordered:
    """Give what is known of a kind of object. Raises KeyError for one that nobody declared."""
    return {one.kind: one for one in KINDS.value}[kind]
