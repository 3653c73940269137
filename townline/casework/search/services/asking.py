"""From what somebody typed to what is found: morphemes are asked for before any query."""

from dataclasses import replace

from townline.casework.search.errors import CannotSeek
from townline.casework.search.rules.terms import Nothing, refusal
from townline.casework.search.selectors.matching import terms_of
from townline.casework.search.selectors.results import SearchRequest, SearchResults, search
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Viewer

_WHY = {
    Nothing.TOO_LONG: "seek with at most 200 characters",
    Nothing.ONLY_MARKS: "there is no letter and no digit in it",
    Nothing.ONE_JAMO: "one consonant or vowel alone is in nearly every word: write a syllable",
}


def cases_search(
    *, viewer: Viewer, search_request: SearchRequest, offset: int = 0, limit: int = 20
) -> SearchResults:
    """Find cases by words of their texts, answers, notes and titles, as the viewer sees them.

    A whole number finds nothing: see ``cases_by_number``. Raises CannotSeek.
    """
    q = search_request.q.replace("\x00", "").strip()
    why = refusal(q)
    if why is not None:
        raise CannotSeek(_WHY[why], why=str(why))
    if msisdn.is_whole(q):
        return SearchResults()
    words, full = terms_of(q, wide=search_request.wide)
    found = search(
        viewer=viewer,
        terms=words,
        search_request=replace(search_request, q=q),
        offset=offset,
        limit=limit,
    )
    return replace(found, full=full)
