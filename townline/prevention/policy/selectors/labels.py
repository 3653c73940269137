"""What stages and steps are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from townline.platform.conversations.api import OutgoingState
from townline.prevention.policy.models import Matter
from townline.prevention.policy.rules.states import AWAITS, Awaited, Stage
from townline.prevention.policy.rules.telling import TellingState

# Icon, colour and word.
STAGES: dict[Stage, tuple[str, str, Promise]] = {
    Stage.NOTED: ("ring", "calm", pgettext_lazy("policy", "과제 등록")),
    Stage.PROPOSED: ("ring", "calm", pgettext_lazy("policy", "제안")),
    Stage.DECIDED: ("ring", "primary", pgettext_lazy("policy", "시범 결정")),
    Stage.PILOT: ("clock", "primary", pgettext_lazy("policy", "시범 사업 중")),
    Stage.MEASURED: ("clock", "primary", pgettext_lazy("policy", "결과 나옴")),
    Stage.ADOPTED: ("tick", "success", pgettext_lazy("policy", "정책 채택")),
    Stage.CHANGED: ("clock", "warning", pgettext_lazy("policy", "변경")),
    Stage.DROPPED: ("pause", "calm", pgettext_lazy("policy", "중단")),
}
AWAITED: dict[Awaited, Promise] = {
    Awaited.PROPOSAL: pgettext_lazy("policy", "제안서 작성"),
    Awaited.DECISION: pgettext_lazy("policy", "회의 결정"),
    Awaited.START: pgettext_lazy("policy", "시범 시작"),
    Awaited.RESULT: pgettext_lazy("policy", "결과 측정"),
    Awaited.CONCLUSION: pgettext_lazy("policy", "채택 여부 결정"),
}
TELLINGS: dict[TellingState, Promise] = {
    TellingState.WAITING: _("승인 대기"),
    TellingState.APPROVED: _("발송 중"),
    TellingState.DONE: _("발송을 마침"),
    TellingState.WITHDRAWN: _("회수됨"),
}
DELIVERIES: dict[OutgoingState, Promise] = {
    OutgoingState.QUEUED: _("발송 대기"),
    OutgoingState.CLAIMED: _("발송 중"),
    OutgoingState.SUBMITTED: _("발송"),
    OutgoingState.DELIVERED: _("전달"),
    OutgoingState.FAILED: _("발송 실패"),
    OutgoingState.UNKNOWN: _("발송 보류"),
    OutgoingState.CANCELLED: _("취소"),
}


def awaited_of(matter: Matter) -> Awaited:
    """Give what a live matter waits for."""
    return AWAITS[Stage(matter.state)]
