"""Words for what stands among a person's notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICES: dict[str, Promise] = {
    "overdue": _("약속 시각이 지났습니다"),
    "danger": _("사람이 위험할 수 있다고 표시되었습니다"),
    "mention": _("내부 메모에서 나를 불렀습니다"),
    "returned": _("답변이 돌아왔습니다"),
    "returned_twice": _("두 번 돌아온 접수입니다. 맡을 부서를 정해 주세요"),
    "position_asked": _("우리 부서의 의견을 물었습니다"),
    "position_given": _("물은 부서가 의견을 냈습니다"),
    "position_refused": _("물은 부서가 우리 일이 아니라고 합니다"),
    "position_silent": _("의견이 제때 오지 않았습니다"),
    "meeting": _("회의에 와 주세요"),
    "meeting_moved": _("회의가 옮겨졌습니다"),
    "meeting_cancelled": _("회의가 취소되었습니다"),
    "meeting_declined": _("회의에 오지 못한다고 합니다"),
    "meeting_decided": _("회의에서 우리 부서 할 일을 정했습니다"),
    "referral_near": _("다른 기관이 답할 날이 다가옵니다"),
    "referral_late": _("다른 기관이 답할 날이 지났습니다"),
    "visit": _("현장 방문이 잡혔습니다"),
    "visit_missed": _("다녀오지 못한 현장 방문이 있습니다"),
    "group": _("여러 세대의 말씀입니다. 부서장이 정해 주세요"),
    "instruction": _("지시를 받았습니다"),
    "token": _("나를 대신하는 열쇠가 만들어졌습니다"),
    "legal_soon": _("법정 기한이 하루(근무일) 남았습니다"),
    "legal_overdue": _("법정 기한이 지났습니다"),
    "legal_progress": _("주민께 진행 상황을 알릴 때입니다"),
    "promised": _("답에 적은 약속 날짜가 다가옵니다"),
    "promised_missed": _("답에 적은 약속 날짜가 지났습니다"),
    "not_fixed": _("고쳐지지 않았다고 해서 다시 열렸습니다"),
    "alarm_late": _("위험을 아직 아무도 확인하지 않았습니다"),
    "duty_danger": _("당직 때 사람이 위험할 수 있는 문자가 있습니다"),
    "rating_low": _("낮은 점수와 까닭이 왔습니다"),
}
