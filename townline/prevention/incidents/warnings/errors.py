"""What is refused of warnings."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, NotFound


class WarningNotFound(NotFound):
    """No such warning."""

    type = "warning-not-found"
    title = "There is no such warning"
    sentence = gettext_noop("없는 안전 알림입니다.")


class UnknownWarningKind(InvalidInput):
    """A kind of warning that the district's data does not have; ``value``."""

    type = "warning-kind"
    title = "The district has no such kind of warning"
    sentence = gettext_noop("알림 종류를 선택해 주세요.")


class UnknownWarningDong(InvalidInput):
    """A dong that the district does not have; ``value``."""

    type = "warning-dong"
    title = "The district has no such dong"
    sentence = gettext_noop("동을 선택해 주세요. 이 구에 없는 동입니다.")


class NobodyToWarn(InvalidInput):
    """Nobody asked for such a warning there."""

    type = "warning-without-list"
    title = "Nobody asked for this warning there"
    sentence = gettext_noop("이 알림을 신청한 분이 없습니다. 종류와 동을 확인해 주세요.")


class WordsWithoutStop(InvalidInput):
    """The words in each language say how to stop; ``language``."""

    type = "warning-without-stop"
    title = "The warning does not say how to stop"
    sentence = gettext_noop(
        "언어마다 그만 받는 방법을 적어 주세요(수신 거부 낱말). 빼고는 보낼 수 없습니다."
    )


class WarningPhone(InvalidInput):
    """What was typed is no mobile number."""

    type = "warning-phone"
    title = "That is no mobile number"
    sentence = gettext_noop("휴대전화 번호를 확인해 주세요.")


class WarningTooOften(InvalidInput):
    """No more codes may go to this number now."""

    type = "warning-too-often"
    title = "Too many codes were asked for"
    sentence = gettext_noop(
        "이 번호에는 지금 인증번호를 더 보낼 수 없습니다. 나중에 다시 해 주세요."
    )


class WarningCode(InvalidInput):
    """The code is wrong or too old."""

    type = "warning-code"
    title = "The code is wrong or too old"
    sentence = gettext_noop("인증번호가 다르거나 시간이 지났습니다.")
