"""Orders of works: several measures to one firm; nothing without consent (works refuses it)."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext

from townline.platform.core import district, resident_moments
from townline.platform.core.history import audit
from townline.platform.departments.api import Act, Viewer
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import (
    NewOrder,
    Ordered,
    OrderNotice,
    SentOrder,
    StoredInspection,
    WorkOrder,
)
from townline.prevention.work_orders.events import ItemDone, OrderMoved
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureState, measure_subject
from townline.prevention.works.progress.errors import (
    DueInPast,
    NothingChosen,
    PastGuarantee,
    WorkBegun,
    WorksOrderNotFound,
)
from townline.prevention.works.progress.rules.remarks import KIND, WorkRemark
from townline.prevention.works.progress.selectors.lists import ORDERABLE, check_works
from townline.prevention.works.progress.selectors.sites import measure_label, sites
from townline.prevention.works.progress.selectors.wording import progress_settings, words
from townline.prevention.works.progress.services.asking import visits_ask

MOST = 200  # measures of one order: its page and its paper stay readable


@transaction.atomic
def works_order(
    act: Act,
    *,
    prices: Mapping[int, int | None],
    contractor: str,
    due_on: dt.date,
    note: str = "",
    phone: str = "",
) -> SentOrder:
    """Order measures (id to the agreed price in won, None: the estimate) from one firm.

    Raises ConsentMissing, NoPrice, ObjectGone, WrongState, OrderOpen, NothingChosen, DueInPast;
    then nothing is ordered.
    """
    check_works(act.viewer)
    _check(prices, due_on, act.now)
    works.measures_order(prices, actor=act.actor, now=act.now)
    order = _new_order(list(prices), contractor, due_on, act.now)
    return _send(act, replace(order, note=note, phone=phone))


@transaction.atomic
def defect_order(act: Act, *, measure_id: int, due_on: dt.date, note: str = "") -> SentOrder:
    """Have the firm that did the work mend a defect inside its guarantee, without a price.

    Raises PastGuarantee, WrongState, WorksOrderNotFound.
    """
    check_works(act.viewer)
    _check({measure_id: None}, due_on, act.now)
    (row,) = works.measures_lock([measure_id])
    today = act.now.astimezone(district.current().zone).date()
    if row.state != MeasureState.DEFECTIVE or not row.guarantee_until:
        raise WorksOrderNotFound("it has no defect inside a guarantee")
    if row.guarantee_until < today:
        raise PastGuarantee("the guarantee is over")
    last = work_orders.latest_orders(KIND, [measure_id]).get(measure_id)
    if last is None:
        raise WorksOrderNotFound("nobody knows who did it")
    order = _new_order([measure_id], last.contractor.name, due_on, act.now)
    # A defect of a mended defect still belongs to the order that was paid.
    earlier = last.warranty_of_id or last.pk
    return _send(act, replace(order, note=note, warranty_of=earlier))


def _check(prices: Mapping[int, int | None], due_on: dt.date, now: dt.datetime) -> None:
    if not 0 < len(prices) <= MOST:
        raise NothingChosen("choose measures", most=MOST)
    if due_on < now.astimezone(district.current().zone).date():
        raise DueInPast("the day has passed")


def _new_order(ids: list[int], contractor: str, due_on: dt.date, now: dt.datetime) -> NewOrder:
    return NewOrder(
        kind=KIND,
        objects=ids,
        contractor=contractor,
        due_on=due_on,
        remind_at=now + dt.timedelta(days=progress_settings().answer_days),
    )


def _send(act: Act, order: NewOrder) -> SentOrder:
    return work_orders.order_send(
        order=order, actor=act.actor, staff_id=act.viewer.staff_id, now=act.now
    )


@transaction.atomic
def works_order_renew(act: Act, *, order_id: int) -> SentOrder:
    """Make a new link; the old one is over, and so is its holder."""
    return work_orders.order_link_renew(
        order=order_locked(order_id, act.viewer), actor=act.actor, now=act.now
    )


@transaction.atomic
def works_order_cancel(act: Act, *, order_id: int, reason: str) -> None:
    """Call an order off: its measures may be ordered again. Raises WorkBegun."""
    order = order_locked(order_id, act.viewer)
    waits = order.items.filter(approved_at=None).exclude(done_at=None)
    if waits.exists():
        raise WorkBegun("some of it is done: accept or return it first")
    work_orders.order_cancel(order=order, actor=act.actor, now=act.now, reason=reason)


@transaction.atomic
def works_reorder(
    act: Act, *, order_id: int, contractor: str, due_on: dt.date, phone: str = ""
) -> SentOrder:
    """Order the places of a refused order from another firm, as they are; this settles the refusal.

    Raises NothingChosen where none of them waits for an order, and what ``works_order`` raises.
    """
    refused = order_locked(order_id, act.viewer)
    free = Measure.objects.filter(id__in=refused.items.values("object_id"), state__in=ORDERABLE)
    return works_order(
        act,
        prices=dict.fromkeys(free.order_by("id").values_list("id", flat=True)),
        contractor=contractor,
        due_on=due_on,
        note=refused.note,
        phone=phone,
    )


@transaction.atomic
def refusal_settle(act: Act, *, order_id: int, reason: str) -> None:
    """Note that a refusal needs nothing more, with a reason. Raises WrongState, ReasonNeeded."""
    order = order_locked(order_id, act.viewer)
    work_orders.order_settle(order=order, actor=act.actor, now=act.now, reason=reason)


def order_locked(order_id: int, viewer: Viewer) -> WorkOrder:
    """Lock an order of works with its measures. Raises WorksOrderNotFound, NotAllowed."""
    check_works(viewer)
    order = work_orders.order_lock(order_id)
    if order.kind != KIND:
        raise WorksOrderNotFound(f"order {order_id} is of no works")
    return order


def order_followed(event: OrderMoved) -> None:
    """Let measures and residents follow what happens to their order."""
    if event.kind != KIND:
        return
    if event.event in {"refuse", "cancel"}:
        _free(event)
    if event.event in {"accept", "move"}:
        _announce(event)


def _free(event: OrderMoved) -> None:
    rows = works.measures_lock(event.objects)
    ordered = [row.pk for row in rows if row.state == MeasureState.ORDERED]
    if ordered:
        works.measures_order_cancel(
            ordered, actor=event.actor, now=event.at, reason=event.reason or event.event
        )


def _announce(event: OrderMoved) -> None:
    order = WorkOrder.objects.select_related("contractor").get(id=event.order_id)
    rows = Measure.objects.filter(id__in=event.objects, state=MeasureState.ORDERED)
    day = order.planned_on or order.due_on
    visits_ask(rows.select_related("object"), day=day, firm=order.contractor.name, now=event.at)


def item_followed(event: ItemDone) -> None:
    """Note a measure as done when the firm says so; a mended defect stays one until accepted."""
    if event.kind != KIND:
        return
    (row,) = works.measures_lock([event.object_id])
    if row.state == MeasureState.ORDERED:
        works.measures_finish([row.pk], actor=event.actor, now=event.at)


def order_port() -> Ordered:
    """Say what orders may know of measures."""
    return Ordered(
        kind=KIND,
        step="work",
        lock=_hold,
        sites=sites,
        text=lambda notice: _text("warranty" if notice.warranty_of else "order", notice),
        reminder=lambda notice: _text("reminder", notice),
        far=lambda: progress_settings().far,
        title=lambda: gettext("개선 공사"),
        moments=lambda: (gettext("시공 전"), gettext("시공 후")),
        page=lambda order, _places: f"/works/orders/{order}/",
        kept=_note_evidence,
        measured=False,
    )


def _hold(ids: Collection[int]) -> None:
    works.measures_lock(ids)


def _note_evidence(stored: StoredInspection) -> None:
    audit.record(
        audit.AuditEntry(
            subject=measure_subject(stored.object_id),
            event=WorkRemark.EVIDENCE,
            actor=stored.actor,
            at=stored.now,
            data={"step": stored.look.step, "photos": stored.photos},
        )
    )


def _text(name: str, notice: OrderNotice) -> str:
    rows = list(Measure.objects.filter(id__in=notice.objects).select_related("object"))
    kinds = list(dict.fromkeys(measure_label(row, "ko").partition(" x")[0] for row in rows))
    places = list(dict.fromkeys(row.object.dong for row in rows if row.object.dong))
    return words(
        name, "ko", work=_few(kinds), place=_few(places) or "-", count=len(rows),
        day=resident_moments.day(notice.due_on, "ko"), link=notice.link,
        office=notice.contact.office, phone=notice.contact.phone, earlier=notice.warranty_of or "",
    )  # fmt: skip


def _few(names: list[str]) -> str:
    """Name the first two, and how many more."""
    more = len(names) - 2
    return ", ".join(names[:2]) + (f" 외 {more}" if more > 0 else "")
