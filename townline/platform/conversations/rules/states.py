"""The states of texts, and the one table of what may follow what."""

from collections.abc import Sequence
from enum import StrEnum

from townline.platform.core.history.tags import Tagged


class TextKind(StrEnum):
    AUTOMATIC = "automatic"
    UPDATE = "update"  # the same confirmed words to many: it answers nobody
    QUESTION = "question"
    INTERIM = "interim"
    ANSWER = "answer"


class Cause(StrEnum):
    """What an automatic text is sent for; each is counted by itself.

    ``OWN``: of our own accord (receipts, notices). ``ASKED``: the resident's text asked for it.
    ``SWITCHED``: it answers STOP or START. ``CODE``: somebody typed the number on a page, and may
    not be who has it; ``FIRST_CODE``: neither has who has it ever dealt with us.
    ``PROMISED``: they did something, and a page or a text said that a text will come.
    ``FOLLOWS``: it changes or goes on with what they were told (a visit moved, a daily summary).
    ``URGENT``: of danger to life.
    """

    OWN = ""
    ASKED = "asked"
    SWITCHED = "switched"
    CODE = "code"
    FIRST_CODE = "first-code"
    PROMISED = "promised"
    FOLLOWS = "follows"
    URGENT = "urgent"


# What of ``receipt`` in a district's settings says how many of each go to one number within an
# hour; the others are not counted.
HOURLY: dict[Cause, str] = {
    Cause.OWN: "hourly_limit_per_number",
    Cause.ASKED: "hourly_answers_per_number",
    Cause.SWITCHED: "hourly_switches_per_number",
    Cause.CODE: "hourly_codes_per_number",
    Cause.FIRST_CODE: "hourly_first_codes_per_number",
}
# What also goes to a number that has said STOP.
AFTER_STOP = frozenset({Cause.ASKED, Cause.SWITCHED, Cause.PROMISED, Cause.URGENT})


class IncomingState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    FAILED = "failed"


class IncomingEvent(Tagged):
    CLAIM = "claim", "incoming:intake:claim"
    FAIL = "fail", "incoming:intake:fail"
    RETRY = "retry", "incoming:intake:retry"


class OutgoingState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    SUBMITTED = "submitted"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


class OutgoingEvent(Tagged):
    CLAIM = "claim", "text:delivery:claim"
    REQUEUE = "requeue", "text:delivery:requeue"
    ACCEPT = "accept", "text:delivery:accept"
    DELIVER = "deliver", "text:delivery:deliver"
    FAIL = "fail", "text:delivery:fail"
    LOSE = "lose", "text:delivery:lose"
    CANCEL = "cancel", "text:delivery:cancel"


class SegmentState(StrEnum):
    QUEUED = "queued"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


INCOMING_TRANSITIONS: dict[tuple[IncomingState, IncomingEvent], IncomingState] = {
    (IncomingState.WAITING, IncomingEvent.CLAIM): IncomingState.CLAIMED,
    (IncomingState.WAITING, IncomingEvent.FAIL): IncomingState.FAILED,
    (IncomingState.FAILED, IncomingEvent.RETRY): IncomingState.WAITING,
}

_S, _E = OutgoingState, OutgoingEvent
OUTGOING_TRANSITIONS: dict[tuple[OutgoingState, OutgoingEvent], OutgoingState] = {
    (_S.QUEUED, _E.CLAIM): _S.CLAIMED,
    (_S.QUEUED, _E.CANCEL): _S.CANCELLED,
    (_S.CLAIMED, _E.REQUEUE): _S.QUEUED,
    (_S.CLAIMED, _E.ACCEPT): _S.SUBMITTED,
    (_S.CLAIMED, _E.DELIVER): _S.DELIVERED,
    (_S.CLAIMED, _E.FAIL): _S.FAILED,
    (_S.CLAIMED, _E.LOSE): _S.UNKNOWN,
    # A receipt for one segment may settle a text that waits to send another one again.
    (_S.QUEUED, _E.FAIL): _S.FAILED,
    (_S.QUEUED, _E.ACCEPT): _S.SUBMITTED,
    (_S.QUEUED, _E.DELIVER): _S.DELIVERED,
    (_S.SUBMITTED, _E.DELIVER): _S.DELIVERED,
    (_S.SUBMITTED, _E.FAIL): _S.FAILED,
    # Held: only a receipt, a late report of the link that held it, or a person moves it on.
    (_S.UNKNOWN, _E.REQUEUE): _S.QUEUED,
    (_S.UNKNOWN, _E.ACCEPT): _S.SUBMITTED,
    (_S.UNKNOWN, _E.DELIVER): _S.DELIVERED,
    (_S.UNKNOWN, _E.FAIL): _S.FAILED,
    # Networks do report a failure and deliver later all the same.
    (_S.FAILED, _E.DELIVER): _S.DELIVERED,
}

EVENT_TOWARDS: dict[OutgoingState, OutgoingEvent] = {
    _S.QUEUED: _E.REQUEUE,
    _S.SUBMITTED: _E.ACCEPT,
    _S.DELIVERED: _E.DELIVER,
    _S.FAILED: _E.FAIL,
    _S.UNKNOWN: _E.LOSE,
}


class TransitionRefused(Exception):
    """The table has no such step from the present state."""


def outgoing_after(state: str, event: OutgoingEvent) -> OutgoingState:
    """Give the next state of an outgoing text. Raises TransitionRefused."""
    try:
        return OUTGOING_TRANSITIONS[OutgoingState(state), event]
    except KeyError:
        raise TransitionRefused(f"a text that is {state} cannot {event}") from None


def incoming_after(state: str, event: IncomingEvent) -> IncomingState:
    """Give the next state of an incoming text. Raises TransitionRefused."""
    try:
        return INCOMING_TRANSITIONS[IncomingState(state), event]
    except KeyError:
        raise TransitionRefused(f"an incoming text that is {state} cannot {event}") from None


def text_outcome(segments: Sequence[str]) -> OutgoingState:
    """Give the state of a text from the states of its segments.

    A segment in a link's hands keeps the text there; one that may or may not have been sent
    holds the whole text, because sending the rest alone would be read as nonsense.
    """
    states = set(segments)
    for segment, text in _PRECEDENCE:
        if segment in states:
            return text
    return OutgoingState.DELIVERED


_PRECEDENCE = (
    (SegmentState.CLAIMED, OutgoingState.CLAIMED),
    (SegmentState.UNKNOWN, OutgoingState.UNKNOWN),
    (SegmentState.FAILED, OutgoingState.FAILED),
    (SegmentState.QUEUED, OutgoingState.QUEUED),
    (SegmentState.ACCEPTED, OutgoingState.SUBMITTED),
)
