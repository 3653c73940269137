"""What a period was counted from: for the reader who counted otherwise."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from townline.casework.deadlines.evaluation.table import Case
from townline.platform.core.calendars import Calendar, Due, Unit

_SHOWN = 40
_DAY = timedelta(days=1)


def why(case: Case, found: Due, office: Calendar) -> str:
    """Tell rule and beginning, the days left out, the pauses, and what became of extensions."""
    parts = [f"{case.rule} from {_moment(case.received_at, office)}"]
    if case.rule.unit is Unit.WALL:
        parts.append("plain time, never stopped")
    else:
        parts += _days_off(case, found.at, office)
        parts += [f"pause {_pause(p.start, p.end, office)}" for p in sorted(case.pauses)]
    ordered = sorted(case.extensions, key=lambda each: each.at)
    for extension, refusal in zip(ordered, found.refusals, strict=True):
        parts.append(f"+{extension.rule} {f'not counted: {refusal}' if refusal else 'counted'}")
    return "; ".join(parts)


def _moment(at: datetime, office: Calendar) -> str:
    return f"{at.astimezone(office.zone):%Y-%m-%d %a %H:%M}"


def _pause(start: datetime, end: datetime | None, office: Calendar) -> str:
    return f"{_moment(start, office)} to {_moment(end, office) if end else 'now'}"


def _days_off(case: Case, until: datetime | None, office: Calendar) -> Iterator[str]:
    if until is None:
        yield "stands still in a pause that goes on"
        return
    days = list(_off(case.received_at.astimezone(office.zone).date(), until.date(), office))
    if days:
        more = f" and {len(days) - _SHOWN} more" if len(days) > _SHOWN else ""
        yield f"days off {', '.join(days[:_SHOWN])}{more}"


def _off(day: date, until: date, office: Calendar) -> Iterator[str]:
    """Name days off; those with a name of their own (no weekend) carry a star."""
    while day <= until:
        if not office.days.works(day.toordinal()):
            yield f"{day:%m-%d}{'*' if day in office.holidays else ''}"
        day += _DAY
