"""From what somebody typed to what is found: morphemes are asked for before any query."""

from dataclasses import replace

from django.db import transaction

from townline.casework.cases.api import CaseFilters, InvalidInput, NotAllowed, Page, cases_list
from townline.casework.search.errors import CannotSeek
from townline.casework.search.rules.terms import Nothing, refusal
from townline.casework.search.selectors.matching import terms_of
from townline.casework.search.selectors.results import SearchRequest, SearchResults, search
from townline.platform.conversations import api as conversations
from townline.platform.core.history import access_log, audit
from townline.platform.core.text import msisdn
from townline.platform.departments.api import Act, Permission, Viewer

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


# Finding cases by the whole number of a resident: a look that is recorded.


@transaction.atomic
def cases_by_number(
    act: Act, *, number: str, filters: CaseFilters, cursor: str = "", limit: int = 100
) -> Page:
    """List the cases of whoever has this whole number; who looked is in the history.

    Raises NotAllowed for one who may not see numbers, InvalidInput for less than a number.
    """
    if not act.viewer.may(Permission.REVEAL):
        raise NotAllowed("only those who may see numbers find by number")
    if not msisdn.is_whole(number):
        raise InvalidInput("write the whole number, for example 010-0000-0042")
    resident = conversations.resident_find(number)
    known = (f"resident:{resident}", access_log.LOOKUP)
    subject, event = known if resident else ("search", access_log.SEARCH)
    audit.record(audit.AuditEntry(subject=subject, event=event, actor=act.actor, at=act.now))
    if resident is None:
        return Page()
    wanted = replace(filters, q="", resident=resident)
    return cases_list(act, filters=wanted, cursor=cursor, limit=limit)
