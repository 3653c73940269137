"""What people decided is told to who trains the reader; and old texts are read again."""

import pytest

from tests.reader import reading
from townline.casework.alarms import api as alarms
from townline.casework.alarms.models import Alarm
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api as classification
from townline.casework.classification.models import TextReading
from townline.casework.data_protection import api
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def receive_text(world, reader):
    """Let a text come in and be read; give the code of its case."""
    reader.readings = {
        "구멍": reading(("roads", 0.97, ("구멍",)), sure=True),
        "가스": reading(("buildings", 0.9, ("가스",)), danger="gas"),
        "대출": reading(("general", 0.6, ()), spam=True),
    }

    def text(body, sender="01000000042"):
        code = world.text(body, sender)
        world.wait(seconds=1)
        classification.readings_run(now=world.now)
        return code

    return text


def assign(world, code, service):
    cases.case_assign(world.by("clerk1"), code=code, service=service)


def test_what_was_decided_is_a_lesson_and_what_was_not_is_none(receive_text, world):
    receive_text("길에 구멍이 났어요", "01000000041")
    assign(world, receive_text("구멍에서 물이 나와요", "01000000043"), "drainage")
    spam = receive_text("무이자 대출", "01000000044")
    classification.spam_confirm(world.by("clerk1"), code=spam, reason="광고")
    found = [
        (one.text, one.service_code, one.kind, one.danger)
        for one in classification.training_examples()
    ]
    assert found == [
        ("구멍에서 물이 나와요", "drainage", "", None),
        ("무이자 대출", "", "spam", None),
    ]
    world.wait(days=1)
    assert list(classification.training_examples(since=world.now)) == []


def test_a_danger_that_nobody_has_spoken_of_is_no_lesson_yet(receive_text, world):
    assign(world, receive_text("가스 냄새가 심해요"), "buildings")
    assert list(classification.training_examples()) == []


def test_erased_words_are_no_lesson(receive_text, world):
    code = receive_text("길에 구멍이 났어요")
    assign(world, code, "roads")
    assert len(list(classification.training_examples())) == 1
    api.person_erase(world.by("admin"), number="010-0000-0042", reason="본인이 원함", force=True)
    assert list(classification.training_examples()) == []


def test_what_the_machine_sent_by_itself_teaches_nothing(receive_text, world):
    code = receive_text("길에 구멍이 났어요")
    assign(world, code, "roads")
    TextReading.objects.update(how="by_itself")
    assert list(classification.training_examples()) == []


@pytest.mark.parametrize(("real", "danger"), [(True, "gas"), (False, None)])
def test_what_became_of_an_alarm_is_a_lesson(receive_text, world, real, danger):
    receive_text("가스 냄새가 심해요")
    alarm, clerk = Alarm.objects.get(), world.person("clerk1")
    if real:
        alarms.alarm_acknowledge(Act(clerk, world.now), alarm_id=alarm.pk)
        alarms.alarm_settle(Act(clerk, world.now), alarm_id=alarm.pk, reason="끝남")
    else:
        alarms.alarm_dismiss(Act(clerk, world.now), alarm_id=alarm.pk, reason="가스요금")
    (one,) = classification.training_examples()
    assert (one.text, one.service_code, one.danger) == ("가스 냄새가 심해요", "", danger)


def test_a_danger_is_told_within_the_same_run_and_only_once(receive_text, world):
    code = receive_text("가스 냄새가 심해요")
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.case.code, alarm.raised_at) == ("gas", code, world.now)
    assert Case.objects.get(code=code).danger
    alarms.alarm_dismiss(world.by("clerk1"), alarm_id=alarm.pk, reason="잘못 봄")
    classification.readings_again([TextReading.objects.get().pk], now=world.now)
    classification.readings_run(now=world.now)
    assert Alarm.objects.count() == 1


def test_an_old_text_raises_no_alarm(receive_text, world):
    world.text("가스 냄새가 심해요")
    world.wait(hours=49)
    classification.readings_run(now=world.now)
    assert TextReading.objects.get().danger == "gas"
    assert not Alarm.objects.exists()


@pytest.mark.server
def test_texts_from_before_are_read_and_compared_with_what_people_did(receive_text, world):
    code = receive_text("길에 구멍이 났어요")
    receive_text("또 구멍이요")
    assign(world, code, "drainage")
    TextReading.objects.all().delete()
    assert classification.readings_seed(now=world.now, alarms=False) == 2
    assert classification.readings_seed(now=world.now) == 0
    classification.readings_run(now=world.now)
    first, second = TextReading.objects.order_by("pk")
    assert (first.text_first, first.service, first.decided_service) == (True, "roads", "drainage")
    assert (second.text_first, second.decided_at) == (False, None)
    assert classification.triage_figures(now=world.now).confused == {("roads", "drainage"): 1}


def test_all_are_read_again_behind_what_comes_new(receive_text, world, reader):
    receive_text("길에 구멍이 났어요", "01000000041")
    world.wait(hours=1)
    wanted = classification.readings_wanted(version="test-1")
    assert classification.readings_all_again(wanted, now=world.now) == 0
    assert (
        classification.readings_all_again(
            classification.readings_wanted(everything=True), now=world.now
        )
        == 1
    )
    world.text("새 구멍", "01000000043")
    classification.readings_run(now=world.now, limit=1)
    assert reader.requests[-1] == ["새 구멍"]
    classification.readings_run(now=world.now)
    assert classification.readings_waiting() == 0


def test_those_of_another_version_are_wanted(receive_text, world):
    receive_text("길에 구멍이 났어요")
    wanted = classification.readings_wanted(version="test-2", since=world.now)
    assert classification.readings_all_again(wanted, now=world.now) == 0
    assert (
        classification.readings_all_again(
            classification.readings_wanted(version="test-2"), now=world.now
        )
        == 1
    )
