"""Refusals of answers: their words, photos and moments."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class TextChanged(CaseError):
    """The answer or the resident's last text has changed since you read it; read it again."""

    type = "text-changed"
    status = 409
    title = "The answer or the resident's last text has changed"
    sentence = gettext_noop("답변이나 민원인의 마지막 문자가 바뀌었습니다. 다시 확인해 주세요.")


class PressTooOld(WrongState):
    """The approval was given offline more than twelve hours ago."""

    type = "press-too-old"
    title = "The approval is too old"
    sentence = gettext_noop(
        "연결되지 않았을 때 누른 지 12시간이 지나 발송하지 않았습니다. 다시 확인하고 눌러 주세요."
    )


class DraftConflict(CaseError):
    """Somebody else saved first; ``version``, ``theirs``, ``mine``."""

    type = "draft-conflict"
    status = 409
    title = "Somebody else saved first"
    sentence = gettext_noop("다른 직원이 먼저 저장했습니다. 둘 다 확인하고 선택해 주세요.")


class BlanksLeft(InvalidInput):
    """A blank ``[…]`` of the template is not filled in; ``left`` shows each with its context."""

    type = "blanks-left"
    title = "A blank of the template is not filled in"
    sentence = gettext_noop("채우지 않은 빈칸이 있습니다. 채우고 다시 요청해 주세요: %(left)s")

    def __init__(self, left: str) -> None:
        super().__init__(f"fill in what is left blank: {left}", left=left)
        self.left = left


class PhotosNotCarried(CaseError):
    """The draft has photos, and no carrier connection that sends them is in service."""

    type = "photos-not-carried"
    status = 422
    title = "No carrier connection can send photos now"
    sentence = gettext_noop(
        "사진을 보낼 수 있는 통신 연결이 없습니다. 사진을 빼면 글은 보낼 수 있습니다."
    )


class TooManyPhotos(InvalidInput):
    """More photos than the carrier connections send with one text; ``most``."""

    type = "too-many-photos"
    title = "Too many photos for the carrier connections"
    sentence = gettext_noop(
        "지금 통신 연결로는 답변 하나에 사진을 %(most)s장까지 보낼 수 있습니다. 사진을 빼 주세요."
    )


class TooLate(CaseError):
    """``send_at`` is after the answer is due; ``answer_due_at``."""

    type = "after-promise"
    status = 422
    title = "The answer is due before that time"
    sentence = gettext_noop("답변 기한보다 늦게 발송할 수 없습니다. 더 이른 일시를 선택해 주세요.")
