"""Words of staff for states, kinds and history."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.casework.cases.rules import NEWER_TEXT, NOT_FIXED, PUT_BACK_TOGETHER

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

EVENTS: dict[str, Promise] = {
    "open": _("문자 받음"),
    "join": _("문자 더 받음"),
    "assign": _("부서로 보냄"),
    "draft": _("답변 작성 시작"),
    "submit": _("확인 올림"),
    "withdraw": _("올린 답변을 거둠"),
    "send_back": _("답변을 돌려보냄"),
    "confirm": _("답변을 확인함"),
    "undo": _("확인을 되돌림"),
    "void": _("새 문자가 와서 확인이 풀림"),
    "sent": _("답변을 보냄"),
    "sent_interim": _("중간 답변을 보냄"),
    "sent_decline": _("할 수 없음을 알림"),
    "send_failed": _("답변을 보내지 못함"),
    "ask": _("주민에게 물음"),
    "reply": _("주민이 답함"),
    "reply_unassigned": _("주민이 답함"),
    "misroute": _("우리 일이 아니라고 돌려줌"),
    "dismiss": _("답 없이 마침"),
    "close": _("마침"),
    "reopen": _("다시 엶"),
    "merge": _("다른 접수에 합침"),
    "unmerge": _("합친 것을 되돌림"),
    "reclose": _("다시 연 것을 거둠"),
    "rule_add": _("규칙을 더함"),
    "rule_change": _("규칙을 고침"),
    "rule_move": _("차례를 바꿈"),
    "rule_on": _("규칙을 켬"),
    "rule_off": _("규칙을 끔"),
    "rule_hold": _("지난 접수에 대 보고 꺼 둠"),
    "rule_undo": _("고친 것을 되돌림"),
    "split": _("문자를 새 접수로 나눔"),
    "move_out": _("문자를 다른 접수로 옮김"),
    "move_in": _("다른 접수의 문자를 옮겨 받음"),
    "merge_in": _("다른 접수를 합쳐 받음"),
    "take_back": _("되돌림"),
    "put_back": _("나누기·옮기기·합치기를 되돌림"),
    "same_matter": _("같은 일이라고 정함"),
    "send_failed_one": _("받는 분 가운데 한 분께 보내지 못함"),
    "sender_block": _("보낸 번호를 막음"),
    "sender_unblock": _("막은 번호를 풂"),
    "promised": _("답에 적은 약속 날짜를 남김"),
    "promised_remind": _("약속 날짜가 다가옴을 알림"),
    "promised_keep": _("약속을 지킴"),
    "promised_move": _("약속 날짜를 옮김"),
    "promised_miss": _("약속 날짜가 지났음을 알림"),
    "promised_withdraw": _("약속에서 뺌"),
    "close_repeat": _("되풀이된 말씀으로 마침"),
    "new_facts": _("새로운 사실이 있다고 정함"),
    "group_on": _("여러 세대의 말씀으로 표시"),
    "group_off": _("여러 세대의 표시를 거둠"),
    "visit_plan": _("방문을 잡음"),
    "visit_move": _("방문 때를 바꿈"),
    "visit_start": _("방문하러 떠남"),
    "visit_arrive": _("방문할 곳에 닿음"),
    "visit_finish": _("다녀와서 본 것을 적음"),
    "visit_cancel": _("방문을 거둠"),
    "visit_miss": _("방문하지 못하고 날이 지남"),
    "instruct": _("지시함"),
    "return_again": _("두 번째로 돌려줌. 비서실이 정함"),
    "bundle": _("다른 접수와 함께 답하기로 함"),
    "unbundle": _("따로 답하기로 함"),
    "position_ask": _("부서에 의견을 물음"),
    "position_give": _("부서 의견을 냄"),
    "position_refuse": _("우리 일이 아니라고 함"),
    "position_lapse": _("의견이 제때 오지 않음"),
    "position_escalate": _("의견이 없음을 비서실에 알림"),
    "position_withdraw": _("함께하는 부서에서 뺌"),
    "meeting_call": _("회의를 부름"),
    "meeting_leave": _("회의 참석자에서 뺌"),
    "meeting_move": _("회의를 옮김"),
    "meeting_hold": _("회의 기록을 남김"),
    "meeting_cancel": _("회의를 취소함"),
    "referral_hand": _("다른 기관에 넘김"),
    "referral_move": _("기관의 답할 날을 바꿈"),
    "referral_remind": _("기관의 답을 챙기라고 알림"),
    "referral_answer": _("기관의 답을 적음"),
    "referral_call_back": _("기관에서 거두어 옴"),
    "retitle": _("제목을 고침"),
    "alarm_raise": _("사람이 위험할 수 있다고 알림"),
    "alarm_more": _("같은 위험을 말하는 문자 더 받음"),
    "alarm_escalate": _("확인이 없어 더 많은 사람에게 알림"),
    "alarm_acknowledge": _("위험 알림을 확인함"),
    "alarm_settle": _("위험이 끝났다고 적음"),
    "alarm_dismiss": _("급하지 않다고 적음"),
    "alarm_put_back": _("위험 알림을 되돌림"),
    "alarm_open_up": _("다른 사람에게도 보이게 함"),
    "danger_on": _("위험으로 표시"),
    "danger_off": _("위험 표시를 거둠"),
    "note": _("내부 메모"),
    "note_back": _("내부 메모를 거둠"),
    "number_reveal": _("번호를 봄"),
    "number_lookup": _("번호로 찾음"),
    "text_settle": _("보류된 문자를 정리함"),
    "remind": _("약속 시각을 알림"),
    "overdue": _("약속 시각이 지났음을 알림"),
    "photo_link": _("사진을 보는 링크를 만듦"),
    "place_set": _("곳을 바로잡음"),
    "place_clear": _("곳을 모른다고 함"),
    "place_asked": _("어디인지 주민에게 물음"),
    "photo_link_end": _("사진을 보는 링크를 거둠"),
    "thanks": _("고맙다고 함"),
    "little": _("짧은 문자를 보냄"),
    "cancel_asked": _("취소를 요청함"),
    "status_asked": _("진행을 물어 문자로 알림"),
    "rate_ask": _("답이 어땠는지 물음"),
    "rated": _("답에 점수를 줌"),
    "rate_why": _("무엇이 더 나았으면 하는지 말함"),
    "rate_end": _("점수 없이 지나감"),
    "check_in_ask": _("한 달 뒤 안부를 물음"),
    "check_in_said": _("안부에 답함"),
    "check_in_end": _("안부를 묻지 않았거나 답 없이 지나감"),
    "link_send": _("진행을 보는 링크를 보냄"),
    "legal_retype": _("민원 종류를 정함"),
    "legal_extend": _("법정 기간을 늘림"),
    "legal_moved": _("달력이 바뀌어 법정 기한이 옮겨짐"),
    "legal_remind": _("법정 기한이 다가옴을 알림"),
    "legal_overdue": _("법정 기한이 지났음을 알림"),
    "legal_progress": _("진행 상황을 알릴 때가 됨을 알림"),
    "import": _("예전 문자에서 가져옴"),
    "import_more": _("예전 문자를 더 가져옴"),
    "spam_not": _("광고가 아니라고 함"),
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
    return str(EVENTS.get(value, value))
