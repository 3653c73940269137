"""What can be wrong with an edit."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

from townline.platform.core.refusals import Refusal


class EditRefused(Refusal):
    """Nothing was changed."""


class EditNotAllowed(EditRefused):
    """Your role or department cannot edit this."""

    type, status, title = "edit-not-allowed", 403, "You cannot edit this"
    sentence = gettext_noop(
        "이 항목을 수정할 권한이 없습니다. 부서장은 담당 부서의 민원 분야만 고를 수 있습니다."
    )


class EditNotFound(EditRefused):
    """There is no such part."""

    type, status, title = "edit-not-found", 404, "No such part"
    sentence = gettext_noop("이 항목을 찾을 수 없습니다.")


class EditConflict(EditRefused):
    """Somebody else changed it since you opened it; what you wrote is kept."""

    type, status, title = "edit-conflict", 409, "Changed by somebody else"
    sentence = gettext_noop("다른 사람이 먼저 수정했습니다. 아래에서 비교한 뒤 다시 저장해 주세요.")


class EditInUse(EditRefused):
    """Something else still names it, so that it cannot be removed."""

    type, status, title = "edit-in-use", 409, "Still in use"
    sentence = gettext_noop(
        "아직 쓰이고 있어 삭제할 수 없습니다. 이 항목의 민원, 담당자, 민원 분야, 규칙을 먼저 "
        "다른 곳으로 옮겨 주세요."
    )


class SampleNotSent(EditRefused):
    """You have verified no number of your own, it said STOP, or it had several texts lately."""

    type, status, title = "sample-not-sent", 409, "Not sent to you"
    sentence = gettext_noop(
        "내 휴대전화로 보내지 못했습니다. '알림 받기'에서 내 번호를 인증했는지 확인하고, 한 시간 "
        "안에 여러 건을 보냈다면 나중에 다시 시도해 주세요."
    )


class EditInvalid(EditRefused):
    """Loading the district's folder would refuse it; ``wrong``: what, by field."""

    type, status, title = "edit-invalid", 422, "Not accepted"
    sentence = gettext_noop("입력 내용을 확인해 주세요")

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {words}" for name, words in wrong.items()))
        self.wrong = wrong
