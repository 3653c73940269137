"""What is refused of surge mode."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState


class SurgeOver(WrongState):
    """It is not in the state in which this could be done."""

    type = "surge-state"
    title = "Surge mode is in another state by now"
    sentence = gettext_noop("이미 처리된 문자 급증 대응입니다. 화면을 다시 열어 확인해 주세요.")


class SurgeGoesOn(WrongState):
    """One is open already."""

    type = "surge-open"
    title = "Surge mode is proposed or on already"
    sentence = gettext_noop("이미 진행 중인 문자 급증 대응이 있습니다. 그 화면에서 처리해 주세요.")


class NoHelpersNow(WrongState):
    """Helpers are taken on while surge mode is on, or by an administrator."""

    type = "surge-helpers"
    title = "Helpers are taken on while surge mode is on; an administrator may at any time"
    sentence = gettext_noop(
        "임시 지원 계정은 문자 급증 대응 중에만 만들 수 있습니다. 관리자는 언제나 만들 수 있습니다."
    )


class LongerPromise(InvalidInput):
    """The longer time for answers is shorter than usual, or has no reason."""

    type = "surge-time"
    title = "A longer time to answer needs more hours than usual, at most 240, and a reason"
    sentence = gettext_noop(
        "연장할 답변 기한을 %(least)s시간보다 길고 240시간 이하로 적고, 사유를 함께 적어 주세요."
    )
