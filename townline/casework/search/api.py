"""The front door of the search."""

from townline.casework.search.errors import CannotSeek as CannotSeek
from townline.casework.search.rules.terms import parse_terms as parse_terms
from townline.casework.search.selectors.matching import cases_of_matches as cases_of_matches
from townline.casework.search.selectors.results import (
    FoundCase as FoundCase,
    SearchRequest as SearchRequest,
    SearchResults as SearchResults,
    case_named as case_named,
)
from townline.casework.search.selectors.saved_searches import (
    COUNTED as COUNTED,
    SavedView as SavedView,
    saved_searches as saved_searches,
    search_counts as search_counts,
)
from townline.casework.search.services.asking import (
    cases_by_number as cases_by_number,
    cases_search as cases_search,
)
from townline.casework.search.services.index import (
    search_again as search_again,
    search_index_run as search_index_run,
    search_mend as search_mend,
    search_waiting as search_waiting,
)
from townline.casework.search.services.saved_searches import (
    SAVED_MOST as SAVED_MOST,
    search_change as search_change,
    search_drop as search_drop,
    search_save as search_save,
)
