"""Searches with a name: one's own, and those that others share with the department."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import F, Q, QuerySet, Value

from townline.casework.cases.api import CaseFilters, filtered_cases
from townline.casework.search.models import SavedSearch
from townline.casework.search.rules.terms import refusal
from townline.casework.search.selectors.matching import matching, terms_of_all
from townline.casework.search.selectors.results import SearchRequest, narrow_texts
from townline.platform.core.database.prepared import prepare_query
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff, Viewer

COUNTED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """``page``: search or inbox; ``wish``: the filters of its address by name."""

    id: int
    name: str
    page: str
    wish: Mapping[str, str]
    mine: bool
    shared: bool
    owner: Staff | None


def saved_searches(*, viewer: Viewer, page: str = "") -> list[SavedView]:
    """List what the viewer may use, own ones first; two queries."""
    found = list(
        prepare_query(("saved searches", viewer, page), partial(_saved_rows, viewer, page))
    )
    owners = departments.staff_names({row.staff_id for row in found if _others(row, viewer)})
    views = [_view(row, viewer, owners.get(row.staff_id)) for row in found]
    return sorted(views, key=lambda view: not view.mine)


def _saved_rows(viewer: Viewer, page: str) -> QuerySet[SavedSearch]:
    rows = SavedSearch.objects.filter(_usable(viewer))
    return (rows.filter(page=page) if page else rows).order_by("name", "id")


def _usable(viewer: Viewer) -> Q:
    own = Q(staff=viewer.staff_id)
    return own | Q(department=viewer.department) if viewer.department else own


def _others(row: SavedSearch, viewer: Viewer) -> bool:
    return row.staff_id != viewer.staff_id


def _view(row: SavedSearch, viewer: Viewer, owner: Staff | None) -> SavedView:
    return SavedView(
        id=row.pk,
        name=row.name,
        page=row.page,
        wish=row.wish,
        mine=not _others(row, viewer),
        shared=row.department_id is not None,
        owner=owner,
    )


def search_counts(
    act: Act, *, search_requests: Mapping[int, SearchRequest | CaseFilters]
) -> dict[int, int]:
    """Count the cases of several searches, each up to ``COUNTED``, in one query."""
    parts = [*_sought(act.viewer, search_requests), *_list_counts(act, search_requests)]
    if not parts:
        return {}
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    counted = Counter(number for number, _ in found)
    return {number: counted[number] for number in search_requests}


def _sought(
    viewer: Viewer, search_requests: Mapping[int, SearchRequest | CaseFilters]
) -> list[QuerySet[Any, Any]]:
    sought = {
        number: search_request
        for number, search_request in search_requests.items()
        if isinstance(search_request, SearchRequest) and refusal(search_request.q) is None
    }
    words = (
        terms_of_all(
            [(search_request.q, search_request.wide) for search_request in sought.values()]
        )
        if sought
        else []
    )
    return [
        _count_rows(narrow_texts(matching(terms), viewer, search_request), number, "case_id")
        for (number, search_request), (terms, _) in zip(sought.items(), words, strict=True)
    ]


def _list_counts(
    act: Act, search_requests: Mapping[int, SearchRequest | CaseFilters]
) -> Sequence[QuerySet[Any, Any]]:
    return [
        _count_rows(filtered_cases(act, search_request), number, "id")
        for number, search_request in search_requests.items()
        if isinstance(search_request, CaseFilters)
    ]


def _count_rows(rows: QuerySet[Any], number: int, column: str) -> QuerySet[Any, Any]:
    annotated = rows.order_by().annotate(which=Value(number), one=F(column))
    pairs: QuerySet[Any, Any] = annotated.values_list("which", "one").distinct()
    return pairs[:COUNTED]
