"""Telling of an alarm: notices, open pages, texts at once, and what else each person wished."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import alarm_subject
from townline.casework.alarms.services import texts
from townline.casework.alarms.services.drill_ways import drill_ways
from townline.casework.alarms.services.recipients import Hearers, duty_phones, hearers
from townline.casework.cases.api import notify, publish
from townline.casework.cases.models import Case
from townline.casework.notifications.api import AlertKind, Way
from townline.casework.notifications.models import AlertPreference
from townline.platform.conversations import api as conversations
from townline.platform.core import district, live
from townline.platform.departments import api as departments

TELL = "townline.casework.notifications.tasks.tell_people"
WATCH = "townline.casework.alarms.tasks.watch_alarms"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One telling. ``texted``: by person, whose row has the number; ``but``: knows already."""

    alarm: Alarm
    case: Case | None
    stage: int
    found: Hearers
    people: frozenset[int]
    texted: dict[int, int]
    phones: tuple[int, ...]
    but: int | None
    now: dt.datetime


def alarm_tell(
    alarm: Alarm,
    case: Case | None,
    stages: range,
    now: dt.datetime,
    *,
    but: int | None = None,
) -> int:
    """Tell who has to hear of these stages, each person once; say how many people that were.

    In the caller's transaction: rows and jobs only, so that whoever is told is written down and
    nothing is told twice, wherever a process ends. ``but``: who knows already.
    """
    found = hearers(alarm, case, stages, now)
    people = (found.duty | found.others) - {but}
    people |= set(departments.covers_of(people, now).values())
    texted = _texted(found, people)
    told = _Round(
        alarm=alarm,
        case=case,
        stage=stages[-1],
        found=found,
        people=frozenset(people),
        texted=texted,
        phones=tuple(phone for phone in duty_phones(now) if phone not in texted.values()),
        but=but,
        now=now,
    )
    _keep(told)
    _send_texts(told)
    if case is None:
        live.publish("alarm", "", only=people)
        drill_ways(people, now)
    else:
        _show(told, case)
    return len(people)


def alarm_watch_at(at: dt.datetime | None) -> None:
    """Have a job look at the very moment; the one of each minute finds what this one misses."""
    if at is not None:
        job = app.configure_task(WATCH, queue=settings.TOWNLINE_DISTRICT, schedule_at=at)
        job.defer(timestamp=int(at.timestamp()))


def _texted(found: Hearers, people: Iterable[int]) -> dict[int, int]:
    """Give who is texted, and whose row has the number: on duty always, others as they wish."""
    numbers = departments.digest_numbers(people)
    wished = set(
        AlertPreference.objects.filter(
            staff__in=list(numbers), **{f"ways__{AlertKind.DANGER}__contains": [Way.TEXT]}
        ).values_list("staff_id", flat=True)
    )
    return {one: number for one, number in numbers.items() if one in found.duty or one in wished}


def _keep(told: _Round) -> None:
    rows: list[tuple[int | None, int | None]] = [
        *((one, told.texted.get(one)) for one in sorted(told.people)),
        *((None, phone) for phone in told.phones),
    ]
    AlarmTold.objects.bulk_create(
        (
            AlarmTold(
                alarm=told.alarm,
                case=told.case,
                staff_id=staff,
                resident_id=number,
                stage=told.stage,
                at=told.now,
            )
            for staff, number in rows
        ),
        ignore_conflicts=True,
    )


def _send_texts(told: _Round) -> None:
    known = departments.staff_names(told.texted)
    to = {number: known[one].language for one, number in told.texted.items() if one in known}
    to |= dict.fromkeys(told.phones, "ko")
    code = (told.case.code if told.case else "") or ""
    # In one order: each locks the row of its number, and two alarms must not wait for each other.
    for number, language in sorted(to.items()):
        with translation.override(language), timezone.override(district.current().zone):
            body = texts.text(told.alarm, code, told.stage)
        conversations.automatic_queue(
            resident_id=number,
            body=body,
            reference=alarm_subject(told.alarm.pk),
            now=told.now,
            cause=conversations.Cause.URGENT,
        )


def _show(told: _Round, case: Case) -> None:
    rota = set(departments.on_duty(told.now)) & told.found.duty
    others = (told.found.duty | told.found.others) - rota
    late = told.stage > 0
    for people, kind in ((rota, "duty_danger"), (others, "danger")):
        word = "alarm_late" if late else kind
        notify(case, people - {told.but}, word, told.now, texted=told.texted)
    publish(case, kind="alarm")
    job = app.configure_task(TELL, queue=settings.TOWNLINE_DISTRICT)
    job.defer(timestamp=int(told.now.timestamp()))
