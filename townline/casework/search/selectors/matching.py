"""What matches the words that somebody typed, whoever may see it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from townline.casework.search.models import SearchText
from townline.casework.search.rules.terms import SearchTerms, parse_terms
from townline.platform.triage import api as triage

# A list needs no more of what is found everywhere.
_MOST = 5_000


def terms_of(q: str, *, wide: bool = False) -> tuple[SearchTerms, bool]:
    """Give what is sought, and whether by morphemes. Not to be called in a transaction."""
    return terms_of_all([(q, wide)])[0]


def terms_of_all(sought: Sequence[tuple[str, bool]]) -> list[tuple[SearchTerms, bool]]:
    """Give the same for many, with one question to the language process."""
    understood = triage.understand([q for q, _ in sought])
    found = []
    for (q, wide), tokens in zip(sought, understood.pieces, strict=True):
        pieces = [(piece.form, piece.start, piece.end) for piece in tokens]
        found.append((parse_terms(q, pieces, full=understood.full, wide=wide), understood.full))
    return found


def matching(terms: SearchTerms) -> QuerySet[SearchText]:
    """Give what matches, whoever may see it."""
    ways = Q(_Fits(F("tokens"), Value(terms.tsquery)))
    if terms.fragments:
        ways |= _all(terms.fragments, wide=terms.wide)
    # What came a moment ago, or while no job ran: few rows, with an index of their own.
    ways |= Q(depth__lt=2, tokens=None) & _all(terms.patterns, wide=terms.wide)
    return SearchText.objects.filter(ways)


class _Fits(Func):
    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class _Holds(Func):
    template = "(%(expressions)s)"
    output_field = BooleanField()


def _holds(pattern: str) -> _Holds:
    # Not ``icontains``: that one compares upper case, which no index of trigrams knows. Hangul
    # has no case, and LIKE takes a fraction of the time of ILIKE on each row.
    way = " LIKE " if pattern.upper() == pattern.lower() else " ILIKE "
    return _Holds(F("body"), Value(pattern), arg_joiner=way)


def _all(patterns: Iterable[str], *, wide: bool) -> Q:
    ways = [Q(_holds(each)) for each in patterns]
    return Q(*ways, _connector=Q.OR if wide else Q.AND)


def cases_of_matches(found: SearchTerms) -> QuerySet[SearchText, Any]:
    """Give the cases of the newest matches, as a subquery of their ids."""
    return matching(found).order_by("-at", "-id")[:_MOST].values("case_id")
