"""Refusals of answers: their words, photos and moments."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class TextChanged(CaseError):
    """The words, or the resident's last text, are not those that were read: read again."""

    type = "text-changed"
    status = 409
    title = "The words or the resident's last text have changed"
    said = gettext_noop("답변이나 주민의 마지막 문자가 바뀌었습니다. 다시 봐 주세요.")


class PressTooOld(WrongState):
    """A confirmation that was pressed without a connection, more than twelve hours ago."""

    type = "press-too-old"
    title = "It was pressed too long ago"
    said = gettext_noop(
        "연결이 없을 때 누른 지 12시간이 지나 보내지 않았습니다. 다시 보고 눌러 주세요."
    )


class DraftConflict(CaseError):
    """Somebody else saved meanwhile; ``version``, ``theirs``, ``mine``."""

    type = "draft-conflict"
    status = 409
    title = "Somebody else saved in the meantime"
    said = gettext_noop("다른 사람이 먼저 저장했습니다. 둘 다 보고 정해 주세요.")


class BlanksLeft(InvalidInput):
    """A blank ``[…]`` of a template was left; ``left`` shows each with what stands around it."""

    type = "blanks-left"
    title = "A blank of a template was not filled"
    said = gettext_noop("아직 채우지 않은 빈칸이 있습니다. 채우고 다시 올려 주세요: %(left)s")

    def __init__(self, left: str) -> None:
        super().__init__(f"fill in what is left blank: {left}", left=left)
        self.left = left


class PhotosNotCarried(CaseError):
    """The draft has photos, and no link that carries them is at work."""

    type = "photos-not-carried"
    status = 422
    title = "No link carries photos now"
    said = gettext_noop(
        "지금은 사진을 보낼 수 있는 통신 연결이 없습니다. 사진을 빼면 글은 보낼 수 있습니다."
    )


class TooManyPhotos(InvalidInput):
    """More photos than the links at work carry with one text; ``most``."""

    type = "too-many-photos"
    title = "No link carries as many photos"
    said = gettext_noop(
        "지금 통신 연결로는 답변 하나에 사진을 %(most)s장까지 보낼 수 있습니다. 사진을 빼 주세요."
    )


class TooLate(CaseError):
    """``send_at`` lies after the promise; ``answer_due_at``."""

    type = "after-promise"
    status = 422
    title = "That is later than the promise"
    said = gettext_noop("약속한 시각보다 늦게 보낼 수는 없습니다. 더 이른 때를 고르세요.")
