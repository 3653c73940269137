"""Finding texts, answers, notes and titles: newest matches first, then the best of them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import F, FloatField, Func, QuerySet, Value

from townline.casework.cases.api import (
    FINISHED,
    OPEN,
    CaseRow,
    CaseState,
    code_alone,
    codes_in,
    row_of,
    survivors,
    visible_condition,
)
from townline.casework.cases.models import Case
from townline.casework.cases.settings import Cases
from townline.casework.search.models import SearchText
from townline.casework.search.rules.marks import Bits, snippet
from townline.casework.search.rules.terms import SearchTerms
from townline.casework.search.selectors.matching import matching
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.departments.api import Viewer

# So many of the newest matches are weighed; a word that stands everywhere has more.
MOST = 1_000
_HITS_SHOWN = 3
KINDS = ("text", "answer", "note", "title")
_WEIGHTS = {"title": 2.0, "note": 0.8}
_UNRANKED = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """What to find. ``state``: open, finished, one state or ""; ``kind``: one of ``KINDS`` or "".

    ``since`` and ``until`` bound when a text came or went; ``wide``: any of the words is enough.
    """

    q: str
    state: str = ""
    department: str = ""
    service: str = ""
    kind: str = ""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    by_date: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text, answer, note or title that matches; ``bits``: its part, and what matched."""

    kind: str
    at: dt.datetime
    bits: Bits


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case, the best of what matches in it, and how many more there are."""

    row: CaseRow
    hits: tuple[Hit, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """A page of cases of ``total``. ``capped``: only the newest matches were weighed.

    ``terms``: the words as they were sought; ``full``: by their morphemes.
    """

    cases: list[FoundCase] = field(default_factory=list)
    total: int = 0
    capped: bool = False
    terms: tuple[str, ...] = ()
    full: bool = True


@dataclass(slots=True)
class _Match:
    """What matches in one case."""

    fit: float = 0.0
    at: dt.datetime | None = None
    hits: list[tuple[float, int]] = field(default_factory=list)

    def add(self, number: int, at: dt.datetime, fit: float) -> None:
        self.at = max(self.at or at, at)
        # A second text that matches says a little more; a tenth says hardly anything.
        self.fit = max(self.fit, fit) + 0.05 * min(self.fit, fit)
        self.hits.append((fit, number))


def search(
    *, viewer: Viewer, terms: SearchTerms, search_request: SearchRequest, offset: int, limit: int
) -> SearchResults:
    """Find cases that the viewer sees; four queries, whatever is found."""
    found = list(
        narrow_texts(matching(terms), viewer, search_request)
        .annotate(fit=_Rank(F("tokens"), Value(terms.tsquery)))
        .order_by("-at", "-id")
        .values_list("id", "case_id", "kind", "at", "fit")[: MOST + 1]
    )
    matches = _by_case(found[:MOST])
    order = sorted(
        matches, key=lambda number: _place(matches[number], search_request), reverse=True
    )
    named = [number for number in _cases_by_code(search_request, viewer) if number not in matches]
    order = named + order
    shown = {number: matches.get(number, _Match()) for number in order[offset : offset + limit]}
    return SearchResults(
        cases=list(_cases(shown, terms)),
        total=len(order),
        capped=len(found) > MOST,
        terms=terms.said,
    )


class _Rank(Func):
    template = "coalesce(ts_rank_cd(%(expressions)s::tsquery), 0)"
    output_field = FloatField()


def narrow_texts(
    texts: QuerySet[SearchText], viewer: Viewer, search_request: SearchRequest
) -> QuerySet[SearchText]:
    """Keep what the viewer sees and the wish means; a merged case is found where it went on."""
    texts = texts.filter(visible_condition(viewer, "case__")).exclude(case__state=CaseState.MERGED)
    wanted = {
        "case__department": search_request.department,
        "case__service": search_request.service,
        "kind": search_request.kind,
        "at__gte": search_request.since,
        "at__lt": search_request.until,
        "case__state__in": _states(search_request.state),
    }
    return texts.filter(**{name: value for name, value in wanted.items() if value})


def _states(state_filter: str) -> list[str]:
    groups = {"open": OPEN, "finished": FINISHED}
    if state_filter in groups:
        return [str(state) for state in sorted(groups[state_filter])]
    return [state_filter] if state_filter else []


def _by_case(found: Iterable[tuple[int, int, str, dt.datetime, float]]) -> dict[int, _Match]:
    matches: dict[int, _Match] = defaultdict(_Match)
    for number, case_id, kind, at, fit in found:
        matches[case_id].add(number, at, (fit + _UNRANKED) * _WEIGHTS.get(kind, 1.0))
    return dict(matches)


def _place(match: _Match, search_request: SearchRequest) -> tuple[float, dt.datetime | None]:
    return (0.0 if search_request.by_date else round(match.fit, 2), match.at)


def case_named(*, q: str, viewer: Viewer) -> str:
    """Give the code of the case whose code was typed alone; "" for any other words.

    An old code gives the case that went on. What does not exist, and what the viewer may not
    see, are the same "": the search answers both alike.
    """
    code = code_alone(q, district.part(Cases).case_code_prefix)
    if not code:
        return ""
    found = Case.objects.filter(visible_condition(viewer), id__in=survivors([code]))
    return found.values_list("code", flat=True).first() or ""


def _cases_by_code(search_request: SearchRequest, viewer: Viewer) -> list[int]:
    """Give the case whose code was typed, also the old code of a merged one."""
    prefix = district.part(Cases).case_code_prefix
    codes = codes_in(search_request.q, prefix)
    if not codes:
        return []
    found = Case.objects.filter(visible_condition(viewer), id__in=survivors(codes)).order_by("id")
    return list(found.values_list("id", flat=True))


def _cases(shown: dict[int, _Match], terms: SearchTerms) -> Iterator[FoundCase]:
    cases = Case.objects.in_bulk(list(shown))
    briefs = conversations.residents_brief({case.resident_id for case in cases.values()})
    best = {
        number: [hit for _, hit in sorted(match.hits, reverse=True)[:_HITS_SHOWN]]
        for number, match in shown.items()
    }
    texts = SearchText.objects.in_bulk([hit for hits in best.values() for hit in hits])
    for number, match in shown.items():
        case = cases[number]
        yield FoundCase(
            row=row_of(case, briefs[case.resident_id].masked),
            hits=tuple(_hit(texts[hit], terms) for hit in best[number] if hit in texts),
            more=max(0, len(match.hits) - _HITS_SHOWN),
        )


def _hit(text: SearchText, terms: SearchTerms) -> Hit:
    return Hit(kind=text.kind, at=text.at, bits=snippet(text.body, terms.said, terms.stems))
