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


class TextChanged(CaseError):
    """The words, or what the resident said last, are not what was looked at."""

    type = "text-changed"
    status = 409


class PressTooOld(WrongState):
    """A confirmation that was pressed without a connection, more than twelve hours ago."""

    type = "press-too-old"


class DraftConflict(CaseError):
    """Somebody else saved in the meantime; ``extra`` holds their version and words."""

    type = "draft-conflict"
    status = 409


class InvalidInput(CaseError):
    type = "invalid-input"
    status = 422


class IntoItself(InvalidInput):
    type = "into-itself"


class LastText(InvalidInput):
    """A case keeps at least one text; a whole case is merged, not emptied."""

    type = "last-text"


class PhotosNotCarried(CaseError):
    """An answer has photos, and no link at work carries them."""

    type = "photos-not-carried"
    status = 422


class PhotoUnusable(InvalidInput):
    """A file that cannot go out as a photo; ``extra`` says why (``problem``)."""

    type = "photo-unusable"


class TooManyPhotos(InvalidInput):
    """More photos than a text carries now; ``extra`` says how many it does (``most``)."""

    type = "too-many-photos"


class TooLate(CaseError):
    """A moment to send that lies after the promise."""

    type = "after-promise"
    status = 422
