"""Words of staff for legal periods: rules, what was added, the unit of a field."""

from django.utils.translation import gettext, gettext_noop, ngettext

from townline.platform.core.calendars import Unit, parse_rule

_UNITS = {
    Unit.HOURS: gettext_noop("근무 시간 %(count)d시간"),
    Unit.DAYS: gettext_noop("근무일 %(count)d일, 첫날 포함"),
    Unit.WEEKS: gettext_noop("%(count)d주, 첫날 포함"),
    Unit.MONTHS: gettext_noop("%(count)d개월, 첫날 포함"),
}
_ADDED = {
    Unit.HOURS: gettext_noop("근무 시간 %(count)d시간 연장"),
    Unit.DAYS: gettext_noop("근무일 %(count)d일 연장"),
    Unit.WEEKS: gettext_noop("%(count)d주 연장"),
    Unit.MONTHS: gettext_noop("%(count)d개월 연장"),
}
_LENGTHS = {
    Unit.HOURS: gettext_noop("근무 시간(시간)"),
    Unit.DAYS: gettext_noop("근무일(일)"),
    Unit.WEEKS: gettext_noop("주"),
    Unit.MONTHS: gettext_noop("개월"),
}


def rule(text: str) -> str:
    """Say a rule in words: ``근무일 7일, 첫날 포함``."""
    read = parse_rule(text)
    if read.unit is Unit.WALL:
        hours = read.count // 3600
        return ngettext("%(count)d시간", "%(count)d시간", hours) % {"count": hours}
    return gettext(_UNITS[read.unit]) % {"count": read.count}


def describe_extension(text: str) -> str:
    """Say what was added to a period: ``근무일 3일 늘림``."""
    read = parse_rule(text)
    return gettext(_ADDED[read.unit]) % {"count": read.count} if read.unit in _ADDED else text


def length(text: str) -> str:
    """Name the unit of a rule, for a field that asks how much."""
    unit = parse_rule(text).unit
    return gettext(_LENGTHS.get(unit, _LENGTHS[Unit.HOURS]))
