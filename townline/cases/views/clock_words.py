"""Words of staff for legal periods: rules, refusals, moments that a clock stood still."""

from django.utils.translation import gettext, gettext_noop, ngettext

from townline.core.calendars import Unit, parse_rule

_UNITS = {
    Unit.HOURS: gettext_noop("근무 시간 %(count)d시간"),
    Unit.DAYS: gettext_noop("근무일 %(count)d일, 첫날 포함"),
    Unit.WEEKS: gettext_noop("%(count)d주, 첫날 포함"),
    Unit.MONTHS: gettext_noop("%(count)d개월, 첫날 포함"),
}
_ADDED = {
    Unit.HOURS: gettext_noop("근무 시간 %(count)d시간 늘림"),
    Unit.DAYS: gettext_noop("근무일 %(count)d일 늘림"),
    Unit.WEEKS: gettext_noop("%(count)d주 늘림"),
    Unit.MONTHS: gettext_noop("%(count)d개월 늘림"),
}
_LENGTHS = {
    Unit.HOURS: gettext_noop("근무 시간(시간)"),
    Unit.DAYS: gettext_noop("근무일(일)"),
    Unit.WEEKS: gettext_noop("주"),
    Unit.MONTHS: gettext_noop("개월"),
}
_REFUSED = {
    "early": gettext_noop("기간이 시작되기 전에는 늘릴 수 없습니다."),
    "late": gettext_noop("기간이 이미 지나서 늘릴 수 없습니다. 지금까지 본 것을 먼저 알려 주세요."),
    "long": gettext_noop("처음 기간보다 길게 늘릴 수는 없습니다. 더 짧게 적어 주세요."),
    "no_consent": gettext_noop(
        "두 번째로 늘리려면 주민의 동의가 있어야 합니다. 동의를 받고 표시해 주세요."
    ),
    "too_many": gettext_noop("이미 두 번 늘렸습니다. 더 늘릴 수 없습니다."),
}


def rule(text: str) -> str:
    """Say a rule in words: ``근무일 7일, 첫날 포함``."""
    read = parse_rule(text)
    if read.unit is Unit.WALL:
        hours = read.count // 3600
        return ngettext("%(count)d시간", "%(count)d시간", hours) % {"count": hours}
    return gettext(_UNITS[read.unit]) % {"count": read.count}


def added(text: str) -> str:
    """Say what was added to a period: ``근무일 3일 늘림``."""
    read = parse_rule(text)
    return gettext(_ADDED[read.unit]) % {"count": read.count} if read.unit in _ADDED else text


def length(text: str) -> str:
    """Name the unit of a rule, for a field that asks how much."""
    unit = parse_rule(text).unit
    return gettext(_LENGTHS.get(unit, _LENGTHS[Unit.HOURS]))


def refusal(why: str) -> str:
    """Say why a period cannot be lengthened."""
    return gettext(_REFUSED[why]) if why in _REFUSED else why
