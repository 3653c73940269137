"""The sets of the feed, their rows and their schema."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from townline.adapters.odata.door import ODataError, json_response, odata_view
from townline.adapters.odata.metadata import schema, service_document
from townline.adapters.odata.options import QueryOptions
from townline.adapters.odata.pages import FeedPage, count_rows, read_page, write_row
from townline.platform.core.database.feed import FEED_TABLES, FeedTable
from townline.platform.core.http import public
from townline.platform.departments.api import Act
from townline.platform.web import export

_XML: Final = "application/xml; charset=utf-8"


@odata_view
def service(request: HttpRequest, _act: Act) -> HttpResponse:
    """List the sets."""
    return json_response(service_document(FEED_TABLES.value, _base(request)))


@odata_view
def metadata(_request: HttpRequest, _act: Act) -> HttpResponse:
    """Give the schema."""
    return HttpResponse(schema(FEED_TABLES.value), content_type=_XML)


@odata_view
def rows(request: HttpRequest, act: Act, name: str) -> HttpResponse:
    """Give a page of a set."""
    table = _table(name)
    options = _options(request, table)
    page = read_page(table, options)
    _record(act, table, len(page.rows))
    context = f"{table.name}({','.join(options.select)})" if options.select else table.name
    content: dict[str, object] = {"@odata.context": f"{_base(request)}$metadata#{context}"}
    if page.total is not None:
        content["@odata.count"] = page.total
    content["value"] = page.rows
    if page.follow:
        content["@odata.nextLink"] = _next_link(request, table, page)
    return json_response(content)


@odata_view
def row(request: HttpRequest, act: Act, name: str, key: int) -> HttpResponse:
    """Give one row by its number."""
    table = _table(name)
    options = _options(request, table)
    found = table.query().filter(Id=key).first() if table.keys == ("Id",) else None
    if found is None:
        raise ODataError(404, f"{table.name} has no row {key}")
    _record(act, table, 1)
    context = f"{_base(request)}$metadata#{table.name}/$entity"
    return json_response({"@odata.context": context, **write_row(found, options)})


@odata_view
def count(request: HttpRequest, act: Act, name: str) -> HttpResponse:
    """Count the rows that a filter leaves, as text."""
    table = _table(name)
    found = count_rows(table, _options(request, table))
    _record(act, table, 0)
    return HttpResponse(str(found), content_type="text/plain; charset=utf-8")


def _table(name: str) -> FeedTable:
    for each in FEED_TABLES.value:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in FEED_TABLES.value)
    raise ODataError(404, f"there is no set {name[:40]}; there are: {known}")


def _options(request: HttpRequest, table: FeedTable) -> QueryOptions:
    return QueryOptions.read(request.GET, request.headers.get("Prefer", ""), table)


def _record(act: Act, table: FeedTable, lines: int) -> None:
    export.record(act, f"odata/{table.name}", lines)


def _base(request: HttpRequest) -> str:
    return public.address_or_own(request, "/odata/v4/")


def _next_link(request: HttpRequest, table: FeedTable, page: FeedPage) -> str:
    given = request.GET.copy()
    for name in ("$top", "$skip", "$skiptoken"):
        given.pop(name, None)
    for name, value in page.follow.items():
        given[name] = value
    return f"{_base(request)}{table.name}?{given.urlencode(safe='$')}"
