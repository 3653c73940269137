"""Reads of visits: one, those of a case, those of a span of days."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from townline.casework.cases.api import (
    CaseRow,
    CaseSpot,
    NotFound,
    Point,
    merged_ids,
    row_of,
    survivor,
    visible,
)
from townline.casework.cases.models import Case
from townline.casework.cases.ports import Holder
from townline.casework.visits.models import Visit, VisitPhoto
from townline.casework.visits.rules.visit import LIVE, TRANSITIONS, VisitState
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import Photo
from townline.platform.departments.api import Staff, Viewer

_MOST = 300  # visits on one sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedPhoto:
    """A photo of a visit, and where it was taken."""

    photo: Photo
    point: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """A visit as pages and the API show it. ``timed``: at that moment, else any time of the day.

    ``unheard``: residents will hear of it in the morning; ``row``: its case, on day sheets.
    ``allowed``: the events that the table permits now.
    """

    id: int
    case_code: str
    visitor: Staff
    state: VisitState
    planned_at: dt.datetime
    timed: bool
    note: str
    spot: CaseSpot | None
    found: str
    started_at: dt.datetime | None
    arrived_at: dt.datetime | None
    finished_at: dt.datetime | None
    unheard: bool
    photos: tuple[LocatedPhoto, ...]
    allowed: frozenset[str]
    here: Point | None = None
    row: CaseRow | None = None

    @property
    def is_live(self) -> bool:
        return self.state in LIVE


def visits_of(*, case_id: int) -> list[VisitView]:
    """Give the visits of a case and of those merged into it, latest first; three queries."""
    ids = [case_id, *merged_ids(case_id)]
    visits = list(_with_people().filter(case__in=ids).order_by("-planned_at", "-id"))
    return _views(visits)


def case_visits(*, code: str, viewer: Viewer) -> list[VisitView]:
    """Give the visits of a case. Raises NotFound, also for what the viewer may not see."""
    case = Case.objects.filter(code=code).first()
    case = visible(viewer).filter(id=survivor(case).id).first() if case else None
    if case is None:
        raise NotFound(f"there is no case {code}", code=code)
    return visits_of(case_id=case.id)


def visit_get(*, visit_id: int, viewer: Viewer) -> VisitView:
    """Give one visit with its case. Raises NotFound, also for what the viewer may not see."""
    visit = _with_people().filter(id=visit_id).first()
    found = _with_rows([visit], viewer) if visit else []
    if not found:
        raise NotFound(f"there is no visit {visit_id}")
    return found[0]


def visits_between(
    *,
    viewer: Viewer,
    since: dt.datetime,
    until: dt.datetime,
    visitor: int | None = None,
    department: str | None = None,
) -> list[VisitView]:
    """Give the visits planned in a span, of one person, of a department's people, or of all.

    Only those whose cases the viewer sees; five queries.
    """
    wanted = Q(planned_at__gte=since, planned_at__lt=until)
    if visitor is not None:
        wanted &= Q(visitor=visitor)
    if department is not None:
        wanted &= Q(visitor__department=department)
    rows = _with_people().filter(wanted).order_by("planned_at", "id")
    return _with_rows(list(rows[:_MOST]), viewer)


def _with_people() -> QuerySet[Visit]:
    return Visit.objects.select_related("visitor__department", "case")


def _with_rows(visits: Sequence[Visit], viewer: Viewer) -> list[VisitView]:
    """Put their cases to visits; those of merged cases belong to the one that goes on."""
    owners = {visit.id: survivor(visit.case) for visit in visits}
    ids = {case.id for case in owners.values()}
    seen = {case.id: case for case in visible(viewer).filter(id__in=ids)}
    briefs = conversations.residents_brief({case.resident_id for case in seen.values()})
    rows = {key: row_of(case, briefs[case.resident_id].masked) for key, case in seen.items()}
    visible_visits = [visit for visit in visits if owners[visit.id].id in rows]
    return _views(visible_visits, {visit.id: rows[owners[visit.id].id] for visit in visible_visits})


def _views(visits: Sequence[Visit], rows: dict[int, CaseRow] | None = None) -> list[VisitView]:
    photos = _photos([visit.id for visit in visits])
    return [_view(visit, photos.get(visit.id, ()), (rows or {}).get(visit.id)) for visit in visits]


def _photos(ids: list[int]) -> dict[int, tuple[LocatedPhoto, ...]]:
    rows = list(VisitPhoto.objects.filter(visit__in=ids).order_by("id")) if ids else []
    known = conversations.photos_by_hash({row.sha256 for row in rows}) if rows else {}
    found: dict[int, tuple[LocatedPhoto, ...]] = {}
    for row in rows:
        if row.sha256 in known:
            point = _point(row.latitude, row.longitude)
            photo = LocatedPhoto(photo=known[row.sha256], point=point)
            found[row.visit_id] = (*found.get(row.visit_id, ()), photo)
    return found


def _point(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _view(visit: Visit, photos: tuple[LocatedPhoto, ...], row: CaseRow | None) -> VisitView:
    point = _point(visit.latitude, visit.longitude)
    spot = CaseSpot(name_ko=visit.place_ko, name_en=visit.place_en, point=point)
    return VisitView(
        id=visit.id,
        case_code=row.code if row else visit.case.code or "",
        visitor=visit.visitor,
        state=VisitState(visit.state),
        planned_at=visit.planned_at,
        timed=visit.timed,
        note=visit.note,
        spot=spot if visit.place_ko or point else None,
        found=visit.found,
        started_at=visit.started_at,
        arrived_at=visit.arrived_at,
        finished_at=visit.finished_at,
        unheard=visit.tell_at is not None,
        photos=photos,
        allowed=frozenset(str(event) for state, event in TRANSITIONS if state == visit.state),
        here=_point(visit.here_latitude, visit.here_longitude),
        row=row,
    )


# Visits as they are shown to the person whose cases they belong to.


def visits_summary(case_ids: Iterable[int]) -> dict[int, list[dict[str, Any]]]:
    """Tell the visits of cases, by case, ready for JSON; photos by their SHA-256; two queries."""
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    visits = Visit.objects.filter(case__in=list(case_ids)).order_by("planned_at", "id")
    for visit in visits.prefetch_related("photos"):
        found[visit.case_id].append(
            {
                "state": visit.state,
                "planned_at": visit.planned_at.isoformat(),
                "place": visit.place_ko,
                "latitude": visit.latitude,
                "longitude": visit.longitude,
                "note": visit.note,
                "found": visit.found,
                "finished_at": visit.finished_at.isoformat() if visit.finished_at else None,
                "photos": [photo.sha256 for photo in visit.photos.all()],
            }
        )
    return found


# Photos that visits keep.


def visit_photo_holder() -> Holder:
    """Name what keeps photos of visits."""
    return Holder(every=_every, of_case=_of_case)


def _every() -> Iterable[str]:
    return VisitPhoto.objects.values_list("sha256", flat=True)


def _of_case(case_id: int) -> Iterable[str]:
    # A visit stays with its case when that one is merged.
    found = VisitPhoto.objects.filter(visit__case__in=[case_id, *merged_ids(case_id)])
    return found.order_by("id").values_list("sha256", flat=True)
