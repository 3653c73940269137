"""Refusals about requests, calls and blocks."""

from townline.casework.cases.api import CaseError, InvalidInput, NotFound, WrongState

__all__ = [
    "AnswerUnknown",
    "AskerBlocked",
    "AskingLimited",
    "AskingOff",
    "NobodyToBlock",
    "ReasonMissing",
    "RequestNotFound",
    "RequestOver",
]


class AskingOff(CaseError):
    """The number is paused, changed or nobody's: whoever asks is not told which."""

    type = "number-out-of-use"
    status = 410


class AskingLimited(CaseError):
    """Somebody asked too often, or this owner was asked too often lately."""

    type = "asked-too-often"
    status = 429


class AskerBlocked(CaseError):
    """The owner or the district keeps this caller out."""

    type = "asker-blocked"
    status = 403


class RequestNotFound(NotFound):
    type = "request-not-found"


class RequestOver(WrongState):
    """Nobody waits for this answer any more."""

    type = "request-over"


class AnswerUnknown(InvalidInput):
    """Answers are 1, 2 and 3."""

    type = "answer-unknown"


class NobodyToBlock(WrongState):
    """The asker left no number, or it was let go of already."""

    type = "nobody-to-block"


class ReasonMissing(InvalidInput):
    """Whoever disturbs an owner for the office says why; it stays in the history."""

    type = "reason-missing"
