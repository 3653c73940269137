"""Lists of works: what may be ordered, orders, payments, checks, photos. Constant queries."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from townline.casework.cases.api import NotAllowed
from townline.platform.departments.api import Permission, Viewer
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import OPEN, EvidencePhoto, OrderState, WorkOrder
from townline.prevention.works.api import CONSENTED, Measure, MeasureState, ObjectState, reads
from townline.prevention.works.progress.errors import WorksOrderNotFound
from townline.prevention.works.progress.rules.remarks import KIND

PAGE = 100
MOST = 200
ORDERABLE = (MeasureState.READY, MeasureState.PLANNED)
_ACCEPTED = (MeasureState.ACCEPTED, MeasureState.DEFECTIVE)


def orderable(*, kind: str = "", dong: str = "", year: int | None = None) -> list[Measure]:
    """Give measures that may be ordered now, worst first within each dong; one query."""
    rows = Measure.objects.filter(
        state__in=ORDERABLE,
        consent__in=sorted(CONSENTED),
        object__state=ObjectState.ACTIVE,
    ).exclude(estimate=None, price=None)
    rows = _narrow(rows, kind, dong)
    if year is not None:
        rows = rows.filter(year=year)
    worst = ("object__dong", "kind", "-object__severity", "-object__risk", "id")
    return list(rows.select_related("object").order_by(*worst)[:MOST])


def _narrow(rows: QuerySet[Measure], kind: str, dong: str) -> QuerySet[Measure]:
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(object__dong=dong) if dong else rows


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """One order in a list. ``items``, ``finished``, ``approved``: how many places."""

    order: WorkOrder
    items: int
    finished: int
    approved: int
    late: bool


_UNSETTLED = Q(state=OrderState.REFUSED, settled_at=None)
_VIEWS = {
    "open": Q(state__in=sorted(OPEN)),
    "waiting": Q(state=OrderState.SENT),
    "done": Q(state__in=sorted(OPEN), some_done__gt=0),
    "refused": _UNSETTLED,
    "over": ~Q(state__in=sorted(OPEN)) & ~_UNSETTLED,
}


def orders(*, view: str, firm: str, today: dt.date, offset: int = 0) -> tuple[list[OrderRow], int]:
    """Give orders of works, the late ones first, and how many there are; two queries."""
    rows = _orders_of(view, firm, today).annotate(
        count=Count("items"),
        finished=Count("items", filter=~Q(items__done_at=None)),
        approved=Count("items", filter=~Q(items__approved_at=None)),
    )
    found = rows.select_related("contractor").order_by("due_on", "id")
    page = [_order_row(row, today) for row in found[offset : offset + PAGE]]
    return page, rows.count()


def order_ids(*, view: str, firm: str, today: dt.date) -> list[int]:
    """Give the numbers of all of a list's orders, by firm: as their papers are handed out."""
    rows = _orders_of(view, firm, today).order_by("contractor__name", "id")
    return list(rows.values_list("id", flat=True))


def _orders_of(view: str, firm: str, today: dt.date) -> QuerySet[WorkOrder]:
    waits = Q(items__approved_at=None) & ~Q(items__done_at=None)
    rows = WorkOrder.objects.filter(kind=KIND).annotate(some_done=Count("items", filter=waits))
    late = Q(state__in=sorted(OPEN), due_on__lt=today)
    rows = rows.filter(late if view == "late" else _VIEWS.get(view, _VIEWS["open"]))
    return rows.filter(contractor__name=firm) if firm else rows


def _order_row(row: WorkOrder, today: dt.date) -> OrderRow:
    return OrderRow(
        order=row,
        items=row.count,  # type: ignore[attr-defined] # as counted above
        finished=row.finished,  # type: ignore[attr-defined]
        approved=row.approved,  # type: ignore[attr-defined]
        late=work_orders.order_late(row, today),
    )


def order_counts(today: dt.date) -> dict[str, int]:
    """Count orders by view; one query."""
    waits = WorkOrder.objects.filter(
        pk=OuterRef("pk"), items__approved_at=None, items__done_at__isnull=False
    )
    rows = WorkOrder.objects.filter(kind=KIND)
    late = Q(state__in=sorted(OPEN), due_on__lt=today)
    return rows.aggregate(
        open=Count("id", filter=_VIEWS["open"]),
        waiting=Count("id", filter=_VIEWS["waiting"]),
        done=Count("id", filter=_VIEWS["open"] & Q(Exists(waits))),
        late=Count("id", filter=late),
        refused=Count("id", filter=_VIEWS["refused"]),
        over=Count("id", filter=_VIEWS["over"]),
    )


def order_of(order_id: int) -> WorkOrder:
    """Give an order of works. Raises WorksOrderNotFound."""
    rows = WorkOrder.objects.filter(kind=KIND, id=order_id)
    row = rows.select_related("contractor", "created_by__department").first()
    if row is None:
        raise WorksOrderNotFound(f"there is no order {order_id}")
    return row


def payable() -> list[Measure]:
    """Give accepted works that were not paid, by firm and place; one query."""
    rows = Measure.objects.filter(state__in=_ACCEPTED, paid_at=None, ordered_at__isnull=False)
    return list(rows.select_related("object").order_by("accepted_at", "id")[:5_000])


def paid_measures(limit: int = 100) -> list[Measure]:
    """Give what was paid, the latest first; one query."""
    rows = Measure.objects.filter(state__in=_ACCEPTED, paid_at__isnull=False)
    return list(rows.select_related("object").order_by("-paid_at", "-id")[:limit])


def firms_of(measures: Sequence[Measure]) -> dict[int, str]:
    """Give the firm of each measure; two queries."""
    found = work_orders.latest_orders(KIND, [row.pk for row in measures])
    names = dict(
        work_orders.Contractor.objects.filter(
            id__in={order.contractor_id for order in found.values()}
        ).values_list("id", "name")
    )
    return {number: names[order.contractor_id] for number, order in found.items()}


def checks(*, until: dt.date, dong: str = "") -> list[Measure]:
    """Give works that are looked at again by a day, by place; one query."""
    rows = Measure.objects.filter(state=MeasureState.ACCEPTED, check_on__lte=until)
    rows = _narrow(rows, "", dong)
    return list(rows.select_related("object").order_by("object__dong", "check_on", "id")[:1_000])


def defective() -> list[Measure]:
    """Give works with a defect, the oldest first; one query."""
    rows = Measure.objects.filter(state=MeasureState.DEFECTIVE).select_related("object")
    return list(rows.order_by("guarantee_until", "id")[:500])


def pictures(*, kind: str = "", dong: str = "", limit: int = 60) -> list[EvidencePhoto]:
    """Give photos of before and after of accepted works, for release; one query."""
    rows = _narrow(Measure.objects.filter(state__in=_ACCEPTED), kind, dong)
    # The latest works first, each with all of its photos.
    last = list(rows.order_by("-accepted_at", "-id").values_list("id", flat=True)[:limit])
    found = work_orders.photos_of(KIND, last).exclude(moment="").select_related("evidence")
    place = {number: at for at, number in enumerate(last)}
    return sorted(
        found, key=lambda one: (place[one.evidence.object_id], one.moment == "after", one.pk)
    )


def released_photos(limit: int = 24) -> list[EvidencePhoto]:
    """Give released photos of works, the latest first; one query."""
    rows = EvidencePhoto.objects.filter(released=True, evidence__kind=KIND).exclude(moment="")
    return list(rows.select_related("evidence").order_by(F("at").desc(), "-id")[:limit])


# Who orders and accepts works, and lets photos out: of those who see them.

# A person who leads decides what everybody sees.
RELEASES = Permission.ASSIGN


def works(viewer: Viewer) -> bool:
    """Say whether they order and accept."""
    return reads(viewer) and viewer.may(Permission.WRITE)


def releases(viewer: Viewer) -> bool:
    """Say whether they decide what everybody sees."""
    return reads(viewer) and viewer.may(RELEASES)


def check_works(viewer: Viewer) -> None:
    """Raise NotAllowed for who does not order and accept."""
    if not works(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")


def check_releases(viewer: Viewer) -> None:
    """Raise NotAllowed for who does not decide what everybody sees."""
    if not releases(viewer):
        raise NotAllowed(f"the role {viewer.role} may not do this ({RELEASES})")
