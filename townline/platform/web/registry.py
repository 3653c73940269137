"""What other rooms add to the shared page frame; ``config/wiring.py`` fills it in.

The frame knows no room: it asks each entry whether it is for the person who looks.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from townline.platform.core.ports import Port
from townline.platform.web.maps.layers import MapLayer

type Label = Callable[[], str]
# Anything but None, False or 0: it is shown to who asks.
type Shown = Callable[[HttpRequest], object]
# The request, the door's path, the page to go to afterwards, what is carried, the status.
type SignInPage = Callable[[HttpRequest, str, str, str, int], HttpResponse]


def _always(_request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One side of a place of work, in the row of tabs above all of them.

    ``url`` is shown to whom its page lets in. ``parts``: pages that share the tab, the first being
    its own; they stand in a second row. ``count``: the number beside the words.
    """

    url: str
    label: Label
    parts: Sequence["Tab"] = ()
    count: Callable[[HttpRequest], int | None] | None = None


@dataclass(frozen=True)
class NavItem:
    """A place of work in the rail.

    ``count``: how much waits there for who looks, None for no number; ``counted``: what it counts,
    where that is not what the page lists; ``hot``: it is about danger. ``icon``: a drawing of
    ``showing/line_icons.py``. ``tabs``: the sides of the place. ``within``: beginnings of the
    addresses of its other pages. ``carries``: names in the query that its tabs hand on.
    """

    url: str
    label: Label
    key: str
    visible: Shown = _always
    count: Callable[[HttpRequest], int | None] | None = None
    counted: Label | None = None
    icon: str = ""
    tabs: Sequence[Tab] = ()
    within: Sequence[str] = ()
    carries: Sequence[str] = ()
    hot: bool = False


@dataclass(frozen=True)
class NavGroup:
    """Places of one kind of work; without a ``label`` they stand above or below the groups."""

    key: str
    label: Label | None
    items: Sequence[NavItem]


@dataclass(frozen=True)
class PublicPage:
    """A page for everybody, with data of all; ``shown``: whether the district shows it."""

    url: str
    label: Label
    shown: Callable[[], bool]
    is_map: bool = False


@dataclass(frozen=True)
class SettingsItem:
    """A page of settings: what it is called, what one does there, and the group it stands in.

    ``more``: other words that a search finds it by. Groups stand in the order of their first page.
    ``state``: a few words on how things are, for the index; "" for none, with few queries.
    """

    url: str
    label: Label
    line: Label
    group: Label
    visible: Shown = _always
    more: Label = str
    state: Label = str


@dataclass(frozen=True)
class Banner:
    """An alert in the strip of every staff page: ``level`` is danger or warning.

    ``until``: a moment to count down to, ``left`` what a page says of it when it is made.
    ``press``: where a press of ``press_text`` goes (by POST, key C), "" for no button.
    ``sound``: the address of a sound that the page makes once, "" for none.
    """

    level: str
    text: str
    url: str
    link_text: str
    until: dt.datetime | None = None
    left: str = ""
    sound: str = ""
    press: str = ""
    press_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """Something of no case that waits for the person who looks: a line on their list of work."""

    url: str
    text: str
    detail: str
    since: dt.datetime


type Todos = Callable[[HttpRequest], Sequence[Todo]]


@dataclass(frozen=True, kw_only=True)
class Registry:
    """``banners`` give None when there is nothing; ``todos`` what waits for who asks.

    The first banner that is there stands in the strip of a page. ``quiet``: what the strip shows
    while nothing is urgent. ``phone``: keys of the places in the bar of a phone. ``may_open``:
    whether the page at an address lets in who asks. ``map_layers``: what the staff's map of
    everything shows, in this order.
    """

    nav: Sequence[NavGroup]
    settings: Sequence[SettingsItem]
    banners: Sequence[Callable[[HttpRequest], Banner | None]]
    language_savers: Sequence[Callable[[HttpRequest, str], None]]
    sign_in_page: SignInPage
    open_pages: Sequence[PublicPage]
    todos: Sequence[Todos]
    quiet: Callable[[HttpRequest], Sequence[str]]
    phone: Callable[[HttpRequest], Sequence[str]]
    may_open: Callable[[HttpRequest, str], bool]
    map_layers: Sequence[MapLayer]


REGISTRY: Port[Registry] = Port("what rooms add to the frame of pages")


def open_pages(here: str = "") -> list[tuple[PublicPage, bool]]:
    """Give what the district shows to everybody, each with whether it is the one at ``here``."""
    return [(each, each.url == here) for each in REGISTRY.value.open_pages if each.shown()]
