"""Words about calls, requests and what was kept out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.lines.safenumbers.api import Outcome

OUTCOMES: dict[str, Promise] = {
    Outcome.SETTLED: _("답을 듣고 종료"),
    Outcome.REQUESTED: _("문자로 요청"),
    Outcome.TALKED: _("통화함"),
    Outcome.NO_ANSWER: _("무응답"),
    Outcome.BUSY: _("통화 중"),
    Outcome.DECLINED: _("거절"),
    Outcome.LEFT: _("선택하지 않고 종료"),
    Outcome.NO_CHOICE: _("누르지 않음"),
    Outcome.LIMITED: _("과다 연락 차단"),
    Outcome.BLOCKED: _("차단된 번호"),
    Outcome.WITHHELD: _("번호를 숨김"),
    Outcome.UNAVAILABLE: _("사용하지 않는 번호"),
    Outcome.ROTATED: _("바뀐 번호"),
    Outcome.CODE_WRONG: _("6자리 번호 틀림"),
    Outcome.DRAINED: _("점검으로 종료"),
    Outcome.LOST: _("장애로 끊김"),
    Outcome.FAILED: _("연결하지 못함"),
}
KEPT_OUT: dict[str, Promise] = {
    "text_spam": _("광고·사기 문자"),
    "text_blocked": _("차단된 번호의 문자"),
    "text_other": _("전할 수 없어 사용법을 안내한 문자"),
    "calls_blocked": _("차단된 번호의 전화"),
    "requests_blocked": _("차단된 번호의 요청"),
    "calls_limited": _("과다 통화"),
    "requests_limited": _("과다 요청"),
    "codes_limited": _("6자리 번호 반복 입력"),
    "codes_wrong": _("6자리 번호 틀림"),
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
