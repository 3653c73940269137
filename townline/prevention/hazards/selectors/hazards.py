"""Lists of hazards: what is late first, then what is due next. A constant number of queries."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window

from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards.errors import HazardNotFound
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.rules.states import AWAITED, KIND, LIVE, HazardState, HazardStep
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import OrderState, WorkOrder

# Who sees which hazards: their department's, as of cases; of no department who sees all.


def sees(viewer: Viewer, hazard: Hazard) -> bool:
    """Say of one hazard what ``visible`` says of all."""
    return viewer.reads and viewer.sees(hazard.department or None)


def visible(viewer: Viewer) -> QuerySet[Hazard]:
    """Give the hazards a viewer may see; none for who reads no cases either."""
    if not viewer.reads:
        return Hazard.objects.none()
    if viewer.departments is None:
        return Hazard.objects.all()
    return Hazard.objects.filter(Q(department__in=sorted(viewer.departments)))


def hazard_of(hazard_id: int, viewer: Viewer) -> Hazard:
    """Give one hazard. Raises HazardNotFound, also for another department's."""
    hazard = visible(viewer).filter(id=hazard_id).first()
    if hazard is None:
        raise HazardNotFound(f"there is no hazard {hazard_id}")
    return hazard


PAGE = 100
_WAITS: dict[str, HazardState] = {step: state for state, step in AWAITED.items()}
GONE = (HazardState.DISMISSED, HazardState.MERGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardFilters:
    """What to list. ``view``: open, overdue, orders (late ones), proposed, finished, released, all.

    ``step``: what is waited for. ``q``: words of note, address or dong, or the number.
    """

    view: str = "open"
    kind: str = ""
    severity: str = ""
    step: str = ""
    dong: str = ""
    q: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HazardListRow:
    """One line of a list. ``order_late``: its repair order is past its day."""

    id: int
    kind: str
    severity: str
    state: HazardState
    waits: HazardStep | None
    source: str
    address: str
    dong: str
    department: str
    note: str
    latitude: float
    longitude: float
    geometry: dict[str, Any]
    reported_at: dt.datetime
    due_at: dt.datetime | None
    made_safe_at: dt.datetime | None
    repaired_at: dt.datetime | None
    released: bool
    cases: int
    order: OrderState | None
    order_due: dt.date | None
    order_late: bool
    late: bool

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude


def hazards_list(
    act: Act, *, filters: HazardFilters, today: dt.date, offset: int = 0, limit: int = PAGE
) -> tuple[list[HazardListRow], int]:
    """List what a viewer sees, with how many there are; three queries."""
    rows = _narrow(visible(act.viewer), filters, act.now, today)
    count = rows.count()
    found = list(_order(rows, act.now)[offset : offset + limit])
    orders = work_orders.latest_orders(KIND, [hazard.pk for hazard in found])
    return [_row(hazard, orders.get(hazard.pk), act.now, today) for hazard in found], count


@dataclass(frozen=True, slots=True, kw_only=True)
class DueHazard:
    """An open hazard and when its next step is due."""

    id: int
    kind: str
    address: str
    waits: HazardStep | None
    due_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many open hazards there are, and how many of them are late."""

    open: int = 0
    late: int = 0


def hazards_due(act: Act, *, limit: int) -> tuple[list[DueHazard], DueCount]:
    """List the open hazards that a viewer sees, soonest first, and how many; one query."""
    rows = visible(act.viewer).filter(state__in=sorted(LIVE))
    columns = ("id", "kind", "address", "state", "due_at")
    found = list(
        rows.annotate(
            everything=Window(Count("id")),
            passed=Window(Count("id", filter=Q(due_at__lt=act.now))),
        )
        .order_by(F("due_at").asc(nulls_last=True), "id")
        .values_list(*columns, "everything", "passed")[:limit]
    )
    due = [
        DueHazard(
            id=number,
            kind=kind,
            address=address,
            waits=AWAITED.get(HazardState(state)),
            due_at=due_at,
        )
        for number, kind, address, state, due_at, *_ in found
    ]
    return due, DueCount(*found[0][-2:]) if found else DueCount()


def hazards_after(
    act: Act, *, filters: HazardFilters, today: dt.date, after: int, limit: int
) -> list[HazardListRow]:
    """List what a viewer sees by number, from after one on, for programs; two queries."""
    rows = _narrow(visible(act.viewer), filters, act.now, today).filter(id__gt=after)
    found = list(rows.annotate(number=Count("cases")).order_by("id")[:limit])
    orders = work_orders.latest_orders(KIND, [hazard.pk for hazard in found])
    return [_row(hazard, orders.get(hazard.pk), act.now, today) for hazard in found]


def _narrow(
    rows: QuerySet[Hazard], filters: HazardFilters, now: dt.datetime, today: dt.date
) -> QuerySet[Hazard]:
    rows = rows.filter(_view(filters.view, now, today))
    for name in ("kind", "severity", "dong"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.step in _WAITS:
        rows = rows.filter(state=_WAITS[filters.step])
    return rows.filter(words(filters.q)) if filters.q else rows


def _view(view: str, now: dt.datetime, today: dt.date) -> Q:
    late = work_orders.late_objects(KIND, today)
    views = {
        "overdue": Q(state__in=sorted(LIVE), due_at__lt=now),
        "orders": Q(id__in=late),
        "proposed": Q(state=HazardState.PROPOSED),
        "finished": Q(state=HazardState.CLOSED),
        "released": Q(released_at__isnull=False),
        "all": ~Q(state__in=GONE),
        "gone": Q(state__in=GONE),
    }
    return views.get(view, Q(state__in=sorted(LIVE)))


def words(q: str) -> Q:
    """Give the condition of words of a note, an address or a dong, or of a number."""
    number = q.removeprefix("#").strip()
    found = Q(note__icontains=q) | Q(address__icontains=q) | Q(dong__icontains=q)
    return found | Q(id=int(number)) if number.isdigit() and len(number) < 10 else found  # noqa: PLR2004 -- far below the column's end


def _order(rows: QuerySet[Hazard], now: dt.datetime) -> QuerySet[Hazard]:
    late = Case(When(state__in=sorted(LIVE), due_at__lt=now, then=Value(0)), default=Value(1))
    counted = rows.annotate(number=Count("cases"), first=late)
    return counted.order_by("first", F("due_at").asc(nulls_last=True), "-reported_at", "id")


def _row(hazard: Any, order: WorkOrder | None, now: dt.datetime, today: dt.date) -> HazardListRow:  # noqa: ANN401 -- with its count
    state, due_at = HazardState(hazard.state), hazard.due_at
    return HazardListRow(
        id=hazard.pk,
        kind=hazard.kind,
        severity=hazard.severity,
        state=state,
        waits=AWAITED.get(state),
        source=hazard.source,
        address=hazard.address,
        dong=hazard.dong,
        department=hazard.department,
        note=hazard.note,
        latitude=hazard.latitude,
        longitude=hazard.longitude,
        geometry=hazard.geometry,
        reported_at=hazard.reported_at,
        due_at=due_at,
        made_safe_at=hazard.made_safe_at,
        repaired_at=hazard.repaired_at,
        released=hazard.released_at is not None,
        cases=hazard.number,
        order=OrderState(order.state) if order else None,
        order_due=order.due_on if order else None,
        order_late=bool(order and work_orders.order_late(order, today)),
        late=bool(state in LIVE and due_at and due_at < now),
    )


def counts(act: Act, *, today: dt.date) -> dict[str, int]:
    """Count what each view holds; one query."""
    views = ("open", "overdue", "orders", "proposed", "finished", "released")
    aggregates = {name: Count("id", filter=_view(name, act.now, today)) for name in views}
    return visible(act.viewer).aggregate(**aggregates)


def dongs(*, viewer: Viewer) -> list[str]:
    """Give the dongs that hazards lie in; one query."""
    rows = visible(viewer).exclude(dong="").order_by("dong")
    return list(rows.values_list("dong", flat=True).distinct())
