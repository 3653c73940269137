"""Refusals of answers: their words, photos and moments."""

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


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


class BlanksLeft(InvalidInput):
    """A template's blank was not filled; ``left`` shows each with what stands around it."""

    type = "blanks-left"

    def __init__(self, left: str) -> None:
        super().__init__(f"fill in what is left blank: {left}", left=left)
        self.left = left


class PhotosNotCarried(CaseError):
    """An answer has photos, and no link at work carries them."""

    type = "photos-not-carried"
    status = 422


class TooManyPhotos(InvalidInput):
    """More photos than a text carries now; ``extra`` says how many it does (``most``)."""

    type = "too-many-photos"


class TooLate(CaseError):
    """A moment to send that lies after the promise."""

    type = "after-promise"
    status = 422
