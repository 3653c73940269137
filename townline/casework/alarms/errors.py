"""What is refused of alarms."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import InvalidInput, WrongState

__all__ = ["AlarmOver", "AlarmReason"]


class AlarmOver(WrongState):
    """Somebody has acknowledged or ended the alarm meanwhile; ``state``."""

    type = "alarm-over"
    title = "Somebody has acknowledged or ended the alarm meanwhile"
    said = gettext_noop("다른 직원이 먼저 경보를 확인했거나 종료했습니다. 화면을 새로 고쳐 주세요.")


class AlarmReason(InvalidInput):
    """Without a reason no alarm ends: it is what others learn from, and what is asked later."""

    type = "alarm-reason"
    title = "Without a reason nothing is learnt from an alarm"
    said = gettext_noop("사유를 적어 주세요. 처리 이력에 남고, 다음에 더 잘 알아봅니다.")
