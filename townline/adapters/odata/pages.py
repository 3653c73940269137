"""One page of a table: its rows, how many there are in all, and where the next one begins."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from townline.adapters.odata.door import ODataError
from townline.adapters.odata.filters import read_filter
from townline.adapters.odata.options import QueryOptions
from townline.platform.core.database.feed import FeedTable

type Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """``total``: None where nobody asked. ``follow``: options that the next page's address has."""

    rows: list[Row]
    total: int | None
    follow: Mapping[str, str]


def read_page(table: FeedTable, options: QueryOptions) -> FeedPage:
    """Read a page of a table. Raises ODataError where a filter cannot be read."""
    query = _select_rows(table, options)
    size = options.page if options.top is None else min(options.page, options.top)
    total = query.count() if options.count else None
    found = list(_sort(query, table, options)[options.skip : options.skip + size + 1])
    more = len(found) > size and options.top != size
    shown = found[:size]
    follow = _follow(table, options, shown) if more and shown else {}
    return FeedPage(rows=[write_row(each, options) for each in shown], total=total, follow=follow)


def count_rows(table: FeedTable, options: QueryOptions) -> int:
    """Count the rows that a filter leaves. Raises ODataError."""
    counting = QueryOptions(
        select=(), filter=options.filter, order=(), top=0, skip=0, after=None, count=True, page=1
    )
    return read_page(table, counting).total or 0


def write_row(found: Mapping[str, Any], options: QueryOptions) -> Row:
    """Give the columns that are asked for, as JSON has them."""
    return {name: _value(found[name]) for name in options.select or found}


def _select_rows(table: FeedTable, options: QueryOptions) -> QuerySet[Any, dict[str, Any]]:
    query = table.query()
    if options.filter:
        columns = {each.name: each.type for each in table.columns()}
        query = query.filter(read_filter(options.filter, columns))
    return query


def _sort(
    query: QuerySet[Any, dict[str, Any]], table: FeedTable, options: QueryOptions
) -> QuerySet[Any, dict[str, Any]]:
    if options.after is not None:
        if not _by_key(table, options):
            raise ODataError(400, "$skiptoken is not of this address")
        query = query.filter(**{f"{table.keys[0]}__gt": options.after})
    wanted = [f"-{name}" if falling else name for name, falling in options.order]
    return query.order_by(*wanted, *table.keys)


def _by_key(table: FeedTable, options: QueryOptions) -> bool:
    """Say whether pages follow one another by the key: new rows then shift nothing."""
    return len(table.keys) == 1 and not options.order


def _follow(table: FeedTable, options: QueryOptions, shown: list[dict[str, Any]]) -> dict[str, str]:
    left = {} if options.top is None else {"$top": str(options.top - len(shown))}
    if _by_key(table, options):
        return {"$skiptoken": str(shown[-1][table.keys[0]]), **left}
    return {"$skip": str(options.skip + len(shown)), **left}


def _value(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    return str(value) if isinstance(value, dt.date | UUID) else value
