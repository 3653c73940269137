"""Incidents in lists, with how many cases each has; constant numbers of queries."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from townline.casework.cases.api import InvalidInput
from townline.platform.core import district
from townline.platform.departments.api import Permission, Viewer
from townline.platform.web.moments import english
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.errors import IncidentNotFound, UnknownIncidentKind
from townline.prevention.incidents.models import (
    Incident,
    IncidentMember,
    IncidentOffer,
    IncidentPlace,
    IncidentQuestion,
    Need,
)
from townline.prevention.incidents.rules import (
    IncidentState,
    NeedState,
)
from townline.prevention.incidents.settings import IncidentKind, Incidents

# Who sees which incidents: those of departments that take part; of no department who sees all.


def sees(viewer: Viewer, incident: Incident) -> bool:
    """Say of one incident what ``visible`` says of all."""
    if not viewer.reads:
        return False
    own = viewer.departments
    return own is None or not own.isdisjoint(incident.departments)


def visible(viewer: Viewer) -> QuerySet[Incident]:
    """Give the incidents a viewer may see; none for who reads no cases either."""
    found = Incident.objects.exclude(state=IncidentState.WITHDRAWN)
    if not viewer.reads:
        return found.none()
    if viewer.departments is None:
        return found
    return found.filter(Q(departments__overlap=sorted(viewer.departments)))


def incident_of(incident_id: int, viewer: Viewer) -> Incident:
    """Give one incident. Raises IncidentNotFound, also for another department's."""
    incident = visible(viewer).filter(id=incident_id).first()
    if incident is None:
        raise IncidentNotFound(f"there is no incident {incident_id}")
    return incident


def leads(viewer: Viewer) -> bool:
    """Say whether somebody opens incidents and says which cases belong to them."""
    return viewer.may(Permission.ASSIGN) and viewer.may(Permission.WRITE)


VIEWS = ("open", "ended", "all")
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFilters:
    """What to list: ``view`` open, ended or all; ``q``: words of the title or a place."""

    view: str = "open"
    kind: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One line. ``cases``: all of it, whoever sees them; ``needs``: still open."""

    id: int
    kind: str
    title: str
    state: IncidentState
    since: dt.datetime
    ended_at: dt.datetime | None
    place: str
    cases: int
    needs: int
    offers: int
    questions: int
    waiting: bool


def incidents_list(
    *, viewer: Viewer, filters: IncidentFilters, offset: int = 0, limit: int = PAGE
) -> tuple[list[IncidentRow], int]:
    """List incidents, the newest first, and say how many there are; two queries."""
    found = _narrow(visible(viewer), filters)
    rows = _with_counts(found).order_by("-since", "-id")[offset : offset + limit]
    return [_row(row) for row in rows], found.count()


def _narrow(found: QuerySet[Incident], filters: IncidentFilters) -> QuerySet[Incident]:
    if filters.view not in VIEWS:
        raise InvalidInput(f"view is one of {', '.join(VIEWS)}")
    if filters.view == "open":
        found = found.filter(state=IncidentState.OPEN)
    if filters.view == "ended":
        found = found.exclude(state=IncidentState.OPEN)
    if filters.kind:
        found = found.filter(kind=filters.kind)
    if filters.q:
        places = IncidentPlace.objects.filter(name__icontains=filters.q).values("incident")
        found = found.filter(Q(title__icontains=filters.q) | Q(id__in=places))
    return found


def _with_counts(found: QuerySet[Incident]) -> QuerySet[Incident]:
    def count(rows: QuerySet[IncidentMember | IncidentOffer | IncidentQuestion | Need]) -> Subquery:
        own = rows.filter(incident=OuterRef("pk")).order_by().values("incident")
        return Subquery(own.annotate(n=Count("pk")).values("n"))

    waits = broadcasts.submitted_broadcasts("update").filter(owner=OuterRef("pk"))
    places = IncidentPlace.objects.filter(incident=OuterRef("pk")).order_by("id")
    return found.annotate(
        n_cases=count(IncidentMember.objects.exclude(case__state="merged")),
        n_needs=count(Need.objects.filter(state=NeedState.OPEN)),
        n_offers=count(
            IncidentOffer.objects.filter(decided_at=None, incident__state=IncidentState.OPEN)
        ),
        n_questions=count(IncidentQuestion.objects.filter(settled_at=None)),
        waits=Subquery(waits.values("id")[:1]),
        first_place=Subquery(places.values("name")[:1]),
    )


def _row(row: Incident) -> IncidentRow:
    columns = vars(row)
    return IncidentRow(
        id=row.pk,
        kind=row.kind,
        title=row.title,
        state=IncidentState(row.state),
        since=row.since,
        ended_at=row.ended_at,
        place=columns["first_place"] or "",
        cases=columns["n_cases"] or 0,
        needs=columns["n_needs"] or 0,
        offers=columns["n_offers"] or 0,
        questions=columns["n_questions"] or 0,
        waiting=columns["waits"] is not None,
    )


def incident_row(incident_id: int, viewer: Viewer) -> IncidentRow | None:
    """Give one line, or None for what the viewer does not see; one query."""
    row = _with_counts(visible(viewer).filter(id=incident_id)).first()
    return _row(row) if row else None


def without_lessons(
    viewer: Viewer, ended: tuple[dt.datetime, dt.datetime], limit: int = 20
) -> Sequence[Incident]:
    """Give what ended within a time (from, to) and left no lessons, the oldest first; one query."""
    found = visible(viewer).filter(state=IncidentState.ENDED, lessons="", ended_at__range=ended)
    return list(found.order_by("ended_at")[:limit])


def lessons_of(kind: str, *, but: int = 0, limit: int = 3) -> Sequence[Incident]:
    """Give the newest ended incidents of a kind that left lessons; one query."""
    found = Incident.objects.filter(kind=kind, state=IncidentState.ENDED).exclude(lessons="")
    return list(found.exclude(id=but).order_by("-ended_at")[:limit])


def incidents_of_cases(case_ids: Iterable[int]) -> dict[int, int]:
    """Give the incident to which each of some cases belongs; one query."""
    rows = IncidentMember.objects.filter(case__in=list(case_ids))
    return dict(rows.values_list("case", "incident"))


def one_incident(case_id: int, other_id: int) -> bool:
    """Say whether two cases belong to one incident."""
    found = incidents_of_cases([case_id, other_id])
    return case_id in found and found[case_id] == found.get(other_id)


def offers_of_cases(case_ids: Iterable[int]) -> list[int]:
    """Give the open incidents to which some cases are offered, one for each offer; one query."""
    rows = IncidentOffer.objects.filter(case__in=list(case_ids), decided_at=None)
    return list(rows.filter(incident__state=IncidentState.OPEN).values_list("incident", flat=True))


def cases_alone(codes: Iterable[str]) -> list[str]:
    """Give those of some codes that belong to no incident; one query."""
    wanted = list(codes)
    rows = IncidentMember.objects.filter(case__code__in=wanted)
    assigned = set(rows.values_list("case__code", flat=True))
    return [code for code in wanted if code not in assigned]


# How incidents and needs are called, in a language or in the reader's.


def incident_settings() -> Incidents:
    """Give what the district says of incidents."""
    return district.part(Incidents)


def kind_of(code: str) -> IncidentKind:
    """Give a kind. Raises UnknownIncidentKind."""
    found = incident_settings().kinds.get(code)
    if found is None:
        raise UnknownIncidentKind(f"the district has no kind {code!r} of incident", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found = incident_settings().kinds.get(code)
    return found.name.in_language(lang or reader()) if found else code


def need_check(code: str) -> None:
    """Refuse a kind of need that the district does not have. Raises UnknownIncidentKind."""
    if code not in incident_settings().needs:
        raise UnknownIncidentKind(f"the district has no need {code!r}", value=code)


def need_name(code: str, lang: str = "") -> str:
    """Name a kind of need as ``kind_name`` does."""
    found = incident_settings().needs.get(code)
    return found.name.in_language(lang or reader()) if found else code


def kind_of_type(type_: str) -> str:
    """Give the kind that a reader's type of happening is; one that names no types for others.

    A stored district's data keep no order.
    """
    kinds = incident_settings().kinds
    others = next((code for code, kind in kinds.items() if not kind.types), [*kinds][-1])
    return next((code for code, kind in kinds.items() if type_ in kind.types), others)


def reader() -> str:
    """Give the language of who reads the page."""
    return "en" if english() else "ko"
