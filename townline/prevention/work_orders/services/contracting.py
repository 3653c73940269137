"""What the firm does behind its link: the telephone that accepts first holds the order."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from townline.casework.cases.api import InvalidInput
from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.core import district, events
from townline.platform.core.history import audit
from townline.prevention.work_orders.errors import (
    AfterNeeded,
    EmptyRecord,
    OrderHeld,
    OrderNotFound,
)
from townline.prevention.work_orders.events import ItemDone
from townline.prevention.work_orders.models import Evidence, OrderItem, WorkOrder
from townline.prevention.work_orders.ports import SiteInspection, order_port
from townline.prevention.work_orders.rules import OrderEvent, OrderState
from townline.prevention.work_orders.selectors.order_links import holds, order_behind
from townline.prevention.work_orders.services.evidence import (
    evidence_discard,
    evidence_keep,
    photos_make,
)
from townline.prevention.work_orders.services.marks import (
    contractor_actor,
    order_move as move,
    reason_of,
)
from townline.prevention.work_orders.services.orders import order_lock
from townline.prevention.work_orders.services.refusals import refuse


@transaction.atomic
def order_accept(*, token: str, holder: str, now: dt.datetime, planned_on: dt.date | None) -> str:
    """Take an order on; give the secret that this telephone keeps, as its holder from now on.

    Pressed again by the same telephone it changes nothing. Raises OrderHeld, LinkOver, WrongState.
    """
    order = _lock_order(token, now)
    if holds(order, holder):
        return holder
    if order.holder_hash:
        raise OrderHeld("another telephone accepted it first")
    secret = holder or secrets.token_urlsafe(16)
    changes = {"holder_hash": link_hash(secret)}
    # Behind a new link a telephone goes on with what another one had accepted.
    if order.state == OrderState.ACCEPTED:
        _take_over(order, planned_on, changes, now)
    else:
        day = planned_on or order.due_on
        move(
            order, OrderEvent.ACCEPT, actor=contractor_actor(order), now=now,
            changes=changes | {"accepted_at": now, "planned_on": day},
        )  # fmt: skip
    return secret


def _take_over(
    order: WorkOrder, planned_on: dt.date | None, changes: dict[str, str], now: dt.datetime
) -> None:
    """Change the holder; residents hear of it only where the day changes."""
    actor = contractor_actor(order)
    move(order, OrderEvent.TAKE_OVER, actor=actor, now=now, changes=changes)
    if planned_on and planned_on != order.planned_on:
        move(order, OrderEvent.MOVE, actor=actor, now=now, changes={"planned_on": planned_on})


@transaction.atomic
def order_refuse(*, token: str, holder: str, now: dt.datetime, reason: str) -> None:
    """Refuse an order, with a reason: what was reported done stays for the office to accept."""
    refuse(_mine(token, holder, now), reason=reason_of(reason), now=now)


@transaction.atomic
def order_move(*, token: str, holder: str, now: dt.datetime, planned_on: dt.date) -> None:
    """Say on which other day the work is done."""
    order = _mine(token, holder, now)
    if planned_on < now.astimezone(district.current().zone).date():
        raise InvalidInput("a day to come")
    move(
        order,
        OrderEvent.MOVE,
        actor=contractor_actor(order),
        now=now,
        changes={"planned_on": planned_on},
    )


def order_look(
    *,
    token: str,
    holder: str,
    now: dt.datetime,
    look: SiteInspection,
    files: Sequence[bytes],
    object_id: int | None = None,
) -> Evidence:
    """Keep what the firm photographed (``before`` or ``after``); once. Outside a transaction.

    ``object_id``: at which object, None where the order has one. ``look.done``: the work there is
    done, for an officer to look at; it needs a photo of after. With the last one the order is.
    Raises EmptyRecord, AfterNeeded, OrderHeld, LinkOver.
    """
    finishes = look.done and look.moment != "before"
    if not (files or look.note.strip() or finishes):
        raise EmptyRecord("attach a photo, or write what was found")
    with transaction.atomic():
        _mine(token, holder, now)
    uploads = photos_make(files, now)
    with transaction.atomic():
        order = _mine(token, holder, now)
        item, actor = _item(order, object_id), contractor_actor(order)
        # The firm only says so: an officer approves, and the step is done with that.
        inspection = replace(look, done=False, step=order_port(order.kind).step)
        row = evidence_keep(
            (item.kind, item.object_id), inspection, uploads, actor=actor, now=now, order=order
        )
        if look.done and order.state == OrderState.ACCEPTED:
            if _is_shown(order, item):
                _finish(order, item, actor, now)
            # A photo of before is kept whatever else was ticked: nobody has finished by it.
            elif look.moment != "before":
                raise AfterNeeded("the finished work is shown with a photo")
        return row


@transaction.atomic
def look_discard(
    *, token: str, now: dt.datetime, key: uuid.UUID, reason: str, object_id: int | None = None
) -> None:
    """Note that the firm discards a look that was refused. Raises LinkOver, ReasonNeeded."""
    order = _lock_order(token, now)
    item = _item(order, object_id)
    evidence_discard(
        (item.kind, item.object_id), about=order.about, key=key, actor=contractor_actor(order),
        reason=reason, now=now,
    )  # fmt: skip


def _is_shown(order: WorkOrder, item: OrderItem) -> bool:
    return order.evidence.filter(object_id=item.object_id, photos__moment="after").exists()


def _finish(order: WorkOrder, item: OrderItem, actor: audit.Actor, now: dt.datetime) -> None:
    order.items.filter(pk=item.pk).update(done_at=now)
    events.emit(
        ItemDone(order_id=order.pk, kind=item.kind, object_id=item.object_id, actor=actor, at=now)
    )
    if not order.items.filter(done_at=None).exists():
        move(order, OrderEvent.FINISH, actor=actor, now=now, changes={"done_at": now})


def _item(order: WorkOrder, object_id: int | None) -> OrderItem:
    items = list(order.items.order_by("id"))
    if object_id is None and len(items) == 1:
        return items[0]
    found = next((item for item in items if item.object_id == object_id), None)
    if found is None:
        raise OrderNotFound("the order has no such place")
    return found


def _lock_order(token: str, now: dt.datetime) -> WorkOrder:
    order = order_lock(order_behind(token, now).pk)
    if order.token_hash != link_hash(token):
        raise LinkOver("there is no such link")
    return order


def _mine(token: str, holder: str, now: dt.datetime) -> WorkOrder:
    order = _lock_order(token, now)
    if order.holder_hash and not holds(order, holder):
        raise OrderHeld("another telephone accepted it first")
    return order
