"""Repair orders: to one firm, by a link; accepted, done, approved by an officer."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases.api import InvalidInput, WrongState, day_words
from townline.casework.portal.api import link_hash
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.http import public
from townline.platform.core.text.particles import settle
from townline.platform.departments.api import Viewer
from townline.prevention.hazards.errors import OrderOpen
from townline.prevention.hazards.models import Contractor, Hazard, RepairOrder
from townline.prevention.hazards.rules.orders import (
    OPEN,
    ORDER_TRANSITIONS,
    OrderEvent,
    OrderState,
    order_subject,
)
from townline.prevention.hazards.rules.states import LIVE, Step, hazard_subject
from townline.prevention.hazards.selectors.words import kind_name, told
from townline.prevention.hazards.services.marks import hazard_lock, publish
from townline.prevention.hazards.services.opening import reason_of
from townline.prevention.hazards.services.stepping import may_step, step_do

_TOKEN_BYTES = 16

ORDERS: Machine[RepairOrder, OrderState, OrderEvent] = Machine(
    model=RepairOrder,
    table=ORDER_TRANSITIONS,
    # An order is part of its hazard's history; the states there are the hazard's.
    subject=lambda order: hazard_subject(order.hazard_id),
    refusal=WrongState.of_move("the order"),
    states=False,
    data=lambda step: {"order": step.row.pk, "from": step.before, "to": step.after},
)


@dataclass(frozen=True, slots=True)
class SentOrder:
    """An order and its link, which is told once: "" where no public address is set."""

    id: int
    address: str
    texted: bool


@transaction.atomic
def order_send(
    *,
    hazard_id: int,
    viewer: Viewer,
    now: dt.datetime,
    contractor: str,
    due_on: dt.date,
    note: str = "",
    material: str = "",
    phone: str = "",
) -> SentOrder:
    """Ask a firm to repair; ``phone`` (E.164) is sealed and texted the link. Raises OrderOpen."""
    hazard = hazard_lock(hazard_id, viewer)
    if hazard.state not in LIVE:
        raise WrongState(f"the hazard is {hazard.state}", state=hazard.state)
    if RepairOrder.objects.filter(hazard=hazard, state__in=sorted(OPEN)).exists():
        raise OrderOpen("the hazard has an open order")
    firm = _firm(contractor, phone, now)
    token = secrets.token_hex(_TOKEN_BYTES)
    order = RepairOrder.objects.create(
        hazard=hazard,
        contractor=firm,
        note=note.strip(),
        material=material.strip()[:80],
        due_on=due_on,
        token_hash=link_hash(token),
        created_at=now,
        created_by_id=viewer.staff_id,
    )
    _record(order, OrderEvent.SEND, viewer.actor, now)
    publish(hazard)
    return _told(order, hazard, firm, token, now)


@transaction.atomic
def order_link_renew(*, order_id: int, viewer: Viewer, now: dt.datetime) -> SentOrder:
    """Make a new link: the old one is over, and the next telephone that accepts holds the order."""
    hazard, order = _locked(order_id, viewer)
    if order.state not in OPEN:
        raise WrongState(f"the order is {order.state}", state=order.state)
    token = secrets.token_hex(_TOKEN_BYTES)
    order.token_hash, order.holder_hash = link_hash(token), ""
    order.save(update_fields=["token_hash", "holder_hash"])
    _record(order, OrderEvent.SEND, viewer.actor, now)
    return _told(order, hazard, order.contractor, token, now)


@transaction.atomic
def order_approve(*, order_id: int, viewer: Viewer, now: dt.datetime) -> RepairOrder:
    """Say that the work was looked at and is right: the hazard is repaired with it."""
    hazard, order = _locked(order_id, viewer)
    ORDERS.move(
        order, OrderEvent.APPROVE, actor=viewer.actor, now=now, changes={"approved_at": now}
    )
    if may_step(hazard, Step.REPAIR):
        step_do(
            hazard, Step.REPAIR, actor=viewer.actor, staff=viewer.staff_id, now=now,
            done_at=order.done_at,
        )  # fmt: skip
    publish(hazard)
    return order


@transaction.atomic
def order_return(*, order_id: int, viewer: Viewer, now: dt.datetime, reason: str) -> RepairOrder:
    """Say what is not right yet; the firm reads it on its page."""
    hazard, order = _locked(order_id, viewer)
    ORDERS.move(
        order, OrderEvent.RETURN, actor=viewer.actor, now=now, reason=reason_of(reason),
        changes={"done_at": None},
    )  # fmt: skip
    publish(hazard)
    return order


@transaction.atomic
def order_cancel(*, order_id: int, viewer: Viewer, now: dt.datetime, reason: str) -> RepairOrder:
    """Call an order off; its page says so."""
    hazard, order = _locked(order_id, viewer)
    ORDERS.move(order, OrderEvent.CANCEL, actor=viewer.actor, now=now, reason=reason_of(reason))
    publish(hazard)
    return order


def _locked(order_id: int, viewer: Viewer) -> tuple[Hazard, RepairOrder]:
    """Lock the hazard, then its order. Raises HazardNotFound."""
    known = RepairOrder.objects.filter(id=order_id).values_list("hazard", flat=True).first()
    hazard = hazard_lock(known or 0, viewer)
    return hazard, RepairOrder.objects.select_for_update().get(id=order_id)


def _firm(name: str, phone: str, now: dt.datetime) -> Contractor:
    name = " ".join(name.split())[:80]
    if not name:
        raise InvalidInput("name the firm that repairs")
    firm, _ = Contractor.objects.get_or_create(name=name)
    if phone:
        sender = conversations.HistorySender(number=phone, language="ko", first_at=now)
        made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
        firm.resident_id = made.residents[phone]
        firm.save(update_fields=["resident_id"])
    return firm


def _told(
    order: RepairOrder, hazard: Hazard, firm: Contractor, token: str, now: dt.datetime
) -> SentOrder:
    """Text the link to the firm where its telephone is known."""
    address = public.address(f"/w/{token}")
    if not address:
        return SentOrder(order.pk, f"/w/{token}", texted=False)
    if firm.resident_id is None:
        return SentOrder(order.pk, address, texted=False)
    queued = conversations.automatic_queue(
        resident_id=firm.resident_id,
        body=_words(order, hazard, address),
        reference=order_subject(order.pk),
        now=now,
        cause=conversations.Cause.PROMISED,
    )
    return SentOrder(order.pk, address, texted=queued is not None)


def _words(order: RepairOrder, hazard: Hazard, address: str) -> str:
    return settle(
        told()
        .order.said("ko")
        .format(
            kind=kind_name(hazard.kind, "ko"),
            place=hazard.address or hazard.dong,
            day=day_words(order.due_on, "ko"),
            link=address,
        )
    )


def _record(order: RepairOrder, event: OrderEvent, actor: audit.Actor, now: dt.datetime) -> None:
    audit.record(
        audit.Entry(
            subject=hazard_subject(order.hazard_id), event=event.tag, actor=actor, at=now,
            data={"order": order.pk, "to": order.state},
        )
    )  # fmt: skip
