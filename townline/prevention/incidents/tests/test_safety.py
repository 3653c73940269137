"""Are you safe? Approved as any text to many, heard before every other question of the line."""

import datetime as dt

import pytest
from django.apps import apps

from tests.texts import texts_to_number
from townline.casework.alarms import api as alarms
from townline.platform.core import media
from townline.platform.core.history.audit import SERVER
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.incidents.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.incidents.models import SafetyAnswer
from townline.prevention.incidents.services.persons import person_part, retention_rules
from townline.prevention.incidents.tests.making import open_incident
from townline.prevention.surveys import api as surveys
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.routes.services import appointments
from townline.prevention.surveys.routes.tests.town import people
from townline.prevention.surveys.rules.invented import HEADINGS
from townline.prevention.surveys.tests.lists import as_csv, row, take

pytestmark = [pytest.mark.django_db, pytest.mark.server]
ONE, TWO, THREE = "01000000081", "01000000082", "01000000083"
KEYS = iter(range(10_000))


def home(phone, place, at=(36.62, 125.32)):
    made = Home.objects.create(
        kind="semi-basement", key=f"s{next(KEYS)}", address=place, place=place, building=place,
        dong="느티동", state="graded", grade="D", listed_at="2026-09-01T00:00:00Z",
        latitude=at[0], longitude=at[1],
    )  # fmt: skip
    surveys.household_set(
        home_id=made.pk, phone=phone, source="form", actor=SERVER, now=made.listed_at
    )
    return made


@pytest.fixture
def check(world):
    home(ONE, "느티로 1")
    home(TWO, "느티로 2")
    incident = open_incident(world, kind="flood", title="느티동 침수")
    return api.safety_ask(world.by("clerk1"), incident_id=incident.pk, lists=["homes"])


def press(world, action, check, username="clerk1", **more):
    found = Broadcast.objects.get(kind="safety", owner=check.pk)
    arguments = {"kind": "safety", "owner": check.pk, "broadcast_id": found.pk}
    return action(world.by(username), **arguments, **more)


def send(world, check):
    sent = press(world, broadcasts.broadcast_submit, check)
    press(world, broadcasts.broadcast_approve, check, "mayor", hash_=sent.hash)
    world.wait(seconds=20)
    count = broadcasts.broadcasts_run(now=world.now)
    world.wait(minutes=2)
    return count


def reply(world, body, sender=ONE, **fields):
    world.deliver(body, sender, **fields)
    world.route()


def states():
    rows = SafetyAnswer.objects.order_by("place")
    return {row.place: row.answer for row in rows}


def alarms_raised():
    return apps.get_model("alarms", "Alarm").objects.filter(kind="help")


def test_it_leaves_only_as_the_mayor_approved_it_and_nobody_is_safe_by_silence(world, check):
    assert broadcasts.broadcasts_run(now=world.now) == 0
    sent = press(world, broadcasts.broadcast_submit, check)
    with pytest.raises(broadcasts.BroadcastChanged):
        press(world, broadcasts.broadcast_approve, check, "mayor", hash_="0" * 64)
    assert send_again(world, check, sent) == 2
    assert "1, 도움이 필요하면 2" in texts_to_number(ONE)[-1]
    detail = api.safety_get(check.pk, world.person("clerk1"))
    assert (detail.count("safe"), detail.count(""), detail.count("help")) == (0, 2, 0)


def send_again(world, check, sent):
    press(world, broadcasts.broadcast_approve, check, "mayor", hash_=sent.hash)
    world.wait(seconds=20)
    return broadcasts.broadcasts_run(now=world.now)


def test_a_yes_is_noted_and_a_two_raises_an_alarm_that_stands_first(world, check, visit):
    send(world, check)
    reply(world, "1")
    assert "안전하시다는 답" in texts_to_number(ONE)[-1]
    assert not alarms_raised().exists()
    reply(world, "2", TWO)
    assert states() == {"느티로 1": "safe", "느티로 2": "help"}
    (alarm,) = alarms_raised()
    assert alarm.case.danger
    assert alarms.danger_live(alarm.case_id)
    page = visit("clerk1").get(f"/incidents/safety/{check.pk}/").content.decode()
    assert page.index("느티로 2") < page.index("느티로 1")
    assert 'data-map-kind="danger"' in page
    assert alarm.case.code in page
    own = visit("clerk1").get(f"/incidents/{check.incident_id}/").content.decode()
    assert own.index('data-map-kind="danger"') > own.index('id="in-members"')
    # After a call for help a yes is read by a person: it takes nothing back.
    reply(world, "1", TWO)
    assert states()["느티로 2"] == "help"
    assert alarms.danger_live(alarm.case_id)


@pytest.mark.parametrize(
    ("body", "state"),
    [
        ("네, 안전합니다.", "safe"), ("１", "safe"), ("1 예", "safe"), ("Yes!", "safe"),
        ("无", "help"), ("是", "safe"), ("là", "help"), ("có", "safe"), ("да", "safe"),
        ("예 안전하지 않아요", "help"), ("12", "help"), ("물이 차올라요", "help"), ("help", "help"),
        ("빙판 알림 느티동", "help"), ("감사합니다", "help"),
    ],
)  # fmt: skip
def test_what_is_not_clearly_a_yes_in_some_language_asks_for_help(world, check, body, state):
    send(world, check)
    reply(world, body)
    assert states() == {"느티로 1": state, "느티로 2": ""}
    assert alarms_raised().exists() is (state == "help")


def test_it_is_asked_and_thanked_in_the_language_of_each(world):
    reply(world, "The road is broken near my house, please fix it", THREE)
    home(THREE, "느티로 3")
    incident = open_incident(world, kind="flood", title="느티동 침수")
    check = api.safety_ask(world.by("clerk1"), incident_id=incident.pk, lists=["homes"])
    send(world, check)
    assert "Are you safe?" in texts_to_number(THREE)[-1]
    reply(world, "1", THREE)
    assert "Noted that you are safe" in texts_to_number(THREE)[-1]


def test_it_comes_before_a_later_question_that_is_answered_with_a_digit_too(world):
    take(as_csv([list(HEADINGS), row("1", 위도="36.6", 경도="125.33")]), now=world.now)
    people(1)
    listed = Home.objects.get()
    surveys.household_set(home_id=listed.pk, phone=ONE, source="staff", actor=SERVER, now=world.now)
    incident = open_incident(world, kind="flood", title="느티동 침수")
    check = api.safety_ask(world.by("clerk1"), incident_id=incident.pk, lists=["homes"])
    send(world, check)
    later = appointments.appointment_ask(home_id=listed.pk, actor=SERVER, now=world.now)
    world.wait(minutes=5)
    reply(world, "2")
    later.refresh_from_db()
    assert (later.state, later.chosen) == ("asked", None)
    assert set(states().values()) == {"help"}


def test_a_photo_is_looked_at_by_a_person_whatever_stands_beside_it(world, check):
    send(world, check)
    reply(world, "1", attachments=(media.missing("too_large", size=9),))
    assert states()["느티로 1"] == "help"
    assert alarms_raised().count() == 1


def test_a_stop_is_a_stop_and_no_answer(world, check):
    send(world, check)
    reply(world, "수신거부")
    assert states()["느티로 1"] == ""
    assert not alarms_raised().exists()


def test_a_reply_after_a_day_is_an_ordinary_text(world, check):
    send(world, check)
    world.wait(hours=24)
    reply(world, "2")
    assert states() == {"느티로 1": "", "느티로 2": ""}
    assert not alarms_raised().exists()


def test_one_telephone_for_two_homes_is_asked_once_and_answers_for_both(world):
    home(ONE, "느티로 1")
    home(ONE, "느티로 9")
    incident = open_incident(world, kind="flood", title="느티동 침수")
    check = api.safety_ask(world.by("clerk1"), incident_id=incident.pk, lists=["homes"])
    assert send(world, check) == 1
    assert BroadcastRecipient.objects.count() == 1
    reply(world, "2")
    assert states() == {"느티로 1": "help", "느티로 9": "help"}
    assert alarms_raised().count() == 1


def test_a_list_without_a_legal_ground_or_without_people_is_refused(world, check):
    asking = {"incident_id": check.incident_id}
    with pytest.raises(api.SafetyListRefused):
        api.safety_ask(world.by("clerk1"), lists=["others"], **asking)
    with pytest.raises(api.SafetyListRefused):
        api.safety_ask(world.by("clerk1"), lists=[], **asking)
    with pytest.raises(api.NobodyToAsk):
        api.safety_ask(world.by("clerk1"), lists=["homes"], dongs=["물레동"], **asking)
    words = {"bodies": {"ko": "안전하십니까?"}, "base_version": 1}
    with pytest.raises(api.SafetyWithoutDigits):
        broadcasts.broadcast_save(world.by("clerk1"), kind="safety", owner=check.pk, **words)


def test_a_person_takes_theirs_along_and_age_lets_go_of_it(world, check):
    send(world, check)
    reply(world, "2")
    part = person_part()
    (line,) = part.tell("+821000000081")
    assert line["place"] == "느티로 1"
    assert line["answer"] == "help"
    assert "개인정보 보호법" in line["ground"]
    assert part.erase("+821000000081", actor=SERVER, reason="", now=world.now) == 1
    assert states() == {"느티로 2": ""}
    (rule,) = [one for one in retention_rules() if one.kind == "safety_answers"]
    assert rule.sweep(world.now - dt.timedelta(days=90), 100) == 0
    assert rule.sweep(world.now + dt.timedelta(days=1), 100) == 1
    assert not states()
