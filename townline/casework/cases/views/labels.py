"""Words of staff for states, kinds and history."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.rules import NEWER_TEXT, NOT_FIXED, PUT_BACK_TOGETHER
from townline.platform.core.history import tags

STATES: dict[str, Promise] = {
    "received": _("새 문자"),
    "with_department": _("부서 검토"),
    "drafted": _("답변 작성"),
    "awaiting_confirmation": _("확인 대기"),
    "returned": _("돌아온 답변"),
    "confirmed": _("보내는 중"),
    "answered": _("답함"),
    "awaiting_resident": _("답장 기다림"),
    "misrouted": _("다시 배정"),
    "declined": _("할 수 없음 알림"),
    "reopened": _("다시 열림"),
    "closed": _("마침"),
    "merged": _("합쳐짐"),
    "bundled": _("함께 답함"),
}

NEXT_STEPS: dict[str, Promise] = {
    "received": _("민원실이 맡을 부서를 정합니다"),
    "with_department": _("부서가 살펴보고 답변을 씁니다"),
    "drafted": _("답변을 다 쓰면 확인을 올립니다"),
    "awaiting_confirmation": _("확인을 받으면 바로 나갑니다"),
    "returned": _("고쳐 써서 다시 올립니다"),
    "confirmed": _("통신망에 넘기고 있습니다"),
    "answered": _("더 올 것이 없으면 마칩니다"),
    "awaiting_resident": _("주민의 답장이 오면 다시 이어집니다"),
    "misrouted": _("민원실이 맡을 부서를 다시 정합니다"),
    "declined": _("다시 물으시면 다시 살펴봅니다"),
    "reopened": _("다시 살펴보고 답변을 씁니다"),
    "closed": _("끝난 일입니다"),
    "bundled": _("다른 접수의 답변과 함께 나갑니다"),
}

KINDS: dict[str, Promise] = {
    "automatic": _("자동 안내"),
    "question": _("질문"),
    "interim": _("중간 답변"),
    "answer": _("답변"),
    "decline": _("할 수 없음"),
}

TEXT_STATES: dict[str, tuple[str, str, Promise]] = {
    "queued": ("ring", "calm", _("보낼 차례 기다림")),
    "claimed": ("dots", "calm", _("보내는 중")),
    "submitted": ("dots", "calm", _("통신망에 넘김")),
    "delivered": ("tick", "success", _("전달됨")),
    "failed": ("overdue", "danger", _("보내지 못함")),
    "unknown": ("pause", "warning", _("보류 · 확인 필요")),
    "cancelled": ("away", "calm", _("보내지 않음")),
}

REASONS: dict[str, Promise] = {
    NEWER_TEXT: _("답이 나가는 동안 새 문자가 왔습니다"),
    NOT_FIXED: _("고쳐지지 않았다고 합니다"),
    PUT_BACK_TOGETHER: _("일괄 처리를 실행 취소했습니다"),
}

CHIPS: tuple[tuple[str, Promise], ...] = (
    ("todo", _("할 일")),
    ("received", _("새 문자")),
    ("with_department", _("부서 검토")),
    ("awaiting_confirmation", _("확인 대기")),
    ("awaiting_resident", _("답장 기다림")),
    ("overdue", _("지남")),
)
# For who sorts, and only while there are any.
SORTING_CHIPS: tuple[tuple[str, Promise], ...] = (
    ("languages", _("다른 언어")),
    ("sure", _("확실한 제안")),
    ("aside", _("광고로 보임")),
)
MORE_CHIPS: tuple[tuple[str, Promise], ...] = (
    ("open", _("열린 것 모두")),
    ("unsure", _("확실하지 않은 것")),
    ("legal_overdue", _("법정 기한 지남")),
    ("answered", _("답함")),
    ("closed", _("마침")),
    ("promised_missed", _("놓친 약속")),
    ("all", _("모두")),
)

# How sure a suggestion is, in words.
SURENESS: dict[str, Promise] = {
    "nearly": _("거의 확실함"),
    "quite": _("꽤 확실함"),
    "perhaps": _("그럴 수 있음"),
    "hardly": _("잘 모르겠음"),
}

VISIT_STATES: dict[str, tuple[str, str, Promise]] = {
    "planned": ("clock", "calm", _("갈 예정")),
    "on_the_way": ("dots", "warning", _("가는 중")),
    "done": ("tick", "success", _("다녀옴")),
    "cancelled": ("away", "calm", _("거둠")),
    "missed": ("overdue", "danger", _("다녀오지 못함")),
}

POSITIONS: dict[str, tuple[str, str, Promise]] = {
    "asked": ("dots", "calm", _("의견 기다림")),
    "given": ("tick", "success", _("의견 냄")),
    "silent": ("overdue", "danger", _("침묵")),
    "not_ours": ("away", "calm", _("우리 일이 아니라고 함")),
    "withdrawn": ("away", "calm", _("뺌")),
}

MEETINGS: dict[str, tuple[str, str, Promise]] = {
    "planned": ("clock", "calm", _("열릴 예정")),
    "moved": ("clock", "warning", _("옮김")),
    "held": ("tick", "success", _("마침")),
    "cancelled": ("away", "calm", _("취소")),
}

RESPONSES: dict[str, tuple[str, str, Promise]] = {
    "NEEDS-ACTION": ("dots", "calm", _("답 기다림")),
    "ACCEPTED": ("tick", "success", _("옵니다")),
    "TENTATIVE": ("pause", "warning", _("올 수도 있습니다")),
    "DECLINED": ("away", "danger", _("못 옵니다")),
}

REFERRALS: dict[str, tuple[str, str, Promise]] = {
    "handed": ("dots", "calm", _("답 기다림")),
    "answered": ("tick", "success", _("답함")),
    "called_back": ("away", "calm", _("거두어 옴")),
}

ACTORS: dict[str, Promise] = {
    "system": _("자동"),
    "resident": _("주민"),
    "network": _("통신망"),
    "duty": _("당직 전화"),
    "machine": _("분류 제안(자동)"),
}

BATCH_DEEDS: dict[str, Promise] = {
    "assign": _("여러 접수를 보냄"),
    "close": _("여러 접수를 마침"),
    "danger": _("여러 접수를 위험으로 표시"),
    "note": _("여러 접수에 메모를 남김"),
}
BATCH_STATES: dict[str, Promise] = {
    "done": _("했습니다"),
    "refused": _("하지 못했습니다"),
    "waiting": _("아직 하지 않았습니다"),
    "undone": _("되돌렸습니다"),
    "kept": _("되돌리지 못했습니다"),
}

# What became of a promised date, whose dates are listed, and which of them.
PROMISED_STATES: dict[str, Promise] = {
    "open": _("남은 약속"),
    "kept": _("지킴"),
    "moved": _("옮김"),
    "missed": _("놓침"),
    "withdrawn": _("뺌"),
}
PROMISED_WHOSE: dict[str, Promise] = {
    "mine": _("내 약속"),
    "department": _("우리 부서"),
    "all": _("모두"),
}
PROMISED_VIEWS: dict[str, Promise] = {
    "unsettled": _("남은 것과 놓친 것"),
    "missed": _("놓침"),
    "kept": _("지킴"),
    "moved": _("옮김"),
    "withdrawn": _("뺌"),
    "all": _("모두"),
}


def text_state(value: str) -> tuple[str, str, str]:
    """Give icon, level and word of what became of a text; the one place where pages ask."""
    icon, level, word = TEXT_STATES.get(value, ("", "calm", ""))
    return icon, level, str(word)


# Languages that a text may be in beside Korean and English (``triage``): by ISO 639-1 code.
LANGUAGES: dict[str, Promise] = {
    "am": _("암하라어"),
    "ar": _("아랍어"),
    "bn": _("벵골어"),
    "bo": _("티베트어"),
    "de": _("독일어"),
    "el": _("그리스어"),
    "es": _("스페인어"),
    "fa": _("페르시아어"),
    "fr": _("프랑스어"),
    "gu": _("구자라트어"),
    "he": _("히브리어"),
    "hi": _("힌디어"),
    "hy": _("아르메니아어"),
    "id": _("인도네시아어"),
    "ja": _("일본어"),
    "ka": _("조지아어"),
    "kk": _("카자흐어"),
    "km": _("크메르어"),
    "kn": _("칸나다어"),
    "ko-Latn": _("로마자로 쓴 한국어"),
    "lo": _("라오어"),
    "ml": _("말라얄람어"),
    "mn": _("몽골어"),
    "my": _("미얀마어"),
    "ne": _("네팔어"),
    "pa": _("펀자브어"),
    "pl": _("폴란드어"),
    "pt": _("포르투갈어"),
    "ru": _("러시아어"),
    "si": _("싱할라어"),
    "ta": _("타밀어"),
    "te": _("텔루구어"),
    "th": _("태국어"),
    "tl": _("타갈로그어"),
    "tr": _("튀르키예어"),
    "uk": _("우크라이나어"),
    "ur": _("우르두어"),
    "uz": _("우즈베크어"),
    "vi": _("베트남어"),
    "zh": _("중국어"),
}


def languages(codes: Iterable[str]) -> str:
    """Name languages: 중국어, 태국어; what is not known is another language."""
    return ", ".join(str(LANGUAGES.get(code, _("알 수 없는 언어"))) for code in codes)


def state(value: str) -> str:
    return str(STATES.get(value, value))


def reason(value: str) -> str:
    """Say a reason; what a person wrote stays as it was written."""
    return str(REASONS.get(value, value))


def event(value: str) -> str:
    return tags.label(value)
