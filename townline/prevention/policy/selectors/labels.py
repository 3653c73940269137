"""What stages and steps are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from townline.prevention.policy.models import Matter
from townline.prevention.policy.rules.states import AWAITS, Awaited, Stage

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


def awaited_of(matter: Matter) -> Awaited:
    """Give what a live matter waits for."""
    return AWAITS[Stage(matter.state)]
