"""What may be one event, as far as the viewer sees its cases."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from townline.casework.cases.api import CaseRow, CaseState, NotFound, row_of, visible_condition
from townline.casework.cases.models import Case
from townline.casework.classification.models import IncidentCase, IncidentSuggestion
from townline.casework.classification.rules.incidents import IncidentState
from townline.platform.conversations import api as conversations
from townline.platform.departments.api import Viewer

_SUGGESTIONS = 100
_SHOWN = 4  # cases of one, the newest
_PLACES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One suggestion. ``count``: the cases that the viewer sees.

    ``places``: their dongs, the commonest first, each with how many. ``rows``: the
    newest of them. ``decided_by``: id of who decided, or None.
    """

    id: int
    state: IncidentState
    kind: str
    name: str
    count: int
    places: tuple[tuple[str, int], ...]
    first_at: dt.datetime
    last_at: dt.datetime
    decided_at: dt.datetime | None
    decided_by: int | None
    rows: tuple[CaseRow, ...]


def incidents(*, viewer: Viewer, since: dt.datetime) -> list[Incident]:
    """Give suggestions whose last text came since a moment, newest first; four queries."""
    rows = IncidentSuggestion.objects.filter(last_at__gte=since).order_by("-last_at")
    return _visible_incidents(viewer, list(rows[:_SUGGESTIONS]))


def incident_get(*, viewer: Viewer, number: int) -> Incident:
    """Give one suggestion. Raises NotFound for one of which the viewer sees no case."""
    found = _visible_incidents(viewer, list(IncidentSuggestion.objects.filter(id=number)))
    if not found:
        raise NotFound(f"there is no suggestion {number}")
    return found[0]


def _visible_incidents(viewer: Viewer, found: Sequence[IncidentSuggestion]) -> list[Incident]:
    seen = members_seen(viewer, [one.pk for one in found])
    wanted = [member.case_id for members in seen.values() for member in members[:_SHOWN]]
    cases = Case.objects.in_bulk(wanted)
    briefs = conversations.residents_brief({case.resident_id for case in cases.values()})
    rows = {number: row_of(case, briefs[case.resident_id].masked) for number, case in cases.items()}
    return [_incident_view(one, seen[one.pk], rows) for one in found if seen.get(one.pk)]


def _incident_view(
    one: IncidentSuggestion, members: Sequence[IncidentCase], rows: dict[int, CaseRow]
) -> Incident:
    dongs = Counter(member.dong for member in members if member.dong)
    return Incident(
        id=one.pk,
        state=IncidentState(one.state),
        kind=one.kind,
        name=one.name,
        count=len(members),
        places=tuple(dongs.most_common(_PLACES)),
        first_at=min(member.at for member in members),
        last_at=max(member.at for member in members),
        decided_at=one.decided_at,
        decided_by=one.decided_by_id,
        rows=tuple(rows[member.case_id] for member in members[:_SHOWN]),
    )


def members_seen(viewer: Viewer, numbers: Iterable[int]) -> dict[int, list[IncidentCase]]:
    """Give the members of suggestions that a viewer sees, the newest first; one query."""
    found = IncidentCase.objects.filter(
        visible_condition(viewer, "case__"), suggestion__in=list(numbers)
    )
    seen: dict[int, list[IncidentCase]] = defaultdict(list)
    for member in found.exclude(case__state=CaseState.MERGED).order_by("-at", "-id"):
        seen[member.suggestion_id].append(member)
    return dict(seen)


def suggested_cases(number: int) -> list[int]:
    """Give the ids of all cases of a suggestion, whoever sees them; one query."""
    rows = IncidentCase.objects.filter(suggestion=number).order_by("id")
    return list(rows.values_list("case", flat=True))


def suggestions_of(case_ids: Iterable[int]) -> dict[int, int]:
    """Give the suggested event of each of some cases, but for those that a person dismissed.

    One query; where a case belongs to several, the latest.
    """
    rows = IncidentCase.objects.filter(case__in=list(case_ids))
    rows = rows.exclude(suggestion__state=IncidentState.DISMISSED).order_by("suggestion")
    return dict(rows.values_list("case", "suggestion"))
