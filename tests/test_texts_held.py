"""Who hides from violence gets advice once, then no automatic text until a person releases it."""

import ast
import datetime as dt
from pathlib import Path

import pytest

import townline
from townline.casework.alarms import api
from townline.casework.alarms.errors import AlarmOver
from townline.casework.alarms.tests.alarming import (
    again,
    fresh,
    raise_alarm,
    recipient_usernames,
    texts_to,
)
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import OutgoingText, Resident
from townline.platform.conversations.rules import Cause, TextKind
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
RESIDENT = "01000000042"
HIDES = "남편이 때려서 화장실에 숨어 있어요"


@pytest.fixture
def hidden(world):
    """Give the alarm of somebody who hides."""
    return raise_alarm(world, "violence", HIDES)


def automatic(alarm):
    thread = conversations.thread(cases.subject(alarm.case_id))
    return [one for one in thread if one.kind == "automatic" and one.state != "cancelled"]


def resident(alarm):
    return Resident.objects.get(pk=alarm.case.resident_id)


def test_the_advice_goes_once_and_what_waited_is_cancelled(hidden, world):
    (advice,) = automatic(hidden)
    assert "답을 드리겠습니다" not in advice.body
    again(world, world.text("아직 밖에 있어요", RESIDENT), "violence")
    assert len(automatic(hidden)) == 1


@pytest.mark.parametrize("cause", list(Cause))
def test_no_automatic_text_of_any_cause_goes(hidden, world, cause):
    notice = {"resident_id": hidden.case.resident_id, "body": "안내", "reference": "x"}
    assert conversations.automatic_queue(**notice, now=world.now, cause=cause) is None
    later = world.now + dt.timedelta(days=40)
    assert conversations.automatic_queue(**notice, now=later, cause=cause) is None
    assert conversations.notice_queue(**notice, now=world.now) is None


@pytest.mark.parametrize(
    "body", ["상태", "도움", "도와주세요", "감사합니다", "수신거부", "취소", "ㅋㅋ"]
)
def test_whatever_is_texted_no_text_goes_back_and_the_alert_rings_again(hidden, world, body):
    api.alarm_acknowledge(world.by("clerk1"), alarm_id=hidden.id)
    world.wait(minutes=20)
    before = len(texts_to())
    world.text(body, RESIDENT)
    row = fresh(hidden)
    assert (row.state, row.acknowledge_by > world.now) == ("raised", True)
    assert len(texts_to()) == before + 1
    theirs = OutgoingText.objects.filter(resident=hidden.case.resident_id)
    assert theirs.exclude(state="cancelled").count() == 1


def test_a_text_after_the_danger_was_over_raises_a_new_alert(hidden, world):
    api.alarm_acknowledge(world.by("clerk1"), alarm_id=hidden.id)
    api.alarm_settle(world.by("clerk1"), alarm_id=hidden.id, reason="경찰이 함께 있음")
    world.text("여보세요", RESIDENT)
    case = Case.objects.get(id=hidden.case_id)
    new = case.alarms.exclude(id=hidden.id).get()
    assert (new.kind, new.state, case.danger) == ("violence", "raised", True)
    assert recipient_usernames(new)
    assert len(automatic(hidden)) == 1


def test_a_person_releases_it_with_a_line_in_the_history(hidden, world, visit):
    page = visit("clerk1").get(f"/cases/{hidden.case.code}/").content.decode()
    assert 'id="texts-held"' in page
    visit("clerk1").post(f"/cases/{hidden.case.code}/release-texts")
    assert resident(hidden).automatic_held_for == ""
    line = list(audit.history(cases.subject(hidden.case_id)))[-1]
    assert (line.event, line.actor) == ("case:alarm:release", str(world.by("clerk1").actor))
    page = visit("clerk1").get(f"/cases/{hidden.case.code}/").content.decode()
    assert 'id="texts-held"' not in page
    notice = {"resident_id": hidden.case.resident_id, "body": "안내", "reference": "x"}
    assert conversations.automatic_queue(**notice, now=world.now) is not None
    with pytest.raises(AlarmOver):
        api.automatic_release(world.by("clerk1"), code=hidden.case.code)


def test_another_danger_holds_nothing(world):
    alarm = raise_alarm(world)
    assert resident(alarm).automatic_held_for == ""


# Who may queue a text that is no automatic one: persons' own words, and one text to many.
_BY_PERSONS = {
    "casework/answers/services/approval.py",
    "casework/answers/services/drafting.py",
    "platform/conversations/services/outgoing/queueing.py",
}
_TO_MANY = {
    "prevention/incidents/broadcasts/services/dispatch.py",
}


def _callers(name):
    root = Path(townline.__file__).parent
    for file in root.rglob("*.py"):
        if "tests" in file.parts:
            continue
        calls = (one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.Call))
        names = {getattr(one.func, "attr", getattr(one.func, "id", "")) for one in calls}
        if name in names:
            yield file.relative_to(root).as_posix()


def test_every_automatic_text_passes_the_one_place_that_holds_it():
    assert set(_callers("text_queue")) == _BY_PERSONS
    assert set(_callers("texts_queue")) == _TO_MANY
    assert TextKind.UPDATE == "update"


# Automatic texts that leave at once, also in the quiet hours; all others name a moment
# (``not_before``), at night the end of these hours.
_AT_ONCE = {
    "casework/alarms/services/claiming.py": "answers of danger",
    "casework/alarms/services/ladder.py": "staff, of danger; others are late by day only",
    "casework/alarms/services/resident.py": "what to do in danger",
    "casework/answers/services/daily_summary.py": "staff, at the hour that they chose",
    "casework/classification/services/reading_apart.py": "acknowledges a text",
    "casework/notifications/services/queueing.py": "staff, after their own quiet hours",
    "casework/portal/services/little.py": "answers a text",
    "casework/portal/services/status.py": "answers a text",
    "casework/visits/services/notifications.py": "waits as ``Visit.tell_at``",
    "lines/queues/services/texts/texting.py": "answers a text",
    "lines/safenumbers/services/owner_renewing.py": "answers a text",
    "lines/safenumbers/services/requests/notifications.py": "somebody typed the number on a page",
    "lines/safenumbers/services/requests/texting.py": "answers a text",
    "platform/conversations/services/phone_verification.py": "a code that somebody waits for",
    "platform/conversations/services/questions.py": "answers a text",
    "platform/conversations/services/stopping.py": "answers a text",
    "platform/editing/services.py": "a sample that somebody waits for",
    "prevention/incidents/services/safety.py": "answers a text",
    "prevention/incidents/warnings/services/subscribing.py": "answers a text",
    "prevention/policy/services/voicing.py": "answers a text",
    "prevention/works/progress/services/answering.py": "answers a text",
}


def test_every_other_automatic_text_waits_for_the_end_of_the_quiet_hours():
    root = Path(townline.__file__).parent
    found = set()
    for file in _callers("automatic_queue"):
        calls = [
            one
            for one in ast.walk(ast.parse((root / file).read_text()))
            if isinstance(one, ast.Call)
            and getattr(one.func, "attr", getattr(one.func, "id", "")) == "automatic_queue"
        ]
        if not all("not_before" in {each.arg for each in call.keywords} for call in calls):
            found.add(file)
    assert found == set(_AT_ONCE)


def test_a_message_to_many_leaves_them_out(hidden):
    assert conversations.automatic_held([hidden.case.resident_id, 0]) == {hidden.case.resident_id}
