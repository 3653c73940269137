"""Enums and pure decisions about texts."""

from townline.platform.conversations.rules.language import (
    UNTOLD,
    has_language_cues,
    language_guess,
    language_of,
)
from townline.platform.conversations.rules.reassembly import (
    PartLike,
    assemblies,
    group_key,
    join_parts,
)
from townline.platform.conversations.rules.routes import LinkHealth, LinkSignal, next_health, order
from townline.platform.conversations.rules.splitting import (
    MAX_SEGMENTS,
    TextMeasure,
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
    "LinkHealth",
    "LinkSignal",
    "OutgoingEvent",
    "OutgoingState",
    "PartLike",
    "SegmentState",
    "TextKind",
    "TextMeasure",
    "TooLong",
    "TransitionRefused",
    "assemblies",
    "group_key",
    "has_language_cues",
    "incoming_after",
    "join_parts",
    "language_guess",
    "language_of",
    "measure",
    "next_health",
    "order",
    "outgoing_after",
    "split",
    "text_outcome",
]
