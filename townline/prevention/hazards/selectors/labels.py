"""Words of hazards' states, steps and orders, with the shapes of their marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.prevention.hazards.rules.states import HazardState, HazardStep

# Icon, level, word.
type Mark = tuple[str, str, Promise]

STATES: dict[str, Mark] = {
    HazardState.PROPOSED: ("ring", "calm", _("등록 제안")),
    HazardState.REPORTED: ("danger", "danger", pgettext_lazy("hazard", "신고됨")),
    HazardState.SEEN: ("eye", "warning", pgettext_lazy("hazard", "접수 확인")),
    HazardState.ON_SITE: ("people", "warning", _("현장 도착")),
    HazardState.MADE_SAFE: ("pause", "warning", _("안전 조치됨")),
    HazardState.REPAIRED: ("tick", "success", _("보수됨")),
    HazardState.CLOSED: ("tick", "success", _("재점검 완료")),
    HazardState.DISMISSED: ("away", "calm", _("위험 아님")),
    HazardState.MERGED: ("away", "calm", _("병합됨")),
}
STEPS: dict[str, Promise] = {
    HazardStep.SEE: _("접수 확인"),
    HazardStep.ARRIVE: _("현장 도착"),
    HazardStep.MAKE_SAFE: _("안전 조치"),
    HazardStep.REPAIR: pgettext_lazy("hazard", "보수"),
    HazardStep.RECHECK: _("재점검"),
}
SOURCES: dict[str, Promise] = {
    "case": _("민원"),
    "staff": _("직원 발견"),
    "round": _("순찰"),
    "triage": _("자동 추천"),
    "exploration": _("지하 탐사"),
}
# How the map draws a state.
PINS: dict[str, str] = {
    HazardState.PROPOSED: "place",
    HazardState.REPORTED: "danger",
    HazardState.SEEN: "danger",
    HazardState.ON_SITE: "warning",
    HazardState.MADE_SAFE: "warning",
    HazardState.REPAIRED: "done",
    HazardState.CLOSED: "closed",
    HazardState.DISMISSED: "closed",
    HazardState.MERGED: "closed",
}
