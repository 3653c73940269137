"""Refusals about requests, calls and blocks."""

from django.utils.translation import gettext_noop

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
    """The safe number is paused, changed or ended: whoever asks is not told which."""

    type = "number-out-of-use"
    status = 410
    title = "The safe number is not in use now"


class AskingLimited(CaseError):
    """Somebody asked too often, or this owner was asked too often lately."""

    type = "asked-too-often"
    status = 429
    title = "Too many requests lately"


class AskerBlocked(CaseError):
    """The owner or the district keeps this caller out."""

    type = "asker-blocked"
    status = 403
    title = "This caller is kept out"


class RequestNotFound(NotFound):
    """There is no such request."""

    type = "request-not-found"
    title = "There is no such request"
    said = gettext_noop("그런 요청이 없습니다. 목록에서 다시 찾아 주세요.")


class RequestOver(WrongState):
    """Nobody waits for this answer any more."""

    type = "request-over"
    title = "Nobody waits for this answer any more"


class AnswerUnknown(InvalidInput):
    """Answers are 1, 2 and 3."""

    type = "answer-unknown"
    title = "Answers are 1, 2 and 3"


class NobodyToBlock(WrongState):
    """The asker left no number, or it was let go of already."""

    type = "nobody-to-block"
    title = "Whoever asked left no number"


class ReasonMissing(InvalidInput):
    """Whoever disturbs an owner for the office says why; it stays in the history."""

    type = "reason-missing"
    title = "The reason is missing"
