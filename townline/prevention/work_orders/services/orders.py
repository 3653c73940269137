"""Orders to one firm, by a link: sent, sent again, approved, returned, cancelled.

The room whose objects they are about has locked those, and seen that the person may.
"""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.casework.cases.api import InvalidInput, WrongState, ends
from townline.casework.portal.api import link_hash
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.http import public
from townline.prevention.work_orders.errors import OrderNotFound, OrderOpen
from townline.prevention.work_orders.models import Contractor, OrderItem, WorkOrder
from townline.prevention.work_orders.ports import OrderNotice, order_port
from townline.prevention.work_orders.rules import (
    OPEN,
    OrderEvent,
    OrderState,
    order_subject,
    order_tag,
)
from townline.prevention.work_orders.selectors.orders import contact_of
from townline.prevention.work_orders.services.marks import (
    objects_of,
    order_move,
    reason_of,
    record,
)
from townline.prevention.work_orders.services.refusals import refusals_settle

_TOKEN_BYTES = 16


@dataclass(frozen=True, slots=True)
class SentOrder:
    """An order and its link, which is told once: "" where no public address is set."""

    id: int
    address: str
    texted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOrder:
    """What a firm is asked to do. ``objects``: ids of ``kind``; ``phone`` (E.164) is sealed.

    ``about``: whose history it is part of, "" its own. ``remind_at``: when the firm is reminded.
    ``warranty_of``: the earlier order whose defect is mended.
    """

    kind: str
    objects: Sequence[int]
    contractor: str
    due_on: dt.date
    about: str = ""
    note: str = ""
    material: str = ""
    phone: str = ""
    warranty_of: int | None = None
    remind_at: dt.datetime | None = None


@transaction.atomic
def order_send(
    *, order: NewOrder, actor: audit.Actor, staff_id: int, now: dt.datetime
) -> SentOrder:
    """Ask a firm; the link is texted where its telephone is known. Raises OrderOpen."""
    open_ones = OrderItem.objects.filter(kind=order.kind, object_id__in=order.objects, open=True)
    if open_ones.exists():
        raise OrderOpen("there is an open order")
    row, token = order_made(order, staff_id, now)
    record(row, OrderEvent.SEND, actor, now)
    refusals_settle(row, actor=actor, now=now)
    return _send_link(row, row.contractor, token, now)


def order_made(
    order: NewOrder,
    staff_id: int,
    now: dt.datetime,
    **columns: Any,  # noqa: ANN401 -- of the row
) -> tuple[WorkOrder, str]:
    """Make an order's rows, and give the token of its link; nobody is told."""
    token = secrets.token_hex(_TOKEN_BYTES)
    row = WorkOrder.objects.create(
        kind=order.kind,
        about=order.about,
        contractor=_firm(order.contractor, order.phone, now),
        note=order.note.strip(),
        material=order.material.strip()[:80],
        due_on=order.due_on,
        remind_at=order.remind_at,
        warranty_of_id=order.warranty_of,
        token_hash=link_hash(token),
        created_at=now,
        created_by_id=staff_id,
        **columns,
    )
    if not row.about:
        row.about = order_subject(row.pk)
        row.save(update_fields=["about"])
    OrderItem.objects.bulk_create(
        OrderItem(order=row, kind=order.kind, object_id=number) for number in order.objects
    )
    return row, token


@transaction.atomic
def order_link_renew(*, order: WorkOrder, actor: audit.Actor, now: dt.datetime) -> SentOrder:
    """Make a new link: the old one is over, and the next telephone that accepts holds the order."""
    if order.state not in OPEN:
        raise WrongState(f"the order is {order.state}", state=order.state)
    token = secrets.token_hex(_TOKEN_BYTES)
    order.token_hash, order.holder_hash = link_hash(token), ""
    order.save(update_fields=["token_hash", "holder_hash"])
    record(order, OrderEvent.SEND, actor, now)
    return _send_link(order, order.contractor, token, now)


def order_approve(*, order: WorkOrder, actor: audit.Actor, now: dt.datetime) -> None:
    """Say that all of the work was looked at and is right."""
    order_move(order, OrderEvent.APPROVE, actor=actor, now=now, changes={"approved_at": now})
    order.items.filter(approved_at=None).update(approved_at=now)


def item_approve(*, order: WorkOrder, object_id: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Say so of one object; with the last one the whole order is right."""
    order.items.filter(object_id=object_id).update(approved_at=now)
    if order.state == OrderState.DONE and not order.items.filter(approved_at=None).exists():
        order_approve(order=order, actor=actor, now=now)


def order_return(
    *,
    order: WorkOrder,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str,
    object_id: int | None = None,
) -> None:
    """Say what is not right yet, of one object or of all; the firm reads it on its page."""
    reason = reason_of(reason)
    items = order.items.filter(approved_at=None)
    (items.filter(object_id=object_id) if object_id else items).update(done_at=None)
    if order.state == OrderState.DONE or object_id is None:
        order_move(
            order, OrderEvent.RETURN, actor=actor, now=now, reason=reason,
            changes={"done_at": None},
        )  # fmt: skip
    else:
        # The order goes on as it was: its history tells of the place.
        line = audit.AuditEntry(
            subject=order.about, event=order_tag(order.about, OrderEvent.RETURN), actor=actor,
            at=now, reason=reason, data={"order": order.pk, "object": object_id},
        )  # fmt: skip
        audit.record(line)


def order_cancel(*, order: WorkOrder, actor: audit.Actor, now: dt.datetime, reason: str) -> None:
    """Call an order off; its page says so."""
    order_move(order, OrderEvent.CANCEL, actor=actor, now=now, reason=reason_of(reason))


def order_lock(order_id: int) -> WorkOrder:
    """Hold an order, after the rows of what it is about. Raises OrderNotFound."""
    kind = WorkOrder.objects.filter(id=order_id).values_list("kind", flat=True).first()
    if kind is None:
        raise OrderNotFound(f"there is no order {order_id}")
    items = OrderItem.objects.filter(order=order_id).order_by("object_id")
    order_port(kind).lock(list(items.values_list("object_id", flat=True)))
    return WorkOrder.objects.select_for_update().get(id=order_id)


def _firm(name: str, phone: str, now: dt.datetime) -> Contractor:
    name = " ".join(name.split())[:80]
    if not name:
        raise InvalidInput("name the firm that works")
    firm, _ = Contractor.objects.get_or_create(name=name)
    if phone:
        sender = conversations.HistorySender(number=phone, language="ko", first_at=now)
        made = conversations.history_reserve(senders=[sender], incoming=0, outgoing=0)
        firm.resident_id = made.residents[phone]
        firm.save(update_fields=["resident_id"])
    return firm


def _send_link(order: WorkOrder, firm: Contractor, token: str, now: dt.datetime) -> SentOrder:
    """Text the link to the firm where its telephone is known."""
    address = public.address(f"/w/{token}")
    if not address:
        return SentOrder(order.pk, f"/w/{token}", texted=False)
    notice = order_notice(order, address)
    words = order_port(order.kind).text(notice)
    return SentOrder(order.pk, address, texted=firm_text(order, firm, words, now, urgent=True))


def order_notice(order: WorkOrder, link: str) -> OrderNotice:
    """Give what a text about an order names."""
    return OrderNotice(
        objects=objects_of(order),
        due_on=order.due_on,
        link=link,
        contact=contact_of(order),
        warranty_of=order.warranty_of_id,
    )


def firm_number(*, order: WorkOrder, actor: audit.Actor, reason: str, now: dt.datetime) -> str:
    """Give the telephone of an order's firm in E.164, and record who saw it and why.

    Raises OrderNotFound where none is known, ReasonNeeded.
    """
    owner = order.contractor.resident_id
    if owner is None:
        raise OrderNotFound("no telephone of the firm is known")
    return conversations.number_reveal(
        resident_id=owner, actor=actor, reason=reason_of(reason), now=now
    )


def firm_text(
    order: WorkOrder, firm: Contractor, words: str, now: dt.datetime, *, urgent: bool = False
) -> bool:
    """Text a firm about an order; say whether its telephone is known and may be texted.

    ``urgent``: an order itself, which an officer may give at night; the rest waits for the morning.
    """
    if firm.resident_id is None:
        return False
    queued = conversations.automatic_queue(
        resident_id=firm.resident_id,
        body=words,
        reference=order_subject(order.pk),
        now=now,
        cause=conversations.Cause.PROMISED,
        not_before=None if urgent else ends(now),
    )
    return queued is not None
