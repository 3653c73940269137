"""What the firm does behind its link: the telephone that accepts first holds the order."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from townline.casework.cases.api import InvalidInput
from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.core import district, events
from townline.platform.core.history import audit
from townline.prevention.work_orders.errors import AfterNeeded, OrderHeld, OrderNotFound
from townline.prevention.work_orders.events import ItemDone
from townline.prevention.work_orders.models import Evidence, OrderItem, WorkOrder
from townline.prevention.work_orders.ports import Look, ordered
from townline.prevention.work_orders.rules.states import OrderEvent, OrderState
from townline.prevention.work_orders.selectors.order_links import holds, order_behind
from townline.prevention.work_orders.services.evidence import evidence_keep, photos_make
from townline.prevention.work_orders.services.marks import order_move as move
from townline.prevention.work_orders.services.marks import reason_of
from townline.prevention.work_orders.services.orders import order_lock


@transaction.atomic
def order_accept(*, token: str, holder: str, now: dt.datetime, planned_on: dt.date | None) -> str:
    """Take an order on; give the secret that this telephone keeps, as its holder from now on.

    Pressed again by the same telephone it changes nothing. Raises OrderHeld, LinkOver, WrongState.
    """
    order = _locked(token, now)
    if holds(order, holder):
        return holder
    if order.holder_hash:
        raise OrderHeld("another telephone accepted it first")
    # Behind a new link a telephone takes over what another one had accepted.
    over = order.state == OrderState.ACCEPTED
    secret = holder or secrets.token_urlsafe(16)
    move(
        order, OrderEvent.MOVE if over else OrderEvent.ACCEPT, actor=_actor(order), now=now,
        changes={
            "accepted_at": now, "planned_on": planned_on or order.due_on,
            "holder_hash": link_hash(secret),
        },
    )  # fmt: skip
    return secret


@transaction.atomic
def order_refuse(*, token: str, holder: str, now: dt.datetime, reason: str) -> None:
    """Say that the firm does not take it, with a reason."""
    order = _mine(token, holder, now)
    move(order, OrderEvent.REFUSE, actor=_actor(order), now=now, reason=reason_of(reason))


@transaction.atomic
def order_move(*, token: str, holder: str, now: dt.datetime, planned_on: dt.date) -> None:
    """Say on which other day the work is done."""
    order = _mine(token, holder, now)
    if planned_on < now.astimezone(district.current().zone).date():
        raise InvalidInput("a day to come")
    move(order, OrderEvent.MOVE, actor=_actor(order), now=now, changes={"planned_on": planned_on})


def order_look(
    *,
    token: str,
    holder: str,
    now: dt.datetime,
    look: Look,
    files: Sequence[bytes],
    object_id: int | None = None,
) -> Evidence:
    """Keep what the firm photographed (``before`` or ``after``); once. Outside a transaction.

    ``object_id``: at which object, None where the order has one. ``look.done``: the work there is
    done, for an officer to look at; it needs a photo of after. With the last one the order is.
    """
    with transaction.atomic():
        _mine(token, holder, now)
    taken = photos_make(files, now)
    with transaction.atomic():
        order = _mine(token, holder, now)
        item, actor = _item(order, object_id), _actor(order)
        # The firm only says so: an officer approves, and the step is done with that.
        told = replace(look, done=False, step=ordered(order.kind).step)
        row = evidence_keep(
            (item.kind, item.object_id), told, taken, actor=actor, now=now, order=order
        )
        if look.done and order.state == OrderState.ACCEPTED:
            if _is_shown(order, item):
                _finish(order, item, actor, now)
            # A photo of before is kept whatever else was ticked: nobody has finished by it.
            elif look.moment != "before":
                raise AfterNeeded("the finished work is shown with a photo")
        return row


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


def _locked(token: str, now: dt.datetime) -> WorkOrder:
    order = order_lock(order_behind(token, now).pk)
    if order.token_hash != link_hash(token):
        raise LinkOver("there is no such link")
    return order


def _mine(token: str, holder: str, now: dt.datetime) -> WorkOrder:
    order = _locked(token, now)
    if order.holder_hash and not holds(order, holder):
        raise OrderHeld("another telephone accepted it first")
    return order


def _actor(order: WorkOrder) -> audit.Actor:
    return audit.Actor("contractor", order.contractor_id, order.contractor.name)
