"""Repair orders: one hazard, one firm; approved by an officer the hazard is repaired."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext

from townline.casework.cases.api import WrongState
from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Act, Viewer
from townline.prevention.hazards.errors import HazardNotFound, RepairElsewhere
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.ports import REPAIRED_ELSEWHERE
from townline.prevention.hazards.rules.states import KIND, LIVE, HazardStep, hazard_subject
from townline.prevention.hazards.selectors.labels import hazard_settings, kind_name
from townline.prevention.hazards.services.evidence import note_evidence
from townline.prevention.hazards.services.marks import hazard_lock, publish
from townline.prevention.hazards.services.stepping import may_step, step_do
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.api import Ordered, OrderNotice, SentOrder, Site, WorkOrder
from townline.prevention.work_orders.events import OrderMoved


@transaction.atomic
def order_send(
    act: Act,
    *,
    hazard_id: int,
    contractor: str,
    due_on: dt.date,
    note: str = "",
    material: str = "",
    phone: str = "",
) -> SentOrder:
    """Ask a firm to repair. Raises OrderOpen, RepairElsewhere.

    ``phone`` (E.164) is sealed and texted the link.
    """
    hazard = hazard_lock(hazard_id, act.viewer)
    if hazard.state not in LIVE:
        raise WrongState(f"the hazard is {hazard.state}", state=hazard.state)
    if REPAIRED_ELSEWHERE.value(hazard.pk):
        raise RepairElsewhere("works repair it by a measure")
    order = work_orders.NewOrder(
        kind=KIND,
        about=hazard_subject(hazard.pk),
        objects=[hazard.pk],
        contractor=contractor,
        due_on=due_on,
        note=note,
        material=material,
        phone=phone,
    )
    sent = work_orders.order_send(
        order=order, actor=act.actor, staff_id=act.viewer.staff_id, now=act.now
    )
    publish(hazard)
    return sent


@transaction.atomic
def order_link_renew(act: Act, *, order_id: int) -> SentOrder:
    """Make a new link: the old one is over, and the next telephone that accepts holds the order."""
    _, order = _lock_order(order_id, act.viewer)
    return work_orders.order_link_renew(order=order, actor=act.actor, now=act.now)


@transaction.atomic
def order_approve(act: Act, *, order_id: int) -> WorkOrder:
    """Say that the work was looked at and is right: the hazard is repaired with it."""
    hazard, order = _lock_order(order_id, act.viewer)
    work_orders.order_approve(order=order, actor=act.actor, now=act.now)
    if may_step(hazard, HazardStep.REPAIR):
        step_do(
            hazard, HazardStep.REPAIR, actor=act.actor, staff=act.viewer.staff_id, now=act.now,
            done_at=order.done_at,
        )  # fmt: skip
    return order


@transaction.atomic
def order_return(act: Act, *, order_id: int, reason: str) -> WorkOrder:
    """Say what is not right yet; the firm reads it on its page."""
    _, order = _lock_order(order_id, act.viewer)
    work_orders.order_return(order=order, actor=act.actor, now=act.now, reason=reason)
    return order


@transaction.atomic
def order_cancel(act: Act, *, order_id: int, reason: str) -> WorkOrder:
    """Call an order off; its page says so."""
    _, order = _lock_order(order_id, act.viewer)
    work_orders.order_cancel(order=order, actor=act.actor, now=act.now, reason=reason)
    return order


def _lock_order(order_id: int, viewer: Viewer) -> tuple[Hazard, WorkOrder]:
    """Lock the hazard, then its order. Raises HazardNotFound, OrderNotFound."""
    order = work_orders.order_lock(order_id)
    if order.kind != KIND:
        raise HazardNotFound(f"order {order_id} is of no hazard")
    return hazard_lock(int(order.about.partition(":")[2]), viewer), order


def order_followed(event: OrderMoved) -> None:
    """Show on open pages what a firm, or another officer, did with an order."""
    if event.kind == KIND:
        for hazard in Hazard.objects.filter(id__in=event.objects):
            publish(hazard)


def order_port() -> Ordered:
    """Say what orders may know of hazards."""
    return Ordered(
        kind=KIND,
        step=HazardStep.REPAIR,
        lock=_hold,
        sites=_sites,
        text=_text,
        far=lambda: hazard_settings().far,
        title=lambda: gettext("보수 작업"),
        moments=lambda: (gettext("보수 전"), gettext("보수 후")),
        page=lambda _order, places: f"/hazards/{places[0]}/" if places else "/hazards/",
        kept=note_evidence,
    )


def _hold(ids: Collection[int]) -> None:
    list(Hazard.objects.select_for_update().filter(id__in=ids).order_by("id"))


def _sites(ids: Collection[int]) -> Mapping[int, Site]:
    return {row.pk: _site(row) for row in Hazard.objects.filter(id__in=ids)}


def _site(row: Hazard) -> Site:
    return Site(
        id=row.pk,
        name=kind_name(row.kind),
        address=row.address,
        dong=row.dong,
        point=(row.latitude, row.longitude),
        facts=_sizes(row),
    )


def _sizes(row: Hazard) -> list[tuple[str, str]]:
    """Give what was measured in one line, nothing for nothing."""
    found = (
        (gettext("너비"), row.width_cm), (gettext("길이"), row.length_cm),
        (gettext("깊이"), row.depth_cm),
    )  # fmt: skip
    words = " ".join(f"{name} {size:.4g} cm" for name, size in found if size)
    return [(gettext("크기"), words)] if words else []


def _text(notice: OrderNotice) -> str:
    hazard = Hazard.objects.get(id=notice.objects[0])
    words = hazard_settings().order.in_language("ko")
    return settle(
        words.format(
            kind=kind_name(hazard.kind, "ko"),
            place=hazard.address or hazard.dong,
            day=resident_moments.day(notice.due_on, "ko"),
            link=notice.link,
            office=notice.contact.office,
            phone=notice.contact.phone,
        )
    )
