"""Words that are sought, and searches that are kept, in the lists of cases."""

from django.db.models import Q

from townline.casework.cases.ports import ListPart
from townline.casework.search.rules.terms import refusal
from townline.casework.search.selectors.matching import cases_of_matches, terms_of
from townline.casework.search.views.saved_searches import chips_of


def _with_words(q: str) -> Q:
    if refusal(q) is not None:
        return Q(pk__in=[])
    found, _ = terms_of(q.replace("\x00", ""))
    return Q(id__in=cases_of_matches(found))


PART = ListPart(
    filters={"words": _with_words}, page={"saved": lambda viewer: chips_of(viewer, "inbox")}
)
