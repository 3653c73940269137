"""A repair order's states: what a contractor was asked to do, and whether it was accepted."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class OrderState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # by the contractor
    DONE = "done"  # the contractor says so, with photos
    APPROVED = "approved"  # an officer has looked
    CANCELLED = "cancelled"


class OrderEvent(Tagged):
    """What happens to an order."""

    SEND = "send", "hazard:order:send"
    ACCEPT = "accept", "hazard:order:accept"
    REFUSE = "refuse", "hazard:order:refuse"
    MOVE = "move", "hazard:order:move"
    FINISH = "finish", "hazard:order:finish"
    APPROVE = "approve", "hazard:order:approve"
    RETURN = "return", "hazard:order:return"
    CANCEL = "cancel", "hazard:order:cancel"


_S, _E = OrderState, OrderEvent
OPEN = frozenset({_S.SENT, _S.ACCEPTED, _S.DONE})

ORDER_TRANSITIONS: dict[tuple[OrderState, OrderEvent], OrderState] = {
    (_S.SENT, _E.ACCEPT): _S.ACCEPTED,
    (_S.SENT, _E.REFUSE): _S.REFUSED,
    (_S.SENT, _E.MOVE): _S.SENT,
    (_S.SENT, _E.CANCEL): _S.CANCELLED,
    (_S.ACCEPTED, _E.MOVE): _S.ACCEPTED,
    (_S.ACCEPTED, _E.REFUSE): _S.REFUSED,
    (_S.ACCEPTED, _E.FINISH): _S.DONE,
    (_S.ACCEPTED, _E.CANCEL): _S.CANCELLED,
    (_S.DONE, _E.APPROVE): _S.APPROVED,
    (_S.DONE, _E.RETURN): _S.ACCEPTED,
    (_S.DONE, _E.CANCEL): _S.CANCELLED,
}


def order_subject(order_id: int) -> str:
    """Name an order in the history: ``repair_order:7``."""
    return f"repair_order:{order_id}"
