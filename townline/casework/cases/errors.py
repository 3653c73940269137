"""What every refusal is, and those of any deed."""

from collections.abc import Callable
from typing import Any


class CaseError(Exception):
    """Base of all refusals. ``type`` is stable; ``detail`` says what to do."""

    type = "case-error"
    status = 400

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra

    @classmethod
    def of_move(cls, what: str) -> Callable[[Any, object], "CaseError"]:
        """Give what makes this refusal of a move that a table does not know (``core/machine``)."""

        def refusal(row: Any, event: object) -> CaseError:  # noqa: ANN401 -- a row of any model
            state = str(row.state)
            return cls(f"{event} is not possible while {what} is {state}", state=state)

        return refusal


class NotFound(CaseError):
    type = "not-found"
    status = 404


class NotAllowed(CaseError):
    type = "not-allowed"
    status = 403


class OnlyTakesPart(NotAllowed):
    """The department sees the case, and another one leads it."""

    type = "only-takes-part"


class OfficeDecides(NotAllowed):
    """A case was returned twice: the mayor's office says whose it is."""

    type = "office-decides"


class WrongState(CaseError):
    type = "wrong-state"
    status = 409


class ReturnedTwice(WrongState):
    """The mayor's office has decided whose it is: nobody gives it back any more."""

    type = "returned-twice"


class InvalidInput(CaseError):
    type = "invalid-input"
    status = 422


class Merged(WrongState):
    """The case went on in another one; ``extra`` says in which (``merged_into``)."""

    type = "merged"


class AnswerOnItsWay(WrongState):
    """Nothing is regrouped while an answer is in its hold or with the network."""

    type = "answer-on-its-way"


class AlreadyMerged(WrongState):
    type = "already-merged"


class TextElsewhere(WrongState):
    """A text that was picked is no longer in the case."""

    type = "text-elsewhere"


class BuiltOn(WrongState):
    """Somebody has gone on since: undoing would undo their work too."""

    type = "built-on"


class UndoOver(WrongState):
    type = "undo-over"


class BundledCase(WrongState):
    """The case is answered together with others: take them apart first."""

    type = "bundled"


class NotSamePeople(InvalidInput):
    """One answer to several cases goes to the same residents only."""

    type = "not-same-people"


class IntoItself(InvalidInput):
    type = "into-itself"


class LastText(InvalidInput):
    """A case keeps at least one text; a whole case is merged, not emptied."""

    type = "last-text"


class NotRepeated(WrongState):
    """Not repeated or not answered often enough; ``extra``: ``complaints``, ``answers``."""

    type = "not-repeated"


class NotAGroup(InvalidInput):
    """Fewer households than a group complaint has; ``extra`` says how many (``needed``)."""

    type = "not-a-group"


class MentionBlind(InvalidInput):
    """Who was called may not see the case, or does not work here any more; ``names`` says who."""

    type = "mention-blind"


class MentionUnknown(InvalidInput):
    """Nobody signs in by a name that was called; ``names`` says which."""

    type = "mention-unknown"


class PhotoUnusable(InvalidInput):
    """A file that cannot be kept as a photo; ``extra`` says why (``problem``)."""

    type = "photo-unusable"
