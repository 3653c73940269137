"""States of broadcasts: the table of allowed changes."""

from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class BroadcastState(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"  # before the mayor
    APPROVED = "approved"  # on its way, or about to be
    SENT = "sent"  # all its texts are with the links
    STOPPED = "stopped"
    DISCARDED = "discarded"


class BroadcastEvent(Tagged):
    """What happens to a broadcast.

    The tags are those of the first kind, updates; the history calls it as the row's kind says
    (``ports.py``).
    """

    SUBMIT = "submit", "event:update:submit"
    WITHDRAW = "withdraw", "event:update:withdraw"
    RETURN = "return", "event:update:return"
    VOID = "void", "event:update:void"  # its words or recipients are others now
    APPROVE = "approve", "event:update:approve"
    UNDO = "undo", "event:update:undo"
    EXPEDITE = "expedite", "event:update:expedite"  # it leaves in the quiet hours after all
    FINISH = "finish", "event:update:finish"
    STOP = "stop", "event:update:stop"
    DISCARD = "discard", "event:update:discard"


_S, _E = BroadcastState, BroadcastEvent
TRANSITIONS: dict[tuple[BroadcastState, BroadcastEvent], BroadcastState] = {
    (_S.DRAFT, _E.SUBMIT): _S.SUBMITTED,
    (_S.DRAFT, _E.DISCARD): _S.DISCARDED,
    (_S.SUBMITTED, _E.WITHDRAW): _S.DRAFT,
    (_S.SUBMITTED, _E.RETURN): _S.DRAFT,
    (_S.SUBMITTED, _E.VOID): _S.DRAFT,
    (_S.SUBMITTED, _E.APPROVE): _S.APPROVED,
    (_S.APPROVED, _E.UNDO): _S.SUBMITTED,
    (_S.APPROVED, _E.EXPEDITE): _S.APPROVED,
    (_S.APPROVED, _E.FINISH): _S.SENT,
    (_S.APPROVED, _E.STOP): _S.STOPPED,
}
# The outcome of who gets none because the mayor left them out.
LEFT_OUT = "left_out"
UNSENT = frozenset({_S.DRAFT, _S.SUBMITTED})
UNDER_WAY = frozenset({_S.SUBMITTED, _S.APPROVED})
# What reached, or will reach, somebody.
LEFT = frozenset({_S.APPROVED, _S.SENT, _S.STOPPED})
