"""Words of broadcasts' states and of what became of their texts, with the shapes of their marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.prevention.broadcasts import api

# Icon, level, word.
type Mark = tuple[str, str, Promise]

STATES: dict[str, Mark] = {
    api.BroadcastState.DRAFT: ("ring", "calm", _("작성 중")),
    api.BroadcastState.SUBMITTED: ("clock", "warning", _("승인 대기")),
    api.BroadcastState.APPROVED: ("dots", "warning", _("발송 중")),
    api.BroadcastState.SENT: ("tick", "success", _("발송함")),
    api.BroadcastState.STOPPED: ("pause", "danger", _("발송 중단")),
}
QUIET: Mark = ("clock", "warning", _("아침 발송 대기"))
OUTCOMES: dict[str, Mark] = {
    "": ("ring", "calm", _("발송 대기")),
    "accepted": ("dots", "calm", _("발송")),
    "delivered": ("tick", "success", _("전달")),
    "failed": ("overdue", "danger", _("발송 실패")),
    "unknown": ("pause", "warning", _("발송 보류")),
    "cancelled": ("away", "calm", _("발송 안 함")),
    "left_out": ("cross", "calm", _("받는 분에서 제외")),
    "refused": ("away", "calm", _("수신 거부")),
}
LANGUAGES: dict[str, Promise] = {
    "ko": _("한국어"), "en": _("영어"), "zh": _("중국어"), "vi": _("베트남어"), "th": _("태국어"),
    "ru": _("러시아어"), "ja": _("일본어"), "uz": _("우즈베크어"), "mn": _("몽골어"),
}  # fmt: skip
