"""Words for what stands among a person's notices."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOTICES: dict[str, Promise] = {
    "overdue": _("답변 기한이 지났습니다"),
    "danger": _("인명 위험이 의심되는 문자입니다"),
    "mention": _("내부 메모에서 나를 언급했습니다"),
    "returned": _("답변이 반려되었습니다"),
    "returned_twice": _("두 번 반송된 민원입니다. 처리 부서를 지정해 주세요"),
    "position_asked": _("협조 요청을 받았습니다"),
    "position_given": _("협조 의견이 제출되었습니다"),
    "position_refused": _("협조 부서가 소관이 아니라고 회신했습니다"),
    "position_silent": _("협조 의견이 기한까지 제출되지 않았습니다"),
    "meeting": _("회의 참석 요청을 받았습니다"),
    "meeting_moved": _("회의 일정이 변경되었습니다"),
    "meeting_cancelled": _("회의가 취소되었습니다"),
    "meeting_declined": _("회의 불참 회신이 있습니다"),
    "meeting_decided": _("회의에서 우리 부서의 할 일을 정했습니다"),
    "referral_near": _("타 기관 회신 기한이 다가옵니다"),
    "referral_late": _("타 기관 회신 기한이 지났습니다"),
    "visit": _("현장 방문이 등록되었습니다"),
    "visit_missed": _("방문하지 못한 현장이 있습니다"),
    "hazard": _("위험 지점이 등록되었습니다. 현장을 확인해 주세요"),
    "hazard_late": _("위험 지점의 조치 기한이 지났습니다"),
    "group": _("다수인관련민원입니다. 부서장이 확인해 주세요"),
    "instruction": _("지시를 받았습니다"),
    "token": _("내 API 토큰이 발급되었습니다"),
    "legal_soon": _("법정 처리기한이 1일(근무일) 남았습니다"),
    "legal_overdue": _("법정 처리기한이 지났습니다"),
    "legal_progress": _("처리진행상황을 통지할 때입니다"),
    "promised": _("이행 약속일이 다가옵니다"),
    "promised_missed": _("이행 약속일이 지났습니다"),
    "not_fixed": _("해결되지 않았다고 하여 재처리합니다"),
    "alarm_late": _("위험 경보를 확인한 사람이 없습니다"),
    "duty_danger": _("당직 시간에 인명 위험이 의심되는 문자가 있습니다"),
    "rating_low": _("낮은 만족도와 이유가 접수되었습니다"),
}
