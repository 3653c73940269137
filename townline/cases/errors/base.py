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
