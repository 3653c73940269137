"""What the firm does behind its link: the telephone that accepts first holds the order."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from townline.casework.cases.api import InvalidInput
from townline.casework.portal.api import LinkOver, link_hash
from townline.platform.core.history import audit
from townline.prevention.hazards.errors import EvidenceNeeded, OrderHeld
from townline.prevention.hazards.models import Evidence, Hazard, RepairOrder
from townline.prevention.hazards.rules.orders import OrderEvent, OrderState
from townline.prevention.hazards.rules.states import Step
from townline.prevention.hazards.selectors.order_links import holds, order_behind
from townline.prevention.hazards.services.evidence import Look, look_keep, photos_make
from townline.prevention.hazards.services.marks import HAZARDS, publish
from townline.prevention.hazards.services.opening import reason_of
from townline.prevention.hazards.services.orders import ORDERS


@transaction.atomic
def order_accept(*, token: str, holder: str, now: dt.datetime, planned_on: dt.date | None) -> str:
    """Take an order on; give the secret that this telephone keeps, as its holder from now on.

    Pressed again by the same telephone it changes nothing. Raises OrderHeld, LinkOver, WrongState.
    """
    hazard, order = _locked(token, now)
    if holds(order, holder):
        return holder
    if order.holder_hash:
        raise OrderHeld("another telephone accepted it first")
    # Behind a new link a telephone takes over what another one had accepted.
    over = order.state == OrderState.ACCEPTED
    secret = holder or secrets.token_urlsafe(16)
    ORDERS.move(
        order, OrderEvent.MOVE if over else OrderEvent.ACCEPT, actor=_actor(order), now=now,
        changes={
            "accepted_at": now, "planned_on": planned_on or order.due_on,
            "holder_hash": link_hash(secret),
        },
    )  # fmt: skip
    publish(hazard)
    return secret


@transaction.atomic
def order_refuse(*, token: str, holder: str, now: dt.datetime, reason: str) -> None:
    """Say that the firm does not take it, with a reason."""
    hazard, order = _locked(token, now)
    _check_holder(order, holder)
    ORDERS.move(order, OrderEvent.REFUSE, actor=_actor(order), now=now, reason=reason_of(reason))
    publish(hazard)


@transaction.atomic
def order_move(*, token: str, holder: str, now: dt.datetime, planned_on: dt.date) -> None:
    """Say on which other day the work is done."""
    hazard, order = _locked(token, now)
    _check_holder(order, holder)
    if planned_on < now.date() - dt.timedelta(days=1):
        raise InvalidInput("a day to come")
    ORDERS.move(
        order, OrderEvent.MOVE, actor=_actor(order), now=now, changes={"planned_on": planned_on}
    )
    publish(hazard)


def order_look(
    *, token: str, holder: str, now: dt.datetime, look: Look, files: Sequence[bytes]
) -> Evidence:
    """Keep what the firm photographed (``before`` or ``after``); once. Outside a transaction.

    ``look.done``: the work is done, for an officer to look at; it needs a photo of after.
    """
    with transaction.atomic():
        _, order = _locked(token, now)
        _check_holder(order, holder)
    taken = photos_make(files, now)
    with transaction.atomic():
        hazard, order = _locked(token, now)
        _check_holder(order, holder)
        actor = _actor(order)
        # The firm only says so: an officer approves, and the step is done with that.
        row = look_keep(
            hazard,
            replace(look, done=False, step=Step.REPAIR),
            taken,
            actor=actor,
            staff=None,
            now=now,
            order=order,
        )
        if look.done and order.state == OrderState.ACCEPTED:
            _finish(order, actor, now)
        publish(hazard)
        return row


def _finish(order: RepairOrder, actor: audit.Actor, now: dt.datetime) -> None:
    if not order.evidence.filter(photos__moment="after").exists():
        raise EvidenceNeeded("the finished work is shown with a photo")
    ORDERS.move(order, OrderEvent.FINISH, actor=actor, now=now, changes={"done_at": now})


def _locked(token: str, now: dt.datetime) -> tuple[Hazard, RepairOrder]:
    known = order_behind(token, now)
    hazard = HAZARDS.lock(known.hazard_id)
    order = RepairOrder.objects.select_for_update().get(id=known.pk)
    if hazard is None or order.token_hash != link_hash(token):
        raise LinkOver("there is no such link")
    return hazard, order


def _check_holder(order: RepairOrder, holder: str) -> None:
    if order.holder_hash and not holds(order, holder):
        raise OrderHeld("another telephone accepted it first")


def _actor(order: RepairOrder) -> audit.Actor:
    return audit.Actor("contractor", order.contractor_id, order.contractor.name)
