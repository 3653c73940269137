"""What the privacy officer asks for, as the page's form and the file write it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_noop

from townline.casework.data_protection.records.reading import subjects_of_case
from townline.casework.data_protection.records.words import EVENTS
from townline.platform.core.history.access_log import AccessFilters
from townline.platform.web.inputs import Input, Line

_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessForm:
    """The fields as they were given; ``problem`` names one that cannot be read."""

    event: str
    person: str
    case: str
    since: str
    until: str
    problem: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.event or self.person or self.case or self.since or self.until)


class Looked(Input):
    """The fields as a form sends them."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "event": gettext_noop("내용"),
        "person": gettext_noop("처리자"),
        "case": gettext_noop("접수번호"),
        "since": gettext_noop("시작일"),
        "until": gettext_noop("종료일"),
    }
    event: Line = ""
    person: Line = ""
    case: Line = ""
    since: Line = ""
    until: Line = ""


def parse_access_form(given: Mapping[str, str]) -> AccessForm:
    """Read the fields; days are whole ones of the district's calendar, both included."""
    fields = {
        name: given.get(name, "").strip()[:_LONGEST]
        for name in ("event", "person", "case", "since", "until")
    }
    if fields["event"] not in EVENTS:
        fields["event"] = ""
    if not fields["person"].isascii() or not fields["person"].isdigit():
        fields["person"] = ""
    days = {name: _day(fields[name]) for name in ("since", "until")}
    problem = next((name for name in days if fields[name] and days[name] is None), "")
    since, until = days["since"], days["until"]
    if since and until and since > until:
        problem = "until"
    return AccessForm(**fields, problem=problem)


def filters(form: AccessForm) -> AccessFilters:
    """Make of it what the history is asked for."""
    since, until = _day(form.since), _day(form.until)
    return AccessFilters(
        event=form.event,
        staff=int(form.person[:9]) if form.person else None,
        subjects=subjects_of_case(form.case.upper()) if form.case else None,
        since=_start(since) if since else None,
        until=_start(until + dt.timedelta(days=1)) if until else None,
    )


def _day(given: str) -> dt.date | None:
    try:
        day = parse_date(given) if given else None
    except ValueError:
        return None
    # A year that a calendar can still go a day beyond.
    return day if day and dt.date(2000, 1, 1) <= day <= dt.date(9000, 1, 1) else None


def _start(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
