"""What the room refuses. Each has a stable name, and what the words of pages need."""

import datetime as dt
from collections.abc import Mapping


class QueueError(Exception):
    """A refusal; ``name`` is stable, ``shown`` fills its words (views/refusals.py)."""

    name = "refused"

    def __init__(self, **shown: str | int | dt.datetime) -> None:
        super().__init__(self.name)
        self.shown = shown
        # What a program needs to go on, beside the words.
        self.extra: dict[str, object] = {}


class UnknownQueue(QueueError):
    """No queue, site or desk has that code."""

    name = "unknown-queue"


class UnknownTicket(QueueError):
    """The token is forged, too old, or its ticket went to another phone."""

    name = "unknown-ticket"


class NotToday(QueueError):
    """The queue is not open on this day."""

    name = "not-today"


class NotYet(QueueError):
    """Nobody gathers yet; ``opens`` says when."""

    name = "not-yet"

    def __init__(self, *, opens: dt.datetime) -> None:
        super().__init__(opens=opens)


class QueueClosed(QueueError):
    """No tickets are given any more today."""

    name = "closed"


class QueueFull(QueueError):
    """All tickets of the day are taken, or there are more people than can be served today."""

    name = "full"


class AlreadyHere(QueueError):
    """The phone or the device has a ticket of this queue."""

    name = "already-here"

    def __init__(self, *, by: str, ticket_id: int | None = None) -> None:
        super().__init__(by=by)
        self.ticket_id = ticket_id


class ProofNeeded(QueueError):
    """Somebody unknown shows work first: ``hashes`` of ``challenge``, in so many ``pieces``.

    Without hashes no work is enough: only a telephone that is proved.
    """

    name = "proof-needed"

    def __init__(self, *, challenge: str, hashes: int, pieces: int) -> None:
        super().__init__(challenge=challenge, hashes=hashes, pieces=pieces)
        self.challenge, self.hashes, self.pieces = challenge, hashes, pieces
        self.extra = {"challenge": challenge, "hashes": hashes, "pieces": pieces}


class PartyTooLarge(QueueError):
    """More people on one ticket than the queue allows; ``most`` says how many."""

    name = "party"


class WrongTicketState(QueueError):
    """The ticket is not in a state in which that is possible."""

    name = "wrong-state"


class DeskClosed(QueueError):
    """The desk calls nobody: it is closed, or another person sits there."""

    name = "desk-closed"


class DeskBusy(QueueError):
    """Somebody is at the desk: a program says first what became of them."""

    name = "desk-busy"


class NobodyCalled(QueueError):
    """The desk has nobody at it now."""

    name = "nobody-called"


class TooOften(QueueError):
    """Late, or back, more often or later than the queue allows."""

    name = "too-often"


class NobodyBehind(QueueError):
    """Nobody waits behind this ticket: there is nobody to let go first."""

    name = "nobody-behind"


class CodeLocked(QueueError):
    """Too many wrong codes for this ticket: only the desk can help now."""

    name = "code-locked"


class WrongCode(QueueError):
    """Number and code do not belong together; ``left`` tries are left."""

    name = "wrong-code"


class NotAllowed(QueueError):
    """The person may not do this."""

    name = "not-allowed"


class TooEarly(QueueError):
    """Who booked may say that they are here from ``opens`` on."""

    name = "too-early"

    def __init__(self, *, opens: dt.datetime) -> None:
        super().__init__(opens=opens)


class PhoneNeeded(QueueError):
    """Whoever books ahead leaves a mobile number."""

    name = "phone-needed"


class NoSlot(QueueError):
    """That slot is taken up, past, or there is none at that time."""

    name = "no-slot"


class NoQuestions(QueueError):
    """Nothing is asked of those who wait here."""

    name = "no-questions"


class QuestionsOver(QueueError):
    """The ticket has ended: no answer is taken or shown any more."""

    name = "questions-over"


class AnswersWrong(QueueError):
    """Some answers cannot be kept; ``wrong`` says why, by question (rules/answers.py)."""

    name = "answers"

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__()
        self.wrong = wrong
