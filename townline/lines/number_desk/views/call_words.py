"""Words about calls, requests and what was kept out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.lines.safenumbers.api import CallOutcome

OUTCOMES: dict[str, Promise] = {
    CallOutcome.SETTLED: _("답을 듣고 종료"),
    CallOutcome.REQUESTED: _("문자로 요청"),
    CallOutcome.TALKED: _("통화함"),
    CallOutcome.NO_ANSWER: _("무응답"),
    CallOutcome.BUSY: _("통화 중"),
    CallOutcome.DECLINED: _("거절"),
    CallOutcome.LEFT: _("선택하지 않고 종료"),
    CallOutcome.NO_CHOICE: _("누르지 않음"),
    CallOutcome.LIMITED: _("과다 연락 차단"),
    CallOutcome.BLOCKED: _("차단된 번호"),
    CallOutcome.WITHHELD: _("번호를 숨김"),
    CallOutcome.UNAVAILABLE: _("사용하지 않는 번호"),
    CallOutcome.ROTATED: _("바뀐 번호"),
    CallOutcome.CODE_WRONG: _("6자리 번호 오류"),
    CallOutcome.DRAINED: _("점검으로 종료"),
    CallOutcome.LOST: _("장애로 끊김"),
    CallOutcome.FAILED: _("연결하지 못함"),
}
BLOCKED_WORDS: dict[str, Promise] = {
    "text_spam": _("광고·사기 문자"),
    "text_blocked": _("차단된 번호의 문자"),
    "text_other": _("전할 수 없어 사용법을 안내한 문자"),
    "calls_blocked": _("차단된 번호의 전화"),
    "requests_blocked": _("차단된 번호의 요청"),
    "calls_limited": _("과다 통화"),
    "requests_limited": _("과다 요청"),
    "codes_limited": _("6자리 번호 반복 입력"),
    "codes_wrong": _("6자리 번호 오류"),
    "walk_slowed": _("순차 발신 지연"),
    "walk_refused": _("순차 발신 차단"),
    "calls_withheld": _("발신 번호 숨김 차단"),
    "calls_unavailable": _("사용하지 않는 번호로 온 전화"),
    "calls_rotated": _("바뀐 번호로 온 전화"),
    "reported": _("차주 신고"),
}
BLOCK_REASONS: dict[str, Promise] = {
    "owner": _("차주 차단"),
    "reports": _("여러 차주가 신고"),
}
