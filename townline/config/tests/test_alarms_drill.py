"""A drill goes the whole way of an alarm, says what it is everywhere, and is counted nowhere."""

import datetime as dt

import pytest

from townline.casework.alarms import api as alarms, commands
from townline.casework.alarms.tests.alarming import fresh, recipient_usernames, run, texts_to
from townline.casework.cases import api as cases
from townline.casework.notifications import api as notifications
from townline.platform.core import clock
from townline.platform.core.history.audit import SERVER
from townline.platform.core.models import Email
from townline.platform.departments.api import Act, Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def drill(world, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.now)
    Staff.objects.filter(username="clerk1").update(email="desk@handeul.example")
    viewer = world.person("clerk1")
    ways = {"danger": ["mail"]}
    notifications.alerts_choose(Act(viewer, world.now), ways=ways, quiet_from=None, quiet_to=None)
    return alarms.alarm_drill(actor=SERVER, now=world.now)


def test_text_mail_and_bar_say_that_it_is_a_drill(world, drill, visit):
    (text,) = texts_to()
    (letter,) = Email.objects.all()
    bar = visit("clerk1").get("/inbox/").content.decode().split('id="banners"')[1]
    for text_shown in (text, letter.subject, bar.split("</div>")[0]):
        assert "훈련" in text_shown
    assert "/alarms/" in bar
    viewer = world.person("clerk1")
    assert cases.counts(Act(viewer, world.now))["open"] == 0
    assert cases.notices(viewer=viewer) == []


def test_it_escalates_like_any_other(world, drill):
    assert run(world, minutes=5) == 1
    assert "safety.head" in recipient_usernames(drill, 1)
    assert run(world, minutes=5) == 1
    assert "deputy" in recipient_usernames(drill, 2)


@pytest.mark.parametrize("how", ["text", "page"])
def test_it_is_acknowledged_like_any_other(world, drill, visit, how):
    if how == "text":
        world.deliver("1", "01000000119")
        world.route()
    else:
        visit("clerk1").post(f"/alarms/{drill.id}/acknowledge")
    assert fresh(drill).acknowledged_via == how
    assert alarms.alarm_drill_end(alarm_id=drill.id, actor=SERVER, now=world.now) == "acknowledged"
    assert fresh(drill).state == "settled"
    assert list(alarms.alarm_examples()) == []
    day = dt.timedelta(days=1)
    counted = alarms.alarm_facts(
        viewer=world.person("clerk1"), since=world.now - day, until=world.now + day
    )
    assert counted == []
    assert "실제 0건, 오경보 0건" in visit("clerk1").get("/alarms/").content.decode()


def test_the_command_tells_who_was_told_and_that_nobody_came(world, drill, capsys):
    alarms.alarm_drill_end(alarm_id=drill.id, actor=SERVER, now=world.now)
    assert commands._drill(0.001) == 1
    output = capsys.readouterr().out
    assert "stage 0: told a phone of the duty room, by text" in output
    assert "stage 0: told clerk1" in output
    assert "nobody acknowledged it" in output
    assert alarms.alarms_live(world.by("clerk1")) == []


def test_the_command_tells_who_acknowledged(world, capsys, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: world.now)

    def reply(**_):
        world.deliver("확인", "01000000119")
        world.route()
        return 0

    monkeypatch.setattr(alarms, "alarms_run", reply)
    assert commands._drill(60) == 0
    assert "acknowledged by a phone of the duty room (text) after 0 s" in capsys.readouterr().out
