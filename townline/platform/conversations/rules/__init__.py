"""Enums and pure decisions about texts."""

from townline.platform.conversations.rules.language import (
    UNTOLD,
    language_guess,
    language_of,
    tells_language,
)
from townline.platform.conversations.rules.reassembly import PartLike, assemblies, group_key, joined
from townline.platform.conversations.rules.routes import Seen, Standing, order, standing_after
from townline.platform.conversations.rules.splitting import (
    MAX_SEGMENTS,
    Measure,
    TooLong,
    measure,
    split,
)
from townline.platform.conversations.rules.states import (
    AFTER_STOP,
    EVENT_TOWARDS,
    HOURLY,
    INCOMING_TRANSITIONS,
    OUTGOING_TRANSITIONS,
    Cause,
    IncomingEvent,
    IncomingState,
    OutgoingEvent,
    OutgoingState,
    SegmentState,
    TextKind,
    TransitionRefused,
    incoming_after,
    outgoing_after,
    text_outcome,
)

BLOCKED = "conversations.blocked"
COMMANDED = "conversations.stop"


__all__ = [
    "AFTER_STOP",
    "BLOCKED",
    "COMMANDED",
    "EVENT_TOWARDS",
    "HOURLY",
    "INCOMING_TRANSITIONS",
    "MAX_SEGMENTS",
    "OUTGOING_TRANSITIONS",
    "UNTOLD",
    "Cause",
    "IncomingEvent",
    "IncomingState",
    "Measure",
    "OutgoingEvent",
    "OutgoingState",
    "PartLike",
    "Seen",
    "SegmentState",
    "Standing",
    "TextKind",
    "TooLong",
    "TransitionRefused",
    "assemblies",
    "group_key",
    "incoming_after",
    "joined",
    "language_guess",
    "language_of",
    "measure",
    "order",
    "outgoing_after",
    "split",
    "standing_after",
    "tells_language",
    "text_outcome",
]
