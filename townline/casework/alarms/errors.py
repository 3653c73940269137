"""What is refused of alarms."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState

__all__ = ["AlarmOver", "AlarmReason"]


class AlarmOver(WrongState):
    """Somebody else has acknowledged or ended the danger alert; ``state``."""

    type = "alarm-over"
    title = "Somebody else has acknowledged or ended the danger alert"
    sentence = gettext_noop(
        "다른 직원이 먼저 경보를 확인했거나 종료했습니다. 화면을 새로 고쳐 주세요."
    )


class AlarmReason(InvalidInput):
    """Ending a danger alert needs a reason, for the record and for others to learn from."""

    type = "alarm-reason"
    title = "Ending a danger alert needs a reason"
    sentence = gettext_noop("사유를 적어 주세요. 처리 이력에 남고, 다음에 더 잘 알아봅니다.")
