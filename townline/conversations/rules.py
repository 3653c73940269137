"""Enums and pure decisions about texts."""

from enum import StrEnum


class TextKind(StrEnum):
    AUTOMATIC = "automatic"
    QUESTION = "question"
    INTERIM = "interim"
    ANSWER = "answer"


class IncomingState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    FAILED = "failed"


class OutgoingState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SUBMITTED = "submitted"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class SegmentState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
