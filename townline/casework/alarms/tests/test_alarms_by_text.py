"""From a telephone that was told of an alarm, one sign acknowledges it; from any other, nothing."""

import pytest

from townline.casework.alarms import api
from townline.casework.alarms.models import Alarm
from townline.casework.alarms.tests.alarming import (
    DUTY_ROOM,
    fresh,
    on_duty,
    prove_number,
    raise_alarm,
    run,
    texts_to,
)
from townline.casework.cases.models import Case
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
OWN = "01000000777"


def reply(world, body, sender=DUTY_ROOM):
    cases_before = Case.objects.count()
    world.deliver(body, sender)
    world.route()
    return Case.objects.count() - cases_before


@pytest.mark.parametrize("body", ["1", "확인", "네", "OK"])
def test_one_sign_from_the_duty_room_acknowledges(world, body):
    alarm = raise_alarm(world)
    world.wait(seconds=40)
    assert reply(world, body) == 0
    known = fresh(alarm)
    assert (known.state, known.acknowledged_via, known.acknowledged_by) == (
        "acknowledged", "text", None,
    )  # fmt: skip
    assert str(audit.history(f"alarm:{alarm.id}").last().actor) == "duty"
    assert alarm.case.code in texts_to()[-1]
    assert any(word in texts_to()[-1] for word in ("당직 전화", "the duty phone"))
    assert run(world, minutes=10) == 0


def test_from_ones_own_number_it_is_that_person(world):
    prove_number(world, "clerk2", "+821000000777")
    on_duty(world, "clerk2")
    alarm = raise_alarm(world)
    reply(world, f"확인 {alarm.case.code}", OWN)
    assert fresh(alarm).acknowledged_by.username == "clerk2"
    line = audit.history(f"alarm:{alarm.id}").last()
    assert (line.actor_label, line.via) == ("민원 접수 담당자 2", "text")


def test_who_was_slower_hears_who_was_faster(world):
    alarm = raise_alarm(world)
    api.alarm_acknowledge(world.by("clerk1"), alarm_id=alarm.id)
    assert reply(world, "1") == 0
    assert fresh(alarm).acknowledged_by.username == "clerk1"
    assert "민원 접수 담당자 1" in texts_to()[-1]


def test_of_several_a_code_says_which(world):
    first, second = raise_alarm(world), raise_alarm(world, sender="01000000043")
    reply(world, "1")
    assert {one.state for one in Alarm.objects.all()} == {"raised"}
    assert "2건" in texts_to()[-1]
    reply(world, f"확인 {second.case.code}")
    assert [fresh(one).state for one in (first, second)] == ["raised", "acknowledged"]
    reply(world, "1")
    assert fresh(first).state == "acknowledged"


@pytest.mark.parametrize("body", ["1", "확인", "확인 {code}"])
def test_from_any_other_number_it_is_a_text_like_any_other(world, body):
    alarm = raise_alarm(world)
    reply(world, body.format(code=alarm.case.code), "01000000055")
    assert fresh(alarm).state == "raised"


def test_the_resident_acknowledges_nothing(world):
    alarm = raise_alarm(world)
    reply(world, f"확인 {alarm.case.code}", "01000000042")
    assert fresh(alarm).state == "raised"


@pytest.mark.parametrize("body", ["가로등이 나갔어요", "길을 확인해 주세요", "구멍 확인 H6-9999"])
def test_other_words_from_the_duty_room_are_a_text(world, body):
    alarm = raise_alarm(world)
    assert reply(world, body) == 1
    assert fresh(alarm).state == "raised"


def test_without_an_alarm_it_is_no_matter(world):
    assert reply(world, "1") == 0
    assert "알 수 없어" in texts_to()[-1]


def test_long_after_it_is_over_it_is_a_text_again(world):
    alarm = raise_alarm(world)
    reply(world, "1")
    api.alarm_settle(world.by("clerk1"), alarm_id=alarm.id, reason="끝남")
    world.wait(hours=3)
    assert reply(world, "1") == 0
    assert "알 수 없어" in texts_to()[-1]


def test_the_same_reply_twice_counts_once(world):
    alarm = raise_alarm(world)
    reply(world, "1")
    at = fresh(alarm).acknowledged_at
    world.wait(minutes=1)
    assert reply(world, "1") == 0
    assert fresh(alarm).acknowledged_at == at


def test_a_word_that_stops_texts_still_does(world):
    raise_alarm(world)
    reply(world, "수신거부")
    raise_alarm(world, sender="01000000043")
    assert len(texts_to()) == 3  # the alarm, that texts were stopped, and the next alarm
