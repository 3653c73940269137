"""Refusals of answers: their words, photos and moments."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class TextChanged(CaseError):
    """The words, or the resident's last text, are not those that were read: read again."""

    type = "text-changed"
    status = 409
    title = "The words or the resident's last text have changed"
    said = gettext_noop("답변이나 민원인의 마지막 문자가 바뀌었습니다. 다시 확인해 주세요.")


class PressTooOld(WrongState):
    """A confirmation that was pressed without a connection, more than twelve hours ago."""

    type = "press-too-old"
    title = "It was pressed too long ago"
    said = gettext_noop(
        "연결되지 않았을 때 누른 지 12시간이 지나 발송하지 않았습니다. 다시 확인하고 눌러 주세요."
    )


class DraftConflict(CaseError):
    """Somebody else saved meanwhile; ``version``, ``theirs``, ``mine``."""

    type = "draft-conflict"
    status = 409
    title = "Somebody else saved in the meantime"
    said = gettext_noop("다른 직원이 먼저 저장했습니다. 둘 다 확인하고 선택해 주세요.")


class BlanksLeft(InvalidInput):
    """A blank ``[…]`` of a template was left; ``left`` shows each with what stands around it."""

    type = "blanks-left"
    title = "A blank of a template was not filled"
    said = gettext_noop("채우지 않은 빈칸이 있습니다. 채우고 다시 요청해 주세요: %(left)s")

    def __init__(self, left: str) -> None:
        super().__init__(f"fill in what is left blank: {left}", left=left)
        self.left = left


class PhotosNotCarried(CaseError):
    """The draft has photos, and no link that carries them is at work."""

    type = "photos-not-carried"
    status = 422
    title = "No link carries photos now"
    said = gettext_noop(
        "사진을 보낼 수 있는 통신 연결이 없습니다. 사진을 빼면 글은 보낼 수 있습니다."
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
    said = gettext_noop("답변 기한보다 늦게 발송할 수 없습니다. 더 이른 일시를 선택해 주세요.")
