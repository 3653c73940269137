"""Words of hazards' states, steps and orders, with the shapes of their marks."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from townline.platform.core import district
from townline.platform.web.moments import english
from townline.prevention.hazards.errors import UnknownKind
from townline.prevention.hazards.rules.states import HazardState, HazardStep
from townline.prevention.hazards.settings import HazardKind, Hazards, Severity

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


# How hazards are called, in a language or in the reader's.


def hazard_settings() -> Hazards:
    """Give what the district says of hazards."""
    return district.part(Hazards)


def kind_of(code: str) -> HazardKind:
    """Give a kind. Raises UnknownKind."""
    found = hazard_settings().kinds.get(code)
    if found is None:
        raise UnknownKind(f"the district has no kind {code!r} of hazard", value=code)
    return found


def severity_of(code: str) -> Severity:
    """Give a severity. Raises UnknownKind."""
    found = hazard_settings().severities.get(code)
    if found is None:
        raise UnknownKind(f"the district has no severity {code!r}", value=code)
    return found


def kind_name(code: str, lang: str = "") -> str:
    """Name a kind; one that the district has no more goes by its code."""
    found = hazard_settings().kinds.get(code)
    return found.name.in_language(lang or reader()) if found else code


def severity_name(code: str, lang: str = "") -> str:
    """Name a severity as ``kind_name`` does a kind."""
    found = hazard_settings().severities.get(code)
    return found.name.in_language(lang or reader()) if found else code


def reader() -> str:
    """Give the language of who reads the page."""
    return "en" if english() else "ko"


def endangers(severity: str) -> bool:
    """Say whether a life is at stake; of a severity that is no more, no."""
    found = hazard_settings().severities.get(severity)
    return bool(found and found.life)
