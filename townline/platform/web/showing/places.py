"""The rail, the tabs and the crumbs of a page, as drawn: from the registry, for who looks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest

from townline.platform.web.registry import REGISTRY, NavGroup, NavItem, Tab

SHUT_COOKIE = "tl-shut"


@dataclass(frozen=True)
class RailEntry:
    """One entry of the rail."""

    url: str
    label: str
    key: str
    icon: str
    count: int | None
    counted: str
    hot: bool
    here: bool


@dataclass(frozen=True)
class RailGroup:
    key: str
    label: str
    places: list[RailEntry]
    open: bool


@dataclass(frozen=True)
class TabLink:
    """One tab, with those of its second row."""

    url: str
    label: str
    count: int | None
    here: bool
    parts: list["TabLink"]


class Frame:
    """What is around a page. Nothing is counted before a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def groups(self) -> list[RailGroup]:
        """Give the groups that have an entry for who looks, in their order."""
        return [found for group in REGISTRY.value.nav if (found := self._group(group)).places]

    @property
    def first(self) -> list[RailEntry]:
        return [p for g in self.groups if g.key == "first" for p in g.places]

    @property
    def named(self) -> list[RailGroup]:
        return [group for group in self.groups if group.label]

    @property
    def foot(self) -> list[RailEntry]:
        return [p for g in self.groups if g.key == "foot" for p in g.places]

    @property
    def phone(self) -> list[RailEntry]:
        """Give the places in the bar of a phone: those of the role, or the first four."""
        every = [place for group in self.groups for place in group.places]
        wanted = REGISTRY.value.phone(self._request)
        found = [place for key in wanted for place in every if place.key == key]
        return (found or every)[:4]

    @cached_property
    def tabs(self) -> list[TabLink]:
        """Give the tabs of the place where the page stands; none where it has but one side."""
        sides = self._sides(self._item.tabs, self._item) if self._item else []
        return sides if len(sides) > 1 or any(side.parts for side in sides) else []

    @property
    def parts(self) -> list[TabLink]:
        """Give the second row: pages that share the tab."""
        return next((side.parts for side in self.tabs if side.here and side.parts), [])

    @property
    def is_below(self) -> bool:
        """Say whether the page lies below its place and tabs, so that it has crumbs."""
        item = self._item
        if item is None or item.key in {"inbox", "settings"}:
            return False
        known = {item.url, *(url for tab in item.tabs for url in _urls(tab))}
        return self._request.path not in {urlsplit(url).path for url in known}

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """Give the way up from a page below the second level: the place, and the tab."""
        if self._item is None or not self.is_below:
            return []
        way = [(self._item.url, self._item.label())]
        way += [(side.url, side.label) for side in self._here_sides() if side.url != way[0][0]]
        return way

    def everywhere(self) -> Iterator[tuple[str, str]]:
        """Give all tabs and pages of settings, for who looks for a page by its name."""
        for item in self._items():
            for tab in item.tabs:
                for one in (tab, *tab.parts):
                    if one.url != item.url and REGISTRY.value.may_open(self._request, one.url):
                        yield one.url, f"{item.label()} · {one.label()}"
        for page in REGISTRY.value.settings:
            if page.visible(self._request):
                yield page.url, page.label()

    def _here_sides(self) -> Iterator[TabLink]:
        for side in self.tabs:
            if side.here:
                yield side
                yield from (part for part in side.parts if part.here and part.url != side.url)

    def _items(self) -> list[NavItem]:
        return [i for g in REGISTRY.value.nav for i in g.items if i.visible(self._request)]

    @cached_property
    def _item(self) -> NavItem | None:
        """Give the place that the page is of: whose address its own begins with, the longest."""
        found = [(self._fit(item), item) for item in self._items()]
        best = max(found, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] else None

    def _fit(self, item: NavItem) -> int:
        urls = [item.url, *item.within, *(url for tab in item.tabs for url in _urls(tab))]
        return max(fit(self._request, url) for url in urls)

    def _group(self, group: NavGroup) -> RailGroup:
        shut = self._request.COOKIES.get(SHUT_COOKIE, "").split(".")
        places = [self._entry(item) for item in group.items if item.visible(self._request)]
        is_open = group.key not in shut or any(place.here for place in places)
        return RailGroup(group.key, group.label() if group.label else "", places, is_open)

    def _entry(self, item: NavItem) -> RailEntry:
        return RailEntry(
            url=item.url,
            label=item.label(),
            key=item.key,
            icon=item.icon,
            count=item.count(self._request) if item.count else None,
            counted=item.counted() if item.counted else "",
            hot=item.hot,
            here=item is self._item,
        )

    def _sides(self, tabs: Sequence[Tab], item: NavItem) -> list[TabLink]:
        open_ = [tab for tab in tabs if REGISTRY.value.may_open(self._request, tab.url)]
        fits = [max(fit(self._request, url) for url in _urls(tab)) for tab in open_]
        best = max(fits, default=0)
        return [
            TabLink(
                url=self._address(tab.url, item),
                label=tab.label(),
                # Crumbs show no numbers.
                count=tab.count(self._request) if tab.count and not self.is_below else None,
                here=bool(best) and how == best,
                parts=self._sides(tab.parts, item) if bool(best) and how == best else [],
            )
            for tab, how in zip(open_, fits, strict=True)
        ]

    def _address(self, url: str, item: NavItem) -> str:
        given = self._request.GET
        carried = [(name, given[name]) for name in item.carries if name in given]
        return f"{url}?{urlencode(carried)}" if carried else url


def _urls(tab: Tab) -> list[str]:
    return [tab.url, *(part.url for part in tab.parts)]


def fit(request: HttpRequest, url: str) -> int:
    """Say how well a page belongs to an address: 0 not at all, else how long what fits is."""
    parts = urlsplit(url)
    if parts.path == "/":
        return int(request.path == "/")
    parameters = parse_qsl(parts.query)
    if any(request.GET.get(name) != value for name, value in parameters):
        return 0
    return len(url) if request.path.startswith(parts.path) else 0
