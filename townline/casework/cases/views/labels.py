"""Words of staff for states, kinds and history."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.casework.cases.rules import NEWER_TEXT, NOT_FIXED, PUT_BACK_TOGETHER, CaseState
from townline.casework.cases.selectors.lists import CaseRow
from townline.platform.core.history import tags

STATES: dict[str, Promise] = {
    "received": _("접수"),
    "with_department": pgettext_lazy("state", "부서 배정"),
    "drafted": _("답변 작성 중"),
    "awaiting_confirmation": _("승인 대기"),
    "returned": pgettext_lazy("state", "답변 반려"),
    "confirmed": _("발송 중"),
    "answered": _("답변 완료"),
    "awaiting_resident": _("보완 대기"),
    "misrouted": _("재배정 대기"),
    "declined": _("불수용 안내"),
    "reopened": pgettext_lazy("state", "재처리"),
    "closed": pgettext_lazy("state", "종결"),
    "merged": pgettext_lazy("state", "병합"),
    "bundled": _("일괄 답변"),
}

NEXT_STEPS: dict[str, Promise] = {
    "received": _("부서 배정 전"),
    "with_department": _("답변 초안 없음"),
    "drafted": _("답변 작성 후 승인 요청"),
    "awaiting_confirmation": _("승인하면 바로 발송"),
    "returned": _("수정해서 다시 승인 요청"),
    "confirmed": _("통신망에 전송 중"),
    "answered": _("추가 내용이 없으면 종결"),
    "awaiting_resident": _("민원인이 답장하면 이어집니다"),
    "misrouted": _("민원실에서 재배정"),
    "declined": _("다시 문의하면 재처리"),
    "reopened": _("다시 검토하고 답변 작성"),
    "closed": _("처리가 끝났습니다"),
    "bundled": _("다른 민원의 답변과 함께 발송됩니다"),
}
_ABOVE = _("비서실에서 처리 부서 지정")


def next_step(row: CaseRow) -> Promise | str:
    """Say what happens next with a case, and by whom."""
    if row.state == CaseState.MISROUTED and row.decided_above:
        return _ABOVE
    return NEXT_STEPS.get(row.state, "")


KINDS: dict[str, Promise] = {
    "automatic": _("자동 안내"),
    "question": _("질문"),
    "interim": _("중간답변"),
    "answer": _("답변"),
    "decline": pgettext_lazy("state", "불수용"),
    "update": _("상황 안내"),
}

TEXT_STATES: dict[str, tuple[str, str, Promise]] = {
    "queued": ("ring", "calm", _("발송 대기")),
    "claimed": ("dots", "calm", _("발송 중")),
    "submitted": ("dots", "calm", _("발송")),
    "delivered": ("tick", "success", _("전달")),
    "failed": ("overdue", "danger", _("발송 실패")),
    "unknown": ("pause", "warning", _("발송 보류")),
    "cancelled": ("away", "calm", _("발송 안 함")),
}

REASONS: dict[str, Promise] = {
    NEWER_TEXT: _("답변을 발송하는 동안 새 문자를 받았습니다"),
    NOT_FIXED: _("해결되지 않았다고 합니다"),
    PUT_BACK_TOGETHER: _("일괄 처리를 실행 취소했습니다"),
}

CHIPS: tuple[tuple[str, Promise], ...] = (
    ("todo", _("할 일")),
    # Beside one another in a line as wide as the list.
    ("received", pgettext_lazy("chip", "접수")),
    ("awaiting_confirmation", pgettext_lazy("chip", "승인 대기")),
    ("overdue", _("기한 경과")),
)
# For who sorts, and only while there are any.
SORTING_CHIPS: tuple[tuple[str, Promise], ...] = (
    ("languages", _("다른 언어")),
    ("sure", _("신뢰도 높음")),
    ("aside", _("광고 의심")),
)
MORE_CHIPS: tuple[tuple[str, Promise], ...] = (
    ("soon", _("12시간 안")),
    ("with_department", pgettext_lazy("state", "부서 배정")),
    ("awaiting_resident", _("보완 대기")),
    ("open", _("처리 중 전체")),
    ("unsure", _("신뢰도 보통·낮음")),
    ("legal_overdue", _("법정 처리기한 경과")),
    ("answered", _("답변 완료")),
    ("closed", pgettext_lazy("state", "종결")),
    ("review", _("확인할 답장")),
    ("promised_missed", _("미이행 이행 약속")),
    ("all", _("모두")),
)

# How sure a suggestion is, in words.
CONFIDENCES: dict[str, Promise] = {
    "high": _("신뢰도 높음"),
    "medium": _("신뢰도 보통"),
    "low": _("신뢰도 낮음"),
}

VISIT_STATES: dict[str, tuple[str, str, Promise]] = {
    "planned": ("clock", "calm", _("예정")),
    "on_the_way": ("dots", "warning", _("이동 중")),
    "arrived": ("dots", "warning", _("현장 확인 중")),
    "done": ("tick", "success", _("방문 완료")),
    "cancelled": ("away", "calm", _("취소됨")),
    "missed": ("overdue", "danger", _("미방문")),
}

POSITIONS: dict[str, tuple[str, str, Promise]] = {
    "asked": ("dots", "calm", _("협조 의견 대기")),
    "given": ("tick", "success", _("협조 의견 회신")),
    "silent": ("overdue", "danger", _("미회신")),
    "not_ours": ("away", "calm", _("소관 아님 회신")),
    "withdrawn": ("away", "calm", pgettext_lazy("state", "제외")),
}

MEETINGS: dict[str, tuple[str, str, Promise]] = {
    "planned": ("clock", "calm", _("예정")),
    "moved": ("clock", "warning", pgettext_lazy("state", "변경")),
    "held": ("tick", "success", pgettext_lazy("state", "종결")),
    "cancelled": ("away", "calm", _("취소")),
}

RESPONSES: dict[str, tuple[str, str, Promise]] = {
    "NEEDS-ACTION": ("dots", "calm", _("답변 대기")),
    "ACCEPTED": ("tick", "success", _("참석")),
    "TENTATIVE": ("pause", "warning", _("참석 미정")),
    "DECLINED": ("away", "danger", _("불참")),
}

REFERRALS: dict[str, tuple[str, str, Promise]] = {
    "handed": ("dots", "calm", _("답변 대기")),
    "answered": ("tick", "success", _("답변 완료")),
    "called_back": ("away", "calm", _("이송 취소됨")),
}

ACTORS: dict[str, Promise] = {
    "system": _("자동"),
    "resident": _("민원인"),
    "network": _("통신망"),
    "duty": _("당직 전화"),
    "machine": _("분류 추천(자동)"),
}

BATCH_ACTIONS: dict[str, Promise] = {
    "assign": _("민원 일괄 배정"),
    "close": _("민원 일괄 종결"),
    "danger": _("민원 일괄 위험 지정"),
    "note": _("민원 일괄 메모"),
}
BATCH_STATES: dict[str, Promise] = {
    "done": _("처리했습니다"),
    "refused": _("처리하지 못함"),
    "waiting": _("아직 처리 전"),
    "undone": _("실행을 취소했습니다"),
    "kept": _("실행을 취소하지 못했습니다"),
}

# What became of a promised date, whose dates are listed, and which of them.
PROMISED_STATES: dict[str, Promise] = {
    "open": _("남은 약속"),
    "kept": _("이행"),
    "moved": pgettext_lazy("state", "변경"),
    "missed": _("미이행"),
    "withdrawn": pgettext_lazy("state", "제외"),
}
PROMISED_WHOSE: dict[str, Promise] = {
    "mine": _("내 약속"),
    "department": _("우리 부서"),
    "all": _("모두"),
}
PROMISED_VIEWS: dict[str, Promise] = {
    "unsettled": _("남은 약속과 미이행"),
    "missed": _("미이행"),
    "kept": _("이행"),
    "moved": pgettext_lazy("state", "변경"),
    "withdrawn": pgettext_lazy("state", "제외"),
    "all": _("모두"),
}


def text_state(value: str) -> tuple[str, str, str]:
    """Give icon, level and word of what became of a text; the one place where pages ask."""
    icon, level, word = TEXT_STATES.get(value, ("", "calm", ""))
    return icon, level, str(word)


def state(value: str) -> str:
    return str(STATES.get(value, value))


def reason(value: str) -> str:
    """Say a reason; what a person wrote stays as it was written."""
    return str(REASONS.get(value, value))


def event(value: str) -> str:
    return tags.label(value)


# Words for what stands among a person's notices.

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
    "policy_due": _("정책 과제의 기한이 오늘입니다"),
    "policy_late": _("정책 과제의 기한이 지났습니다"),
    "group": _("다수인관련민원입니다. 부서장이 확인해 주세요"),
    "instruction": _("지시를 받았습니다"),
    "token": _("내 API 토큰이 발급되었습니다"),
    "legal_soon": _("법정 처리기한이 1일(근무일) 남았습니다"),
    "legal_overdue": _("법정 처리기한이 지났습니다"),
    "legal_progress": _("처리진행상황을 통지할 때입니다"),
    "promised": _("이행 약속 기한이 다가옵니다"),
    "promised_missed": _("이행 약속 기한이 지났습니다"),
    "not_fixed": _("해결되지 않았다고 하여 재처리합니다"),
    "alarm_late": _("위험 경보를 확인한 사람이 없습니다"),
    "duty_danger": _("당직 시간에 인명 위험이 의심되는 문자가 있습니다"),
    "surge": _("문자가 평소보다 훨씬 많습니다. 문자 급증 대응을 시작할까요?"),
    "review": _("답변 뒤 감사 인사로 보이는 문자가 왔습니다. 재처리할지 종결할지 정해 주세요"),
    "rating_low": _("낮은 만족도와 이유가 접수되었습니다"),
}
