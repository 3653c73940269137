"""When something is due: a rule from a moment on, with pauses and extensions.

Hours, days, weeks and months as Korean petitions are counted: Civil Petitions Treatment Act s.19
and Civil Act s.155-161; docs/adr/0011.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from townline.platform.core.calendars.errors import ClockError, NeverEnds
from townline.platform.core.calendars.office import Calendar
from townline.platform.core.calendars.pauses import Pause, in_order
from townline.platform.core.calendars.rules import Rule, Unit

# Ends of periods that begin at a moment. All moments here are local and naive.
_YEAR = 12


def hours_end(
    count: int, start: datetime, pauses: Sequence[Pause], office: Calendar
) -> datetime | None:
    """End ``count`` working hours: from the next office minute to the earliest such moment."""
    began, left = office.worked(_whole_minute(start)), count * 3600
    for pause in pauses:
        done = max(0, office.worked(pause.start) - began)
        if done >= left:
            break
        if pause.end is None:
            return None
        left -= done
        began = max(began, office.worked(pause.end))
    return office.when_worked(began + left)


def _whole_minute(at: datetime) -> datetime:
    whole = at.replace(second=0, microsecond=0)
    return whole if whole == at else whole + timedelta(minutes=1)


def days_end(count: int, first: int, pauses: Sequence[Pause], office: Calendar) -> datetime | None:
    """End ``count`` working days, the first included; a day touched by a pause does not count."""
    days, left = office.days, count
    for pause in pauses:
        due = office.closes(days.nth(first, left))
        if pause.start > due:
            return due
        if pause.end is None:
            return None
        left -= max(0, days.before(pause.start.toordinal()) - days.before(first))
        first = max(first, pause.end.toordinal() + 1)
    return office.closes(days.nth(first, left))


def span_end(length: int, first: int, pauses: Sequence[Pause], office: Calendar) -> datetime | None:
    """End ``length`` days of the calendar, the first included, on the next working day.

    A day touched by a pause does not count, whether it would be worked or not.
    """
    left = length
    for pause in pauses:
        due = _on_working_day(first + max(left, 1) - 1, office)
        if pause.start > due:
            return due
        if pause.end is None:
            return None
        left -= min(left, max(0, pause.start.toordinal() - first))
        first = max(first, pause.end.toordinal() + 1)
    return _on_working_day(first + max(left, 1) - 1, office)


def _on_working_day(day: int, office: Calendar) -> datetime:
    return office.closes(office.days.nth(day, 1))


def span_of(rule: Rule, first: int) -> int:
    """Give the days of so many weeks or months, from a first day that counts.

    They end on the day before the one that corresponds, or with a month that has none such.
    """
    if rule.unit is Unit.WEEKS:
        return 7 * rule.count
    start = date.fromordinal(first)
    years, month = divmod(start.month - 1 + rule.count, _YEAR)
    year, month = start.year + years, month + 1
    last = monthrange(year, month)[1]
    if start.day > last:
        return date(year, month, last).toordinal() - first + 1
    return date(year, month, start.day).toordinal() - first


EXTENSIONS = 2


@dataclass(frozen=True, slots=True)
class Extension:
    """A period that was added, and when that was decided; ``consent``: the resident agreed."""

    rule: Rule
    at: datetime
    consent: bool = False


class ExtensionRefusal(StrEnum):
    """Why an extension does not move the date."""

    EARLY = "decided before the period began"
    LATE = "decided after the period had ended"
    LONG = "longer than the original period"
    NO_CONSENT = "a second extension needs the resident's consent"
    TOO_MANY = "extended twice already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """``at`` None: the clock stands still. ``refusals`` stand beside the extensions, in time."""

    at: datetime | None
    refusals: tuple[ExtensionRefusal | None, ...] = ()


def due(
    rule: Rule,
    received_at: datetime,
    office: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
) -> Due:
    """Say when a rule that began at ``received_at`` ends. All moments are aware.

    An extension that is not permitted does not move the date. Raises NeverEnds where there is
    no working time to use up, ClockError beyond the year 9999.
    """
    with _within_the_years():
        return _due(rule, received_at, office, list(pauses), list(extensions))


def end(
    rules: Sequence[Rule], received_at: datetime, office: Calendar, pauses: Iterable[Pause] = ()
) -> datetime | None:
    """Say when a rule ends with what was added to it, permitted once for all; None: it stands.

    Raises as ``due`` does.
    """
    with _within_the_years():
        return _Local(received_at, office, list(pauses)).end(rules)


@contextmanager
def _within_the_years() -> Iterator[None]:
    try:
        yield
    except NeverEnds:
        raise
    except (OverflowError, ValueError) as error:
        raise ClockError("the period ends beyond the years that can be written") from error


def _due(
    rule: Rule,
    received_at: datetime,
    office: Calendar,
    pauses: list[Pause],
    extensions: list[Extension],
) -> Due:
    local = _Local(received_at, office, pauses)
    rules, refusals = [rule], list[ExtensionRefusal | None]()
    at = local.end(rules)
    for extension in sorted(extensions, key=lambda each: each.at):
        refusal = extension_refusal(extension, rules, received_at, at)
        refusals.append(refusal)
        if refusal is None:
            rules.append(extension.rule)
            at = local.end(rules)
    return Due(at=at, refusals=tuple(refusals))


def extension_refusal(
    extension: Extension, rules: Sequence[Rule], received_at: datetime, at: datetime | None
) -> ExtensionRefusal | None:
    """Say why an extension is not permitted, or None.

    ``rules`` are the original period and what was added so far, ``at`` where they end.
    """
    if extension.at < received_at:
        return ExtensionRefusal.EARLY
    if at is not None and extension.at > at:
        return ExtensionRefusal.LATE
    if len(rules) > EXTENSIONS:
        return ExtensionRefusal.TOO_MANY
    if extension.rule.nominal > rules[0].nominal:
        return ExtensionRefusal.LONG
    if len(rules) > 1 and not extension.consent:
        return ExtensionRefusal.NO_CONSENT
    return None


class _Local:
    """One period in local time, which has no offsets to stumble over."""

    def __init__(self, received_at: datetime, office: Calendar, pauses: list[Pause]) -> None:
        self._received_at, self._office = received_at, office
        self._pauses = [
            Pause(self._naive(pause.start), self._naive(pause.end) if pause.end else None)
            for pause in in_order(pauses, received_at)
        ]

    def _naive(self, at: datetime) -> datetime:
        return at.astimezone(self._office.zone).replace(tzinfo=None)

    def end(self, rules: Sequence[Rule]) -> datetime | None:
        """Give where one rule after the other ends; those of one unit count as one length."""
        at: datetime | None = self._received_at
        first = True
        for rule in _join_rules(rules):
            if at is None:
                return None
            at = self._end(rule, at, first=first)
            first = False
        return at

    def _end(self, rule: Rule, start: datetime, *, first: bool) -> datetime | None:
        if rule.unit is Unit.WALL:
            return start + timedelta(seconds=rule.count)
        local = self._naive(start)
        pauses = [p for p in self._pauses if first or p.end is None or p.end > local]
        if rule.unit is Unit.HOURS:
            end = hours_end(rule.count, local, pauses, self._office)
        else:
            # What is added begins on the day after the one on which the period had ended.
            day = local.toordinal() + (0 if first else 1)
            if rule.unit is Unit.DAYS:
                end = days_end(rule.count, day, pauses, self._office)
            else:
                end = span_end(span_of(rule, day), day, pauses, self._office)
        return end.replace(tzinfo=self._office.zone) if end else None


def _join_rules(rules: Sequence[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for rule in rules:
        if joined and joined[-1].unit is rule.unit:
            joined[-1] = Rule(rule.unit, joined[-1].count + rule.count)
        else:
            joined.append(rule)
    return joined
