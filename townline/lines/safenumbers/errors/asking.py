"""Refusals about requests, calls and blocks."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, NotFound, WrongState

__all__ = [
    "AnswerUnknown",
    "AskerBlocked",
    "AskingLimited",
    "AskingOff",
    "HelpTaskOver",
    "NobodyToBlock",
    "ReasonMissing",
    "RequestNotFound",
    "RequestOver",
]


class AskingOff(CaseError):
    """The safe number is suspended, replaced or cancelled; which is not told."""

    type = "number-out-of-use"
    status = 410
    title = "The safe number is not in use now"


class AskingLimited(CaseError):
    """Too many requests by this sender, or to this owner, recently."""

    type = "asked-too-often"
    status = 429
    title = "Too many requests recently"


class AskerBlocked(CaseError):
    """The owner or the district has blocked this caller."""

    type = "asker-blocked"
    status = 403
    title = "This caller is blocked"


class RequestNotFound(NotFound):
    """There is no such request."""

    type = "request-not-found"
    title = "There is no such request"
    sentence = gettext_noop("그런 요청이 없습니다. 목록에서 다시 찾아 주세요.")


class RequestOver(WrongState):
    """The request has ended: it takes no answer any more."""

    type = "request-over"
    title = "The request has ended"


class HelpTaskOver(WrongState):
    """The duty room has helped already, or the owner could come after all."""

    type = "help-task-over"
    title = "The to-do has ended"


class AnswerUnknown(InvalidInput):
    """The answer must be 1, 2 or 3."""

    type = "answer-unknown"
    title = "The answer must be 1, 2 or 3"


class NobodyToBlock(WrongState):
    """The sender left no number, or it was already deleted."""

    type = "nobody-to-block"
    title = "The sender left no number"


class ReasonMissing(InvalidInput):
    """A request from the office needs a reason; it is recorded in the history."""

    type = "reason-missing"
    title = "The reason is missing"
