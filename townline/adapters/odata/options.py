"""The query options of a request: which rows, which columns, in which order, how many."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from django.http import QueryDict

from townline.adapters.odata.door import ODataError
from townline.platform.core.database.feed import FeedTable

MOST: Final = 5_000  # rows of a page
_PAGE: Final = 1_000  # where the program names no size
_LONGEST: Final = 2_000  # characters of a filter
_KNOWN: Final = {"$select", "$filter", "$orderby", "$top", "$skip", "$count", "$skiptoken",
                 "$format"}  # fmt: skip
_PAGE_SIZE: Final = re.compile(r"(?:odata\.)?maxpagesize=(\d{1,6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryOptions:
    """``select``: empty for all columns. ``order``: column and whether it falls.

    ``top``: None without an end. ``after``: the key that the page before ended with.
    """

    select: Sequence[str]
    filter: str
    order: Sequence[tuple[str, bool]]
    top: int | None
    skip: int
    after: int | None
    count: bool
    page: int

    @classmethod
    def read(cls, given: QueryDict, prefer: str, table: FeedTable) -> Self:
        """Read the options of a request and its ``Prefer`` header. Raises ODataError."""
        _check(given)
        columns = {each.name for each in table.columns()}
        return cls(
            select=list(_columns(given.get("$select", ""), "$select", columns)),
            filter=_filter(given),
            order=list(_order(given.get("$orderby", ""), columns)),
            top=_number(given, "$top"),
            skip=_number(given, "$skip") or 0,
            after=_number(given, "$skiptoken"),
            count=_flag(given, "$count"),
            page=_page_size(prefer),
        )


def _check(given: QueryDict) -> None:
    for name in given:
        if name.startswith("$") and name not in _KNOWN:
            raise ODataError(501, f"{name[:40]} is not served; served: {', '.join(sorted(_KNOWN))}")
        if len(given.getlist(name)) > 1:
            raise ODataError(400, f"{name[:40]} is given twice")
    if given.get("$format", "json") not in {"json", "application/json"}:
        raise ODataError(415, "$format is json")


def _filter(given: QueryDict) -> str:
    written = given.get("$filter", "")
    if len(written) > _LONGEST:
        raise ODataError(400, f"$filter has more than {_LONGEST} characters")
    return written


def _order(written: str, columns: set[str]) -> Iterator[tuple[str, bool]]:
    for part in filter(None, map(str.strip, written.split(","))):
        name, _, direction = part.partition(" ")
        if direction.strip() not in {"", "asc", "desc"}:
            raise ODataError(400, f"$orderby: {direction[:40]} is neither asc nor desc")
        yield from ((each, direction.strip() == "desc")
                    for each in _columns(name, "$orderby", columns))  # fmt: skip


def _columns(written: str, option: str, columns: set[str]) -> Iterator[str]:
    for name in filter(None, map(str.strip, written.split(","))):
        if name == "*":
            continue
        if name not in columns:
            known = ", ".join(sorted(columns))
            raise ODataError(400, f"{option}: there is no column {name[:40]}; there are: {known}")
        yield name


def _number(given: QueryDict, name: str) -> int | None:
    written = given.get(name)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 15):  # noqa: PLR2004 -- fits 64 bits
        raise ODataError(400, f"{name} is a whole number from 0")
    return int(written)


def _flag(given: QueryDict, name: str) -> bool:
    written = given.get(name, "false")
    if written not in {"true", "false"}:
        raise ODataError(400, f"{name} is true or false")
    return written == "true"


def _page_size(prefer: str) -> int:
    match = _PAGE_SIZE.search(prefer)
    return min(max(int(match[1]), 1), MOST) if match else _PAGE
