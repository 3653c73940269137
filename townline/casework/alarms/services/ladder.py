"""The one ladder: more people are told at each passing of the time, of whatever waits for a person.

A danger alarm waits to be acknowledged, a hazard's step to be done. Whose matter it is makes a
``Concern`` of it and says when a stage begins; whom a stage reaches, and how, stands here once.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from townline.casework.alarms.rules import stage_at, stage_next
from townline.casework.alarms.services.recipients import Hearers, Whose, duty_phones, hearers
from townline.casework.cases.api import notify, publish
from townline.casework.cases.models import Case
from townline.casework.notifications.api import LIFE, AlertKind, Way, owner
from townline.casework.notifications.models import AlertPreference
from townline.platform.conversations import api as conversations
from townline.platform.core import district, live
from townline.platform.core.outgoing import emails, outbox, pushes
from townline.platform.departments import api as departments


# Alerts without a case: sent by e-mail and browser push, by each person's settings.
def without_notice(
    people: Collection[int],
    mail: Callable[[], tuple[str, str]],
    payload: dict[str, str],
    now: dt.datetime,
) -> None:
    """Send by mail and to browsers to those who wish to hear of danger so.

    ``mail`` gives subject and body in the language that is active, ``payload`` what a browser
    shows it by.
    """
    preferences = AlertPreference.objects.filter(staff__in=people, ways__has_key=AlertKind.DANGER)
    for preference in preferences.select_related("staff"):
        ways = preference.ways[AlertKind.DANGER]
        if Way.MAIL in ways and preference.staff.email:
            with translation.override(preference.staff.language):
                subject, body = mail()
            emails.email_queue(to=preference.staff.email, subject=subject, body=body, now=now)
        if Way.PUSH in ways:
            pushes.push_queue(
                owner=owner(preference.staff_id), payload=payload, urgency="high", ttl=LIFE, now=now
            )
    outbox.dispatch_now()


NOTIFY_TASK = "townline.casework.notifications.tasks.send_alerts"
# Who was told: a person (id), or None for a phone of the duty room; whose row has the number.
type Recipient = tuple[int | None, int | None]


def _nobody(_recipients: Sequence[Recipient], _stage: int) -> None:
    """Write nothing down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmWords:
    """What it says of itself. ``text``: to a phone, at a stage, in the language that is active.

    ``mail``: subject and body for who wishes mails, where no case has a notice of it; ``payload``:
    the same for browsers. ``notices``: kinds of notices on its case: to who is on duty, to
    others, and when it is late.
    """

    text: Callable[[int], str]
    mail: Callable[[], tuple[str, str]]
    payload: dict[str, str]
    notices: tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What waits for a person. ``reference``: of the texts; ``event``: of open pages.

    ``rings``: the phones of the duty room are texted as well. ``keep`` writes down who was told.
    """

    whose: Whose
    reference: str
    event: tuple[str, str]
    words: AlarmWords
    rings: bool = True
    urgent: bool = True
    keep: Callable[[Sequence[Recipient], int], None] = _nobody

    @property
    def case(self) -> Case | None:
        return self.whose.case


@dataclass(frozen=True, slots=True)
class Passed:
    """Stages that have begun since the last telling, and when the next one does."""

    stages: range
    next_at: dt.datetime | None


def passed_stages(
    now: dt.datetime, *, stage: int, deadline: dt.datetime, step: dt.timedelta, max_stage: int
) -> Passed:
    """Say which stages have passed since ``stage``: after an outage several, each once."""
    last = min(stage_at(now, deadline=deadline, step=step), max_stage)
    next_at = stage_next(now, deadline=deadline, step=step, max_stage=max_stage)
    return Passed(range(stage + 1, last + 1), next_at)


_untold: ContextVar[bool] = ContextVar("untold", default=False)


@contextmanager
def untold() -> Iterator[None]:
    """Tell nobody within: what is brought along from before was heard of then."""
    before = _untold.set(True)
    try:
        yield
    finally:
        _untold.reset(before)


def notify_people(
    concern: Concern, stages: range, now: dt.datetime, *, but: int | None = None
) -> int:
    """Tell who has to hear of these stages, each person once; say how many people that were.

    In the caller's transaction: rows and jobs only, so that whoever is told is written down and
    nothing is told twice, wherever a process ends. ``but``: who knows already.
    """
    if _untold.get():
        return 0
    found = hearers(concern.whose, stages, now)
    people = (found.duty | found.others) - {but}
    people |= set(departments.covers_of(people, now).values())
    texted = _text_numbers(found, people, everybody=concern.whose.unnoticed)
    room = duty_phones(now) if concern.rings else []
    phones = [phone for phone in room if phone not in texted.values()]
    stage = stages[-1]
    concern.keep(
        [*((one, texted.get(one)) for one in sorted(people)), *((None, one) for one in phones)],
        stage,
    )
    _send_texts(concern, texted, phones, stage, now)
    if concern.case is None:
        live.publish(*concern.event, only=people)
        without_notice(people, concern.words.mail, concern.words.payload, now)
    else:
        _show(concern, concern.case, found, but, texted, stage, now)
    return len(people)


def _text_numbers(found: Hearers, people: Iterable[int], *, everybody: bool) -> dict[int, int]:
    """Give who is texted, and whose row has the number: on duty always, others as they wish."""
    numbers = departments.digest_numbers(people)
    if everybody:
        return numbers
    opted_in = set(
        AlertPreference.objects.filter(
            staff__in=list(numbers), **{f"ways__{AlertKind.DANGER}__contains": [Way.TEXT]}
        ).values_list("staff_id", flat=True)
    )
    return {one: number for one, number in numbers.items() if one in found.duty or one in opted_in}


def _send_texts(
    concern: Concern,
    texted: dict[int, int],
    phones: Collection[int],
    stage: int,
    now: dt.datetime,
) -> None:
    known = departments.staff_names(texted)
    to = {number: known[one].language for one, number in texted.items() if one in known}
    to |= dict.fromkeys(phones, "ko")
    cause = conversations.Cause.URGENT if concern.urgent else conversations.Cause.FOLLOWS
    # In one order: each locks the row of its number, and two alarms must not wait for each other.
    for number, language in sorted(to.items()):
        with translation.override(language), timezone.override(district.current().zone):
            body = concern.words.text(stage)
        conversations.automatic_queue(
            resident_id=number, body=body, reference=concern.reference, now=now, cause=cause
        )


def _show(  # noqa: PLR0917 -- one telling
    concern: Concern,
    case: Case,
    found: Hearers,
    but: int | None,
    texted: Collection[int],
    stage: int,
    now: dt.datetime,
) -> None:
    rota = set(departments.on_duty(now)) & found.duty
    others = (found.duty | found.others) - rota
    on_duty, other, late = concern.words.notices
    for people, kind in ((rota, on_duty), (others, other)):
        notify(case, people - {but}, late if stage else kind, now, texted=texted)
    publish(case, kind=concern.event[0])
    job = app.configure_task(NOTIFY_TASK, queue=settings.TOWNLINE_DISTRICT)
    job.defer(timestamp=int(now.timestamp()))
