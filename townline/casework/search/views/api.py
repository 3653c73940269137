"""The search of words through the API, and the searches that a person keeps."""

import datetime as dt
from typing import Annotated, Literal

from ninja import Query, Router, Schema
from pydantic import Field, StrictBool, field_validator

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import building, inputs, shapes
from townline.casework.cases.views.api.reading import reader
from townline.casework.search import api
from townline.casework.search.views import saved_searches as pages
from townline.casework.search.views.query import NAMES, STATES, given_in
from townline.platform.core import clock
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act
from townline.platform.web.inputs import Input, Line, Moment, RowId

router = Router(tags=["search"])
of_cases = Router()

type FoundIn = Literal["text", "answer", "note", "title", ""]


# Listed before the addresses of one case, which would take "search" for a code.
@of_cases.post("/search", response=shapes.Found, operation_id="cases_search", tags=["cases"])
def cases_search(request: StaffRequest, payload: inputs.Search) -> shapes.Found:
    """Search cases, also by a whole telephone number in ``q``; the access log records that."""
    act = Act(reader(request), clock.now())
    filters = cases.CaseFilters(
        view=payload.state, q=payload.q, department=payload.department, service=payload.service
    )
    if msisdn.is_whole(payload.q):
        page = api.cases_by_number(
            act, number=payload.q, filters=filters, cursor=payload.cursor, limit=payload.limit
        )
    else:
        page = cases.cases_list(act, filters=filters, cursor=payload.cursor, limit=payload.limit)
    return shapes.Found(items=building.rows(page.rows), cursor=page.next_cursor)


class SearchQuery(Schema):
    """A search.

    ``state``: open, finished, one state or nothing; ``wide``: any of the words is enough.
    """

    q: Line
    state: Literal["", *STATES] = ""  # type: ignore[valid-type] # read from one table
    department: Line = ""
    service: Line = ""
    kind: FoundIn = ""
    since: Moment | None = None
    until: Moment | None = None
    sort: Literal["fit", "date"] = "fit"
    wide: bool = False
    offset: Annotated[int, Field(ge=0, le=1_000)] = 0
    limit: Annotated[int, Field(ge=1, le=100)] = 20

    @field_validator("since", "until", mode="before")
    @classmethod
    def _left_blank(cls, value: object) -> object:
        return None if value == "" else value


class SearchBit(Schema):
    """A piece of a text; ``marked``: it matches the search."""

    words: str
    marked: bool


class SearchHit(Schema):
    kind: str
    at: dt.datetime
    bits: list[SearchBit]


class SearchCase(Schema):
    """A case with its best matches, and how many more there are."""

    case: shapes.Row
    hits: list[SearchHit]
    more: int


class SearchFound(Schema):
    """Search results.

    ``capped``: only the newest 1,000 were ranked; ``full``: searched by morphemes.
    """

    items: list[SearchCase]
    total: int
    capped: bool
    terms: list[str]
    full: bool


class SavedSearch(Schema):
    """A saved search; ``wish``: the filters of its page's address by name."""

    id: int
    name: str
    page: str
    wish: dict[str, str]
    mine: bool
    shared: bool
    count: int


class SavedSearches(Schema):
    items: list[SavedSearch]


class SaveSearch(Input):
    """Save a search under a name; ``since`` and ``until`` are dates."""

    name: Annotated[Line, Field(min_length=1)]
    wish: dict[Literal[NAMES], Line]  # type: ignore[valid-type] # read from one table
    shared: StrictBool = False


class KeptSearch(Schema):
    id: int


@router.get("/search", response=SearchFound, operation_id="search")
def search(request: StaffRequest, query: Query[SearchQuery]) -> SearchFound:
    """Search cases by words in their texts, answers, notes and titles.

    A whole telephone number in ``q`` finds nothing: numbers do not belong in an address.
    """
    search_request = api.SearchRequest(
        q=query.q,
        state=query.state,
        department=query.department,
        service=query.service,
        kind=query.kind,
        since=query.since,
        until=query.until,
        by_date=query.sort == "date",
        wide=query.wide,
    )
    found = api.cases_search(
        viewer=reader(request),
        search_request=search_request,
        offset=query.offset,
        limit=query.limit,
    )
    rows = building.rows([one.row for one in found.cases])
    return SearchFound(
        items=[_case(row, one) for row, one in zip(rows, found.cases, strict=True)],
        total=found.total,
        capped=found.capped,
        terms=list(found.terms),
        full=found.full,
    )


def _case(row: shapes.Row, one: api.FoundCase) -> SearchCase:
    hits = [
        SearchHit(
            kind=hit.kind,
            at=hit.at,
            bits=[SearchBit(words=words, marked=marked) for words, marked in hit.bits],
        )
        for hit in one.hits
    ]
    return SearchCase(case=row, hits=hits, more=one.more)


@router.get("/search/saved", response=SavedSearches, operation_id="searches_saved")
def saved(request: StaffRequest) -> SavedSearches:
    """List your saved searches and those your department shares, with their current results."""
    viewer = reader(request)
    found = api.saved_searches(viewer=viewer)
    search_requests = {one.id: pages.request_of(one, viewer) for one in found}
    counts = api.search_counts(Act(viewer, clock.now()), search_requests=search_requests)
    return SavedSearches(items=[_saved_item(one, counts.get(one.id, 0)) for one in found])


def _saved_item(one: api.SavedView, count: int) -> SavedSearch:
    return SavedSearch(
        id=one.id,
        name=one.name,
        page=one.page,
        wish=dict(one.wish),
        mine=one.mine,
        shared=one.shared,
        count=count,
    )


@router.post("/search/saved", response=KeptSearch, operation_id="search_save")
def save(request: StaffRequest, payload: SaveSearch) -> KeptSearch:
    """Save a search; at most 20 for each person, and never one with a telephone number."""
    number = api.search_save(
        Act(reader(request), clock.now()),
        name=payload.name,
        page="search",
        filters=given_in(payload.wish),
        shared=payload.shared,
    )
    return KeptSearch(id=number)


@router.delete("/search/saved/{int:id}", response=KeptSearch, operation_id="search_drop")
def drop(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
) -> KeptSearch:
    """Delete one of your saved searches."""
    api.search_drop(viewer=reader(request), saved_id=id)
    return KeptSearch(id=id)
