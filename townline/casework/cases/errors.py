"""What every refusal is, and those of any deed."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_noop

from townline.platform.core.refusals import Refusal


class CaseError(Refusal):
    """That is not possible with a case; ``detail`` says what to do."""

    type = "case-error"
    status = 400
    title = "That is not possible"

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
    """It does not exist, or is in another department; ``code``."""

    type = "not-found"
    status = 404
    title = "Not found, or you cannot see it"
    sentence = gettext_noop("없거나 열람 권한이 없는 민원입니다.")


class NotAllowed(CaseError):
    """The role or the token does not allow that; ``scopes`` of the token."""

    type = "not-allowed"
    status = 403
    title = "This person or token may not do that"
    sentence = gettext_noop("권한이 없습니다.")


class OnlyTakesPart(NotAllowed):
    """Your department is a supporting department of the case, not the lead department."""

    type = "only-takes-part"
    title = "Another department leads the case"
    sentence = gettext_noop(
        "협조 부서는 협조 의견과 메모만 남길 수 있습니다. 나머지는 처리 부서가 합니다."
    )


class OfficeDecides(NotAllowed):
    """The case was returned twice: the mayor's office decides the department."""

    type = "office-decides"
    title = "The mayor's office decides the department"
    sentence = gettext_noop("두 번 반송된 민원입니다. 처리 부서는 비서실이 지정합니다.")


class WrongState(CaseError):
    """The state does not allow that; ``state``."""

    type = "wrong-state"
    status = 409
    title = "The state does not allow that"
    sentence = gettext_noop(
        "다른 단계로 넘어가 지금은 처리할 수 없습니다. 화면을 새로 고쳐 주세요."
    )


class ReturnedTwice(WrongState):
    """The mayor's office has decided the department: the case cannot be returned."""

    type = "returned-twice"
    title = "The mayor's office has decided the department"
    sentence = gettext_noop(
        "비서실이 처리 부서로 지정한 민원이라 다시 반송할 수 없습니다. 비서실과 협의해 주세요."
    )


class InvalidInput(CaseError):
    """A value is not accepted; ``errors``: ``[{"field", "message"}]``."""

    type = "invalid-input"
    status = 422
    title = "A value is not accepted"
    sentence = gettext_noop("빠진 항목이 있습니다. 답변, 사유, 날짜를 확인해 주세요.")


class Merged(WrongState):
    """The case was merged into another; ``merged_into``."""

    type = "merged"
    title = "The case was merged into another"
    sentence = gettext_noop("다른 민원에 병합되었습니다. 화면을 새로 고치면 그 민원이 열립니다.")


class AnswerOnItsWay(WrongState):
    """A case cannot be split, moved or merged while an answer is being sent; ``code``."""

    type = "answer-on-its-way"
    title = "An answer is being sent"
    sentence = gettext_noop(
        "답변을 발송 중인 민원은 분리하거나 병합할 수 없습니다. 실행을 취소하거나 "
        "발송 후에 다시 시도해 주세요."
    )


class MergeUnconfirmed(CaseError):
    """Neither a sender nor a place nor an event binds the two; ``missing``, ``into``.

    Read both texts, and ask again with ``confirm``.
    """

    type = "merge-unconfirmed"
    status = 409
    title = "Nothing shows that the cases are one matter"
    sentence = gettext_noop(
        "보낸 분이 다르고 같은 위치나 같은 상황인지 알 수 없습니다. 두 민원의 문자를 읽어 보고 "
        "같은 일이면 확인하고 병합해 주세요."
    )


class AlreadyMerged(WrongState):
    """The two cases are already merged."""

    type = "already-merged"
    title = "The cases are already merged"
    sentence = gettext_noop("이미 병합된 민원입니다.")


class TextElsewhere(WrongState):
    """A selected text is no longer in the case."""

    type = "text-elsewhere"
    title = "A text is no longer in the case"
    sentence = gettext_noop("선택한 문자가 다른 민원으로 이동되었습니다. 화면을 새로 고쳐 주세요.")


class BuiltOn(WrongState):
    """The case was changed since: undoing would also undo those changes."""

    type = "built-on"
    title = "The case was changed since"
    sentence = gettext_noop("이후에 처리된 내용이 있어 실행 취소할 수 없습니다.")


class UndoOver(WrongState):
    """There is nothing to undo, or the ten minutes have passed."""

    type = "undo-over"
    title = "There is nothing to undo any more"
    sentence = gettext_noop("취소할 내용이 없거나 10분이 지났습니다.")


class BundledCase(WrongState):
    """The case is in a combined answer: take it out first."""

    type = "bundled"
    title = "The case is in a combined answer"
    sentence = gettext_noop("일괄 답변으로 정한 민원입니다. 먼저 개별 답변으로 바꿔 주세요.")


class NotSamePeople(InvalidInput):
    """A combined answer is for cases of the same residents only."""

    type = "not-same-people"
    title = "The cases have different residents"
    sentence = gettext_noop(
        "다른 민원인의 민원입니다. 답변 하나는 같은 민원인에게만 발송할 수 있습니다."
    )


class IntoItself(InvalidInput):
    """That is the same case."""

    type = "into-itself"
    title = "That is the same case"
    sentence = gettext_noop("같은 민원입니다. 다른 접수번호를 선택해 주세요.")


class LastText(InvalidInput):
    """A case must keep at least one text: merge the case instead."""

    type = "last-text"
    title = "A case must keep at least one text"
    sentence = gettext_noop(
        "이 민원의 문자를 모두 선택했습니다. 한 통은 남기거나 민원 전체를 병합해 주세요."
    )


class NotRepeated(WrongState):
    """It takes ``complaints`` repeat complaints and ``answers`` notified answers."""

    type = "not-repeated"
    title = "Not repeated or answered often enough"
    sentence = gettext_noop(
        "반복 민원으로 종결할 수 없습니다. 같은 민원 %(complaints)s회, 통지한 답변 "
        "%(answers)s건이 있어야 합니다."
    )


class NotAGroup(InvalidInput):
    """A group complaint needs at least ``needed`` households."""

    type = "not-a-group"
    title = "A group complaint needs more households"
    sentence = gettext_noop("다수인관련민원은 %(needed)s세대부터입니다. 세대 수를 확인해 주세요.")


class MentionBlind(InvalidInput):
    """A person mentioned cannot see the case, or does not work here any more; ``names``."""

    type = "mention-blind"
    title = "A person mentioned cannot see the case"
    sentence = gettext_noop(
        "알릴 사람이 이 민원을 볼 수 없습니다: %(names)s. 의견을 받으려면 협조 "
        "부서로 추가해 주세요."
    )


class MentionUnknown(InvalidInput):
    """A name mentioned is not a username; ``names``."""

    type = "mention-unknown"
    title = "There is no such username"
    sentence = gettext_noop(
        "사용자를 찾을 수 없습니다: %(names)s. 이름을 수정하거나 목록에서 선택해 주세요."
    )


class PhotoUnusable(InvalidInput):
    """The file cannot be kept as a photo; ``problem`` says why."""

    type = "photo-unusable"
    title = "The file cannot be kept as a photo"
    sentence = gettext_noop("파일이 손상되었거나 다 받지 못했습니다")
    sentence_by: ClassVar[Mapping[str, str]] = {
        "too_large": gettext_noop("파일이 너무 큽니다"),
        "not_fetched": gettext_noop("통신망에서 받지 못했습니다"),
        "other_kind": gettext_noop("사진으로 열 수 없는 파일입니다"),
        "too_many_pixels": gettext_noop("해상도가 너무 높은 사진입니다"),
        "too_long": gettext_noop("동영상이 너무 깁니다"),
        "no_reader": gettext_noop("이 서버는 이 사진(HEIC)을 열 수 없습니다"),
        "hidden_track": gettext_noop("위치 같은 숨은 정보를 지울 수 없는 동영상입니다"),
        "cut_short": gettext_noop("사진을 다 받지 못했습니다"),
    }
    reason = "problem"
