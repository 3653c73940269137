"""The front door of the search."""

from townline.casework.search.errors import CannotSeek
from townline.casework.search.rules.terms import parse_terms
from townline.casework.search.selectors.matching import cases_of_matches
from townline.casework.search.selectors.results import (
    FoundCase,
    SearchRequest,
    SearchResults,
    case_named,
)
from townline.casework.search.selectors.saved_searches import (
    COUNTED,
    SavedView,
    saved_searches,
    search_counts,
)
from townline.casework.search.services.asking import cases_search
from townline.casework.search.services.index import (
    search_again,
    search_index_run,
    search_mend,
    search_waiting,
)
from townline.casework.search.services.number_search import cases_by_number
from townline.casework.search.services.saved_searches import (
    SAVED_MOST,
    search_change,
    search_drop,
    search_save,
)

__all__ = [
    "COUNTED",
    "SAVED_MOST",
    "CannotSeek",
    "FoundCase",
    "SavedView",
    "SearchRequest",
    "SearchResults",
    "case_named",
    "cases_by_number",
    "cases_of_matches",
    "cases_search",
    "parse_terms",
    "saved_searches",
    "search_again",
    "search_change",
    "search_counts",
    "search_drop",
    "search_index_run",
    "search_mend",
    "search_save",
    "search_waiting",
]
