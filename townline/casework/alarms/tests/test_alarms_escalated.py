"""Nobody has seen it: heads after five minutes, the mayor's office after ten, then all again."""

import datetime as dt
import threading

import pytest
from django.db import connections, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from townline.casework.alarms import api
from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.services import escalation
from townline.casework.alarms.tests.alarming import (
    fresh,
    noticed_usernames,
    on_duty,
    raise_alarm,
    recipient_usernames,
    run,
    texts_to,
)
from townline.casework.cases.models import Case
from townline.platform.core.history import audit
from townline.platform.core.tests.deciding import decide
from townline.platform.departments.api import Staff

pytestmark = pytest.mark.django_db


def test_stage_by_stage(world):
    on_duty(world, "clerk2")
    alarm = raise_alarm(world)
    assert run(world, minutes=4, seconds=59) == 0
    assert run(world, seconds=1) == 1
    assert recipient_usernames(alarm, 1) == {"civil-affairs.head", "safety.head"}
    assert run(world, minutes=5) == 1
    assert {"deputy", "mayor", "mayors-office.head"} <= recipient_usernames(alarm, 2)
    assert run(world, minutes=5) == 1
    assert {"clerk2", "safety.head", "deputy"} <= recipient_usernames(alarm, 3)
    assert "deputy" in noticed_usernames("alarm_late")
    assert len(texts_to()) == 4
    assert "아직 아무도" in texts_to()[-1]


def test_heads_of_all_departments_that_have_it_hear(world):
    on_duty(world, "clerk2")
    alarm = raise_alarm(world)
    world.assign(alarm.case.code, "roads")
    world.ask(alarm.case.code, "water")
    run(world, minutes=5)
    assert recipient_usernames(alarm, 1) == {"roads.head", "water.head", "safety.head"}


def test_it_ends_with_the_acknowledgement(world):
    alarm = raise_alarm(world)
    run(world, minutes=5)
    api.alarm_acknowledge(world.by("clerk1"), alarm_id=alarm.id)
    assert run(world, hours=1) == 0
    assert fresh(alarm).escalate_at is None


def test_it_ends_after_so_many_rounds(world):
    alarm = raise_alarm(world)
    done = 0
    while run(world, minutes=5):
        done += 1
    assert done == 3
    assert fresh(alarm).state == "raised"


@pytest.mark.server
def test_after_an_outage_all_stages_are_told_at_once_and_each_person_once(world):
    on_duty(world, "clerk2")
    alarm = raise_alarm(world)
    assert run(world, minutes=12) == 1
    assert fresh(alarm).stage == 2
    assert {"safety.head", "deputy"} <= recipient_usernames(alarm, 2)
    assert run(world, minutes=1) == 0
    assert len(texts_to()) == 2
    assert fresh(alarm).escalate_at == alarm.raised_at + dt.timedelta(minutes=15)


def test_run_again_nothing_is_told_twice(world):
    raise_alarm(world)
    assert [run(world, minutes=5), run(world)] == [1, 0]
    assert len(texts_to()) == 2
    assert AlarmTold.objects.filter(stage=1, staff=None).count() == 1


def test_killed_in_between_nothing_is_told_and_nothing_lost(world, monkeypatch):
    alarm = raise_alarm(world)
    original = escalation.alarm_record

    def raise_exit(*_args, **_kwargs):
        raise SystemExit

    monkeypatch.setattr(escalation, "alarm_record", raise_exit)
    with pytest.raises(SystemExit):
        run(world, minutes=5)
    assert (len(texts_to()), fresh(alarm).stage, recipient_usernames(alarm, 1)) == (1, 0, set())
    monkeypatch.setattr(escalation, "alarm_record", original)
    assert run(world) == 1
    assert len(texts_to()) == 2


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_what_somebody_is_acknowledging_needs_nobody_else(world):
    alarm = raise_alarm(world)
    world.wait(minutes=5)
    with transaction.atomic():
        Case.objects.select_for_update().get(id=alarm.case_id)
        found = []

        def other():
            found.append(api.alarms_run(now=world.now))
            connections.close_all()

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
    assert found == [0]
    assert api.alarms_run(now=world.now) == 1


def test_a_job_waits_for_the_very_moment(world):
    alarm = raise_alarm(world)
    job = ProcrastinateJob.objects.filter(
        task_name="townline.casework.alarms.tasks.watch_alarms"
    ).last()
    assert job.scheduled_at == alarm.acknowledge_by
    assert ProcrastinateJob.objects.filter(
        task_name="townline.casework.notifications.tasks.send_alerts"
    ).exists()


def test_every_job_that_is_named_is_there():
    from procrastinate.contrib.django import app

    from townline.casework.alarms.services.ladder import NOTIFY_TASK
    from townline.casework.alarms.services.notifications import WATCH
    from townline.platform.core.outgoing.outbox import JOBS

    app.perform_import_paths()
    assert {NOTIFY_TASK, WATCH, *JOBS} <= set(app.tasks)


def test_who_stands_in_hears_for_who_is_away(world):
    from townline.platform.departments import api as departments

    head, cover = (departments.staff_by_username(f"safety.{n}") for n in ("head", "officer"))
    Staff.objects.filter(id=cover.id).update(role="head")
    departments.absence_add(
        staff_id=head.id,
        cover_id=cover.id,
        starts_at=world.now,
        ends_at=world.now + dt.timedelta(days=2),
        by=head.id,
        actor=departments.viewer_of(head).actor,
        now=world.now,
    )
    alarm = raise_alarm(world)
    assert {"safety.head", "safety.officer"} <= recipient_usernames(alarm)
    assert "safety.officer" in noticed_usernames("danger")


def test_each_telling_is_in_the_history(world):
    alarm = raise_alarm(world)
    run(world, minutes=5)
    line = audit.history(f"alarm:{alarm.id}").last()
    assert (line.event, line.data["stage"], line.actor) == ("alarm:danger:escalate", 1, "system")
    assert line.data["people"] == len(recipient_usernames(alarm, 1))


def test_the_district_says_how_long_and_how_often(world, monkeypatch):
    settings = {"acknowledge_within": "PT2M", "rounds": 1}
    decide(monkeypatch, without=["alarms"], alarms=settings)
    alarm = raise_alarm(world)
    assert alarm.acknowledge_by == world.now + dt.timedelta(minutes=2)
    assert [run(world, minutes=2), run(world, minutes=2)] == [1, 0]
    assert Alarm.objects.get().stage == 1


def test_the_ladder_goes_on_when_the_clock_is_set_back_by_a_year(world):
    alarm = raise_alarm(world)
    world.wait(days=-365)
    assert api.alarms_run(now=world.now) == 1
    assert fresh(alarm).stage == 1
    assert run(world, minutes=4) == 0
    assert run(world, minutes=2) == 1
    assert fresh(alarm).stage == 2
