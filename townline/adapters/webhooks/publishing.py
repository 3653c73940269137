"""What happens in the rooms, written down for receivers in the same transaction.

Messages hold codes, states, ids and moments. Words are read when a message is sent, so that what
was erased meanwhile never leaves.
"""

import datetime as dt
import secrets
from typing import Any

from townline.adapters.webhooks.models import Delivery, Endpoint, Message
from townline.adapters.webhooks.rules import TEST, EventType
from townline.casework.cases import api as cases
from townline.platform.core import district, live
from townline.prevention.hazards.events import HazardMoved
from townline.prevention.work_orders.events import OrderMoved

WAKE = "webhooks"


def publish(event: EventType, data: dict[str, Any], at: dt.datetime) -> None:
    """Queue a message to every receiver that subscribed to it; writes nothing without one."""
    if event not in district.derive(_subscribed_events):
        return
    receivers = list(Endpoint.objects.filter(events__contains=[event]).values_list("id", flat=True))
    if receivers:
        _queue(Message(message_id=_new_id(), type=event, data=data, at=at), receivers, at)


def _subscribed_events(_: district.Settings) -> frozenset[str]:
    # Most districts have no receiver: an event then costs them no statement.
    events = Endpoint.objects.values_list("events", flat=True)
    return frozenset(name for each in events for name in each)


def publish_test(endpoint_id: int, now: dt.datetime) -> Message:
    """Queue a message that says nothing, to one receiver."""
    message = Message(message_id=_new_id(), type=TEST, at=now, endpoint_id=endpoint_id)
    _queue(message, [endpoint_id], now)
    return message


def _queue(message: Message, receivers: list[int], now: dt.datetime) -> None:
    message.save(force_insert=True)
    Delivery.objects.bulk_create(
        Delivery(message=message, endpoint_id=each, created_at=now, due_at=now)
        for each in receivers
    )
    live.wake(live.channel(WAKE))


def _new_id() -> str:
    return f"msg_{secrets.token_hex(16)}"


def case_opened(event: cases.CaseOpened) -> None:
    """Hear of a new case."""
    data = {
        "case_id": event.case_id,
        "case": event.code,
        "received_at": event.since.isoformat(),
        "text_ids": list(event.text_ids),
    }
    publish(EventType.CASE_OPENED, data, event.at)


def case_changed(event: cases.CaseChanged) -> None:
    """Hear of a case that changed its state."""
    data = {
        "case_id": event.case_id,
        "case": event.code,
        "event": event.event,
        "from_state": event.from_state,
        "to_state": event.to_state,
    }
    publish(EventType.CASE_CHANGED, data, event.at)


def case_assigned(event: cases.CaseAssigned) -> None:
    """Hear of a case that was sent to a department."""
    data = {
        "case_id": event.case_id,
        "case": event.code,
        "department": event.department,
        "service": event.service,
        "from_department": event.from_department,
    }
    publish(EventType.CASE_ASSIGNED, data, event.at)


def text_received(event: cases.TextJoined) -> None:
    """Hear of a further text of a case."""
    data = {
        "case_id": event.case_id,
        "case": event.code,
        "received_at": event.received_at.isoformat(),
        "text_ids": [event.text_id],
    }
    publish(EventType.CASE_TEXT_RECEIVED, data, event.at)


def case_merged(event: cases.CasesMerged) -> None:
    """Hear of a case that goes on in another."""
    data = {
        "case_id": event.into_id,
        "case": event.code,
        "into": event.into_code,
        "merged_id": event.case_id,
    }
    publish(EventType.CASE_MERGED, data, event.at)


def hazard_changed(event: HazardMoved) -> None:
    """Hear of a hazard that changed its state."""
    data = {
        "hazard": event.hazard_id,
        "event": event.event,
        "from_state": event.from_state,
        "to_state": event.to_state,
        "into": event.into,
    }
    publish(EventType.HAZARD_CHANGED, data, event.at)


def order_changed(event: OrderMoved) -> None:
    """Hear of a work order that changed its state."""
    data = {
        "order": event.order_id,
        "kind": event.kind,
        "objects": list(event.objects),
        "event": event.event,
        "to_state": event.to_state,
    }
    publish(EventType.ORDER_CHANGED, data, event.at)
