"""A text that tells of danger alarms those on duty at once, and whoever wrote is advised."""

import datetime as dt

import pytest

from townline.casework.alarms import api
from townline.casework.alarms.models import Alarm
from townline.casework.alarms.tests.alarming import (
    DUTY_ROOM,
    again,
    fresh,
    noticed_usernames,
    on_duty,
    prove_number,
    raise_alarm,
    recipient_usernames,
    texts_to,
)
from townline.casework.cases.models import Case
from townline.casework.deadlines.models import LegalClock
from townline.casework.notifications import api as notifications
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit
from townline.platform.core.models import Email
from townline.platform.departments.api import Act, Staff

pytestmark = pytest.mark.django_db
RESIDENT = "01000000042"


def test_the_case_is_marked_by_the_machine_and_the_history_says_so(world):
    alarm = raise_alarm(world)
    detail = world.case(alarm.case.code)
    assert detail.row.danger
    line = detail.history[-1]
    assert (line.event, line.actor, line.data["alarm"]) == ("case:alarm:raise", "system", alarm.id)
    (own,) = audit.history(f"alarm:{alarm.id}")
    assert (own.event, own.data["kind"]) == ("alarm:danger:raise", "gas")
    assert alarm.acknowledge_by == world.now + dt.timedelta(minutes=5)


def test_at_night_who_is_on_duty_hears(world):
    on_duty(world, "clerk2")
    raise_alarm(world)
    assert noticed_usernames("duty_danger") == {"clerk2"}
    assert "mayor" not in noticed_usernames("danger")


def test_while_nobody_is_on_the_rota_desk_and_heads_hear_at_once(world):
    alarm = raise_alarm(world)
    assert {
        "clerk1",
        "clerk2",
        "clerk3",
        "safety.head",
        "civil-affairs.head",
    } <= recipient_usernames(alarm)
    assert noticed_usernames("duty_danger") == set()


def test_the_duty_room_is_texted_with_code_and_kind_and_no_word_of_the_resident(world):
    alarm = raise_alarm(world)
    (text,) = texts_to()
    assert alarm.case.code in text
    assert "가스 냄새" in text
    assert "복도" not in text
    assert "0042" not in text.replace(alarm.case.code, "")


def test_a_text_leaves_before_all_others_and_at_any_hour(world):
    on_duty(world, "clerk2")
    world.text("가로등이 나갔어요", "01000000043")
    raise_alarm(world)
    first, *_ = world.claim(limit=1)
    assert first.destination_addr.endswith("0119")


def test_who_is_on_duty_is_texted_on_their_own_number_without_having_wished(world):
    prove_number(world, "clerk2", "+821000000777")
    on_duty(world, "clerk2")
    raise_alarm(world)
    assert len(texts_to("01000000777")) == 1


def test_who_wished_hears_by_mail_at_once_and_is_texted_once_only(world):
    Staff.objects.filter(username="safety.head").update(email="safety@handeul.example")
    prove_number(world, "safety.head", "+821000000778")
    viewer = world.person("safety.head")
    ways = {"danger": ["mail", "text"]}
    notifications.alerts_choose(Act(viewer, world.now), ways=ways, quiet_from=None, quiet_to=None)
    raise_alarm(world)
    assert notifications.alerts_run(now=world.now) == 1
    assert Email.objects.get().to == "safety@handeul.example"
    assert len(texts_to("01000000778")) == 1


@pytest.mark.parametrize(
    ("kind", "word"),
    [("gas", "창문"), ("self_harm", "109"), ("violence", "112"), ("collapse", "119")],
)
def test_the_resident_is_advised_by_the_kind_of_danger(world, kind, word):
    raise_alarm(world, kind)
    receipt, advice = texts_to(RESIDENT)
    assert word in advice
    assert "접수번호" in receipt


def test_of_violence_no_word_is_on_the_telephone(world):
    raise_alarm(world, "violence", "남편이 때려요")
    assert not any(word in text for text in texts_to(RESIDENT) for word in ("폭력", "때", "맞"))


def test_advice_is_in_the_residents_language(world):
    raise_alarm(world, body="I smell gas in the hallway on the first floor")
    assert "open the windows" in texts_to(RESIDENT)[-1]


def test_advice_goes_out_beyond_the_hours_limit_and_does_not_count(world):
    for _ in range(5):
        code = world.text("하나 더 보냅니다")
    assert len(texts_to(RESIDENT)) == 3
    again(world, code)
    assert len(texts_to(RESIDENT)) == 4
    Alarm.objects.update(state="settled")  # while it is live no receipt names a deadline
    world.wait(minutes=61)
    for _ in range(5):
        world.text("또 보냅니다")
    assert len(texts_to(RESIDENT)) == 7


def test_advice_goes_out_after_a_stop(world):
    world.text("수신거부")
    raise_alarm(world)
    assert "119" in texts_to(RESIDENT)[-1]


def test_a_second_text_joins_the_alarm_that_is_live(world):
    alarm = raise_alarm(world)
    counts_before = (len(texts_to()), len(texts_to(RESIDENT)))
    world.text("지금도 나요")
    assert again(world, alarm.case.code).id == alarm.id
    assert len(fresh(alarm).texts) == 2
    assert len(texts_to()) == counts_before[0]
    assert Alarm.objects.count() == 1


def test_the_same_text_raises_no_second_alarm_after_the_first_is_over(world):
    alarm = raise_alarm(world)
    api.alarm_dismiss(world.by("clerk1"), alarm_id=alarm.id, reason="훈련입니다")
    assert again(world, alarm.case.code).id == alarm.id
    assert Alarm.objects.count() == 1


def test_another_kind_is_an_alarm_of_its_own(world):
    alarm = raise_alarm(world)
    assert again(world, alarm.case.code, "fire").id != alarm.id
    assert len(texts_to()) == 2


def test_a_person_who_marks_danger_raises_one_and_is_not_told(world):
    code = world.text("옆집 할아버지가 안 보이세요")
    api.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.raised_by.username, alarm.probability) == ("person", "clerk1", None)
    assert "clerk1" not in recipient_usernames(alarm)
    assert len(texts_to()) == 1
    assert len(texts_to(RESIDENT)) == 1  # the receipt: a person who is at it has better words


def test_taking_the_mark_away_ends_the_alarm(world):
    code = world.text("옆집 할아버지가 안 보이세요")
    mark = {"code": code, "act": world.by("clerk1")}
    api.case_mark_danger(**mark, danger=True)
    with pytest.raises(api.AlarmReason):
        api.case_mark_danger(**mark, danger=False)
    assert Case.objects.get(code=code).danger
    api.case_mark_danger(**mark, danger=False, reason="이웃집에 계셨습니다")
    alarm = Alarm.objects.get()
    assert (alarm.state, alarm.reason) == ("not_urgent", "이웃집에 계셨습니다")
    last = {line.event: line.reason for line in world.case(code).history}
    assert last["case:danger:clear"] == last["case:alarm:dismiss"] == "이웃집에 계셨습니다"
    assert not Case.objects.get(code=code).danger


def test_a_district_without_the_texts_is_alarmed_all_the_same(world, monkeypatch):
    from townline.platform.core import district

    known = district.text

    def without(key, lang):
        if key.startswith("danger_"):
            raise KeyError(key)
        return known(key, lang)

    monkeypatch.setattr(district, "text", without)
    alarm = raise_alarm(world)
    assert alarm.state == "raised"
    assert "119" in texts_to(RESIDENT)[-1]


def test_the_duty_room_is_no_resident_that_wrote(world):
    raise_alarm(world)
    duty = conversations.resident_find(DUTY_ROOM)
    assert not Case.objects.filter(resident=duty).exists()
    assert LegalClock.objects.filter(case__resident=duty).count() == 0
