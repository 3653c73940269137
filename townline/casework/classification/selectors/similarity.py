"""Cases that are likely about the same thing, for a person to join."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from townline.casework.cases.api import (
    MERGEABLE,
    CaseRow,
    CaseState,
    Detail,
    case_id_of,
    row_of,
    subject,
    visible,
)
from townline.casework.cases.models import Case
from townline.casework.cases.rules.distance import metres
from townline.casework.classification.models import AlikeJoin, IncidentCase
from townline.casework.classification.rules.incidents import IncidentState
from townline.casework.classification.selectors.located import spots_of
from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.triage import api as triage
from townline.platform.triage.api import Reason

SHOWN = 5
NEAR_METRES = 150
_ALL = 1_000
_LOOKED_AT = 20  # some of them one does not see, or they were joined elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCase:
    """One of them: how likely (0 to 1), and why.

    ``source`` is merged into ``target``, codes of the two; "" where the viewer may not join them.
    ``close``: one sender, one place or one event: a single press may merge them.
    """

    row: CaseRow
    score: float
    reasons: tuple[Reason, ...]
    source: str = ""
    target: str = ""
    close: bool = False


def similar_cases(
    *, detail: Detail, viewer: Viewer, others: Sequence[CaseRow] = (), place: str = ""
) -> tuple[SimilarCase, ...]:
    """Give what is likely the same as a case, likeliest first; four queries, one for nothing.

    Only what is one matter: where people or rules have put both under services, these are one, or
    both cases belong to one event.
    ``others``: others that name the same ``place``, to be put behind what was found.
    """
    found = _index_matches(detail, viewer)
    known = {one.row.id for one in found}
    more = [row for row in others if row.id not in known]
    both = (*found, *(_same_place_case(detail, row, place, viewer) for row in more))[:SHOWN]
    return _with_events(detail.row.id, both)


def cases_bound(case_id: int, other_id: int) -> bool:
    """Say whether a place or an accepted event is that of both cases: then one press merges them.

    The rule of ``SimilarCase.close``, for any two.
    """
    found = triage.similar_to(subject=subject(case_id), limit=_ALL)
    known = next((one for one in found if one.subject == subject(other_id)), None)
    if known is not None and any(map(_is_close, known.reasons)):
        return True
    return _same_spot(case_id, other_id) or bool(_in_same_event(case_id, [other_id]))


def _same_spot(case_id: int, other_id: int) -> bool:
    spots = spots_of([case_id, other_id], clock.now())
    here, there = spots.get(case_id), spots.get(other_id)
    if here is None or there is None:
        return False
    points = [(one.latitude, one.longitude) for one in (here, there)]
    known = [(lat, lon) for lat, lon in points if lat is not None and lon is not None]
    near = len(known) == len(points) and metres(*known) <= NEAR_METRES
    return near or here.name_ko == there.name_ko


def _with_events(here: int, found: tuple[SimilarCase, ...]) -> tuple[SimilarCase, ...]:
    """Note which of those that share no sender and no place belong to one event; one query."""
    apart = [one.row.id for one in found if one.source and not one.close]
    if not apart:
        return found
    joined = _in_same_event(here, apart)
    return tuple(replace(one, close=one.close or one.row.id in joined) for one in found)


def _in_same_event(here: int, others: Sequence[int]) -> set[int]:
    """Give those of some cases that belong to an accepted event with one."""
    events = IncidentCase.objects.filter(suggestion__state=IncidentState.ACCEPTED)
    mine = events.filter(case=here).values("suggestion")
    return set(events.filter(suggestion__in=mine, case__in=others).values_list("case", flat=True))


def _index_matches(detail: Detail, viewer: Viewer) -> tuple[SimilarCase, ...]:
    found = triage.similar_to(subject=subject(detail.row.id), limit=_LOOKED_AT)
    if not found:
        return ()
    ids = [case_id_of(one.subject) or 0 for one in found]
    cases = visible(viewer).filter(id__in=ids).exclude(state=CaseState.MERGED)
    known = {case.id: case for case in cases}
    briefs = conversations.residents_brief({case.resident_id for case in known.values()})
    apart = _other_topics(detail.row, known)
    shown = [
        (known[number], one)
        for number, one in zip(ids, found, strict=True)
        if number in known and number not in apart
    ]
    return tuple(
        _similar_case(detail, row_of(case, briefs[case.resident_id].masked), one, viewer)
        for case, one in shown[:SHOWN]
    )


def _other_topics(here: CaseRow, known: Mapping[int, Case]) -> set[int]:
    """Give those under another service that belong to no event with this case."""
    named = [case for case in known.values() if here.service and case.service_id]
    apart = {case.id for case in named if case.service_id != here.service}
    if not apart:
        return apart
    events = IncidentCase.objects.exclude(suggestion__state=IncidentState.DISMISSED)
    mine = events.filter(case=here.id).values("suggestion")
    return apart - set(events.filter(suggestion__in=mine).values_list("case", flat=True))


def _same_place_case(detail: Detail, row: CaseRow, place: str, viewer: Viewer) -> SimilarCase:
    one = triage.Similar(
        subject=subject(row.id), reference="", score=0.0, reasons=(Reason("place", place),)
    )
    return _similar_case(detail, row, one, viewer)


def _similar_case(detail: Detail, row: CaseRow, one: triage.Similar, viewer: Viewer) -> SimilarCase:
    source, target = _way(detail.row, row)
    may = _may_join(detail.row, row, source, viewer)
    return SimilarCase(
        row=row,
        score=one.score,
        reasons=one.reasons,
        source=source.code if may else "",
        target=target.code if may else "",
        close=any(map(_is_close, one.reasons)),
    )


def _is_close(reason: Reason) -> bool:
    """Say whether more than words binds two cases: a word such as 가로등 is said of any lamp."""
    if reason.kind == "distance":
        return isinstance(reason.value, int | float) and reason.value <= NEAR_METRES
    return reason.kind in {"sender", "place"}


def _way(here: CaseRow, other: CaseRow) -> tuple[CaseRow, CaseRow]:
    """Say which goes into which: the later into the earlier, a joint case into none."""
    later, earlier = (
        (here, other)
        if (here.first_text_at, here.id) > (other.first_text_at, other.id)
        else (other, here)
    )
    if later.taking_part and not earlier.taking_part:
        return earlier, later
    return later, earlier


def _may_join(here: CaseRow, other: CaseRow, source: CaseRow, viewer: Viewer) -> bool:
    leads = viewer.sees(here.department) and viewer.sees(other.department)
    states = here.state in MERGEABLE and other.state in MERGEABLE
    return viewer.may(Permission.WRITE) and leads and states and not source.taking_part


def similarity_rank(*, source: int, target: int) -> tuple[int, float] | None:
    """Say where one case stands among those like another (1 is first), and how likely it is."""
    found = triage.similar_to(subject=subject(source), limit=_LOOKED_AT)
    wanted = subject(target)
    return next(((at, one.score) for at, one in enumerate(found, 1) if one.subject == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarityFigures:
    """Joins by people in a time: how many, and of how many the other was shown, and where."""

    joins: int
    first: int
    shown: int


def similarity_figures(*, since: dt.datetime, until: dt.datetime) -> SimilarityFigures:
    """Count the joins that stand; one query."""
    ranks = list(_joins(since, until))
    return SimilarityFigures(
        joins=len(ranks),
        first=sum(rank == 1 for rank in ranks),
        shown=sum(rank is not None and rank <= SHOWN for rank in ranks),
    )


def _joins(since: dt.datetime, until: dt.datetime) -> Sequence[int | None]:
    made = AlikeJoin.objects.filter(at__gte=since, at__lt=until)
    return list(made.exclude(undo__undone_at__isnull=False).values_list("rank", flat=True))
