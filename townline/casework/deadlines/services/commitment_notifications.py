"""What residents hear of a promised date, in the district's own words and nobody else's."""

import datetime as dt

from townline.casework.cases import api as cases, api as cases_api
from townline.casework.cases.api import others_of, subject
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import PromisedDate
from townline.platform.conversations import api as conversations
from townline.platform.core import district, resident_moments
from townline.platform.core.district import office_calendar


def notify_promise(
    key: str,
    case: Case,
    promised: PromisedDate,
    *,
    now: dt.datetime,
    due_at: dt.datetime | None = None,
) -> None:
    """Tell a case's residents that a date was kept (``promise_kept``) or moved.

    A template with dates and a code needs no confirmation; free words would. It waits for the
    end of the quiet hours, and goes to nobody who said STOP.
    """
    lang = case.language
    values = {"code": case.code or "", "promised": day(promised.due_at, lang)}
    if due_at is not None:
        values["due"] = day(due_at, lang)
    for resident in (case.resident_id, *others_of([case.id]).get(case.id, ())):
        conversations.automatic_queue(
            resident_id=resident,
            body=cases_api.automatic(key, lang, **values),
            reference=subject(case.id),
            now=now,
            not_before=cases.ends(now),
            cause=conversations.Cause.FOLLOWS,
        )


def day(at: dt.datetime, lang: str) -> str:
    """Write a promised date: the day, and the hour where one was promised."""
    office = office_calendar()
    local = at.astimezone(district.current().zone)
    plain = office.spans and local.time() == office.spans[-1][1]
    return resident_moments.day(at, lang) if plain else resident_moments.moment(at, lang)
