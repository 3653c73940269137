"""What the room refuses, each with a stable name that the API and pages show."""


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


class WrongState(CaseError):
    type = "wrong-state"
    status = 409


class TextChanged(CaseError):
    """The words, or what the resident said last, are not what was looked at."""

    type = "text-changed"
    status = 409


class DraftConflict(CaseError):
    """Somebody else saved in the meantime; ``extra`` holds their version and words."""

    type = "draft-conflict"
    status = 409


class InvalidInput(CaseError):
    type = "invalid-input"
    status = 422


class TooLate(CaseError):
    """A moment to send that lies after the promise."""

    type = "after-promise"
    status = 422
