"""The search of words in texts, answers, notes and titles, and the index it goes by."""

from townline.cases.selectors.saved_searches import COUNTED as SAVED_COUNTED
from townline.cases.selectors.saved_searches import SavedView, saved_searches, search_counts
from townline.cases.selectors.search import KINDS as SEARCH_KINDS
from townline.cases.selectors.search import Found as SearchFound
from townline.cases.selectors.search import FoundCase, Hit
from townline.cases.selectors.search import Wish as SearchWish
from townline.cases.services.saved_searches import (
    SAVED_MOST,
    search_change,
    search_drop,
    search_save,
)
from townline.cases.services.search_asking import cases_search
from townline.cases.services.search_index import (
    Indexed,
    search_again,
    search_index_run,
    search_mend,
    search_waiting,
)

__all__ = [
    "SAVED_COUNTED",
    "SAVED_MOST",
    "SEARCH_KINDS",
    "FoundCase",
    "Hit",
    "Indexed",
    "SavedView",
    "SearchFound",
    "SearchWish",
    "cases_search",
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
