"""An order's states: what a firm was asked to do, and whether it was accepted."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged, nested_tag


class OrderState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"  # by the firm
    DONE = "done"  # the firm says so, with photos
    APPROVED = "approved"  # an officer has looked
    CANCELLED = "cancelled"


class OrderEvent(Tagged):
    """What happens to an order; in the history of what it is about ``hazard:order:send``."""

    SEND = "send", "order:work:send"
    ACCEPT = "accept", "order:work:accept"
    REFUSE = "refuse", "order:work:refuse"
    MOVE = "move", "order:work:move"
    FINISH = "finish", "order:work:finish"
    APPROVE = "approve", "order:work:approve"
    RETURN = "return", "order:work:return"
    CANCEL = "cancel", "order:work:cancel"
    REMIND = "remind", "order:work:remind"
    TAKE_OVER = "take_over", "order:work:take_over"  # behind a new link, on another telephone
    SETTLE = "settle", "order:work:settle"  # the office dealt with a refusal


_S, _E = OrderState, OrderEvent
OPEN = frozenset({_S.SENT, _S.ACCEPTED, _S.DONE})

ORDER_TRANSITIONS: dict[tuple[OrderState, OrderEvent], OrderState] = {
    (_S.SENT, _E.ACCEPT): _S.ACCEPTED,
    **{(state, _E.REMIND): state for state in (_S.SENT, _S.ACCEPTED)},
    (_S.SENT, _E.REFUSE): _S.REFUSED,
    (_S.SENT, _E.MOVE): _S.SENT,
    (_S.SENT, _E.CANCEL): _S.CANCELLED,
    (_S.ACCEPTED, _E.MOVE): _S.ACCEPTED,
    (_S.ACCEPTED, _E.TAKE_OVER): _S.ACCEPTED,
    (_S.ACCEPTED, _E.REFUSE): _S.REFUSED,
    (_S.ACCEPTED, _E.FINISH): _S.DONE,
    (_S.ACCEPTED, _E.CANCEL): _S.CANCELLED,
    (_S.DONE, _E.APPROVE): _S.APPROVED,
    (_S.DONE, _E.RETURN): _S.ACCEPTED,
    (_S.DONE, _E.CANCEL): _S.CANCELLED,
    (_S.REFUSED, _E.SETTLE): _S.REFUSED,
}


def order_subject(order_id: int) -> str:
    """Name an order in the history, and in the texts about it: ``order:7``."""
    return f"order:{order_id}"


def order_tag(about: str, event: OrderEvent) -> str:
    """Name an event in the history it belongs to: ``hazard:order:send``, or the order's own."""
    whose = about.partition(":")[0]
    return event.tag if whose == "order" else nested_tag(whose, event.tag)
