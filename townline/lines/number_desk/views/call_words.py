"""Words about calls, requests and what was kept out."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.lines.safenumbers.api import Outcome

OUTCOMES: dict[str, Promise] = {
    Outcome.SETTLED: _("답을 듣고 끊음"),
    Outcome.REQUESTED: _("문자로 요청함"),
    Outcome.TALKED: _("통화함"),
    Outcome.NO_ANSWER: _("받지 않음"),
    Outcome.BUSY: _("통화 중"),
    Outcome.DECLINED: _("받지 않겠다고 함"),
    Outcome.LEFT: _("고르지 않고 끊음"),
    Outcome.NO_CHOICE: _("누르지 않음"),
    Outcome.LIMITED: _("너무 잦아 막음"),
    Outcome.BLOCKED: _("차단된 번호"),
    Outcome.WITHHELD: _("번호를 숨김"),
    Outcome.UNAVAILABLE: _("쓰지 않는 번호"),
    Outcome.ROTATED: _("바뀐 번호"),
    Outcome.CODE_WRONG: _("틀린 여섯 자리"),
    Outcome.DRAINED: _("점검으로 끊음"),
    Outcome.LOST: _("장애로 끊김"),
    Outcome.FAILED: _("연결하지 못함"),
}
KEPT_OUT: dict[str, Promise] = {
    "text_spam": _("광고와 사기 문자"),
    "text_blocked": _("차단된 번호의 문자"),
    "text_other": _("전할 수 없는 문자에 쓰는 법을 알림"),
    "calls_blocked": _("차단된 번호의 전화"),
    "requests_blocked": _("차단된 번호의 요청"),
    "calls_limited": _("너무 잦은 전화"),
    "requests_limited": _("너무 잦은 요청"),
    "codes_limited": _("여섯 자리를 너무 많이 눌러 봄"),
    "codes_wrong": _("틀린 여섯 자리"),
    "walk_slowed": _("여러 번호를 차례로 건 전화를 늦춤"),
    "walk_refused": _("여러 번호를 차례로 건 전화를 막음"),
    "calls_withheld": _("번호를 숨겨 막은 전화"),
    "calls_unavailable": _("쓰지 않는 번호로 온 전화"),
    "calls_rotated": _("바뀐 번호로 온 전화"),
    "reported": _("차 주인의 신고"),
}
BLOCK_REASONS: dict[str, Promise] = {
    "owner": _("차 주인이 막음"),
    "reports": _("여러 차 주인이 신고함"),
}
