"""Follows the links of somebody's pages, a few of each shape, and only ever asks."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

_LINK = re.compile(r"""<(?:a|img|iframe|source)\b[^>]*?(?:href|src)=["']([^"'#]+)""")
_FILE = re.compile(r"""<(?:script|link)\b[^>]*?(?:href|src)=["'](/[^"'#]+)""")
_ID = re.compile(r"(?<=/)(?:[A-Z]\d+-\d+|\d+|[0-9a-f-]{36}|[\w-]{20,})(?=[/.]|$)")


def links(html: str, page: str) -> Iterator[str]:
    """Give the addresses within the house that a page leads to, in its order."""
    for found in (*_LINK.findall(html), *_FILE.findall(html)):
        to = urlsplit(urljoin("http://here" + page, unescape(found)))
        if to.netloc == "here" and to.scheme == "http":
            yield to.path + (f"?{to.query}" if to.query else "")


def shape(address: str) -> str:
    """Give what an address has in common with those of other cases, days and filters."""
    parts = urlsplit(address)
    names = sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return _ID.sub("*", parts.path) + (f"?{','.join(names)}" if names else "")


class Rest:
    """Which of the links found are followed, the nearest first.

    Without ``wanted``: ``most`` of them, ``each`` of one shape. With it: those that it says.
    """

    def __init__(
        self, start: Iterable[str], most: int, each: int, wanted: Callable[[str], bool] | None
    ) -> None:
        self._waiting = list(start)
        self._seen = set(self._waiting)
        self._shapes: Counter[str] = Counter()
        self._most, self._each = most, each
        self._wanted = wanted or self._fits

    def add(self, found: Iterable[str]) -> None:
        for address in found:
            if address not in self._seen:
                self._seen.add(address)
                self._waiting.append(address)

    def _fits(self, address: str) -> bool:
        self._shapes[shape(address)] += 1
        self._most -= self._shapes[shape(address)] <= self._each
        return self._most >= 0 and self._shapes[shape(address)] <= self._each

    def __iter__(self) -> Iterator[str]:
        while self._waiting:
            address = self._waiting.pop(0)
            if self._wanted(address):
                yield address
