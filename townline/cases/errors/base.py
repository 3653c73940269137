"""What every refusal is, and those of any deed."""


class CaseError(Exception):
    """Base of all refusals. ``type`` is stable; ``detail`` says what to do."""

    type = "case-error"
    status = 400

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


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
