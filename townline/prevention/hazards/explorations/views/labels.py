"""Words of states, grades and flags, with the shapes of their marks; and why a grade is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from townline.platform.core import district
from townline.platform.core.text.particles import settle
from townline.platform.web.templatetags.townline import day_words, moment_words
from townline.prevention.hazards.explorations.api import (
    AnomalyState,
    AnomalyView,
    CavityView,
    Check,
    Flag,
    Grade,
    Measured,
    Method,
    Surface,
    grade,
)
from townline.prevention.hazards.explorations.rules.grades import Bound, GradeMeasure
from townline.prevention.hazards.explorations.settings import Explorations

_NOTHING = "-"


@dataclass(frozen=True, slots=True)
class LabelMark:
    """A mark: its picture, how loud it is, its word; ``pin`` is how the map draws it."""

    icon: str
    level: str
    word: Promise
    pin: str = "place"


GRADES: dict[str, LabelMark] = {
    Grade.EMERGENCY: LabelMark("danger", "danger", pgettext_lazy("cavity", "긴급"), "danger"),
    Grade.PRIORITY: LabelMark("clock", "warning", pgettext_lazy("cavity", "우선"), "warning"),
    Grade.GENERAL: LabelMark("ring", "warning", pgettext_lazy("cavity", "일반"), "case"),
    Grade.WATCH: LabelMark("eye", "calm", pgettext_lazy("cavity", "관찰"), "place"),
}
STATES: dict[str, LabelMark] = {
    AnomalyState.FOUND: LabelMark("ring", "warning", _("조사 대기"), "place"),
    AnomalyState.CAVITY: LabelMark("danger", "danger", _("공동"), "danger"),
    AnomalyState.NO_CAVITY: LabelMark("tick", "success", _("공동 아님"), "closed"),
}
REPAIRED = LabelMark("tick", "success", _("보수 완료"), "done")
SURFACES: dict[str, Promise] = {Surface.ROADWAY: _("차도"), Surface.PAVEMENT: _("보도")}
METHODS: dict[str, Promise] = {
    Method.DRILLING: _("천공"),
    Method.CAMERA: _("내시경 카메라"),
}
FLAGS: dict[str, Promise] = {
    Flag.NO_ASPHALT: _("아스팔트 두께를 재지 않았습니다."),
    Flag.NO_COVER: _("토피 두께를 재지 않았습니다."),
    Flag.NO_WIDTH: _("폭을 재지 않았습니다."),
    Flag.MIXED: _("아스팔트와 토피의 등급이 달라 더 나쁜 쪽으로 매겼습니다."),
    Flag.UNNAMED: _("등급표에 없는 크기라 더 나쁜 쪽으로 매겼습니다."),
}


def mark_of(anomaly: AnomalyView) -> LabelMark:
    """Give the mark of an anomaly: its grade where it is a cavity that waits for its repair."""
    if anomaly.repaired_at:
        return REPAIRED
    return GRADES[anomaly.grade] if anomaly.grade else STATES[anomaly.state]


def grade_of(anomaly: AnomalyView) -> str:
    """Say the grade of a cavity whose mark says something else; "" of others."""
    return str(GRADES[anomaly.grade].word) if anomaly.repaired_at and anomaly.grade else ""


def flags(codes: Sequence[str] | None) -> list[str]:
    """Say why a person should look at a grade."""
    return [str(FLAGS[code]) for code in codes or () if code in FLAGS]


def because(cavity: CavityView) -> str:
    """Say in a sentence or two why a cavity has its grade, and what follows."""
    return settle(" ".join([_grade_reason(cavity), _then(cavity)]).strip())


def _grade_reason(cavity: CavityView) -> str:
    bounds = district.part(Explorations).cavities.bounds()
    found = grade(Measured(cavity.asphalt_cm, cavity.cover_cm, cavity.width_m), bounds)
    fields = {"grade": GRADES[cavity.grade].word}
    if found.grade != cavity.grade:
        # The district's table changed since: what was said then stays.
        return gettext("그때의 등급표로 %(grade)s 등급입니다.") % fields
    if found.by:
        bound = next(each for each in bounds if each.grade == found.grade)
        why = ", ".join(_measure(m, cavity, bound) for m in found.by)
        return gettext("%(why)s: %(grade)s 등급입니다.") % (fields | {"why": why})
    if found.flags:
        return gettext("재지 않은 값이 있어 %(grade)s 등급으로 둡니다.") % fields
    return gettext("두께와 폭이 모두 기준 안이라 %(grade)s 등급입니다.") % fields


def _measure(measure: GradeMeasure, cavity: CavityView, bound: Bound) -> str:
    fields = {"value": f"{getattr(cavity, measure):g}", "bound": f"{getattr(bound, measure):g}"}
    if measure is GradeMeasure.ASPHALT:
        return gettext("아스팔트 %(value)s cm(%(bound)s cm 미만)") % fields
    if measure is GradeMeasure.COVER:
        return gettext("토피 %(value)s cm(%(bound)s cm 미만)") % fields
    return gettext("폭 %(value)s m(%(bound)s m 이상)") % fields


def _then(cavity: CavityView) -> str:
    if cavity.repaired_at:
        return gettext("%(at)s 보수했습니다.") % {"at": moment_words(cavity.repaired_at)}
    if cavity.repair_by:
        return gettext("%(at)s까지 보수합니다.") % {"at": moment_words(cavity.repair_by)}
    if cavity.resurvey_on:
        return gettext("%(day)s에 다시 조사합니다.") % {"day": day_words(cavity.resurvey_on)}
    return ""


def measured_sizes(look: Check) -> list[tuple[str, str]]:
    """Give what one look measured; what it did not is left out."""
    return [(name, value) for name, value in sizes(look) if value != _NOTHING]


def sizes(cavity: CavityView | Check) -> Iterator[tuple[str, str]]:
    """Give what was measured, with its name and unit."""
    for name, value, unit in (
        (gettext("아스팔트 두께"), cavity.asphalt_cm, "cm"),
        (gettext("토피 두께"), cavity.cover_cm, "cm"),
        (gettext("폭"), cavity.width_m, "m"),
        (gettext("길이"), cavity.length_m, "m"),
        (gettext("깊이"), cavity.depth_m, "m"),
    ):
        yield name, _NOTHING if value is None else f"{value:g} {unit}"
