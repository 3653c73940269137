"""Who says nowhere where it is may be asked once, by day, if the district wants it."""

import datetime as dt

import pytest

from tests.reader import reading
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.platform.conversations import api as conversations
from townline.platform.core import district as district_data
from townline.platform.core.models import District

pytestmark = pytest.mark.django_db
SURE = reading(("roads", 0.97, ("구멍",)), sure=True)
UNSURE = reading(("roads", 0.5, ("홈",)))
QUESTION = reading(("roads", 0.97, ("언제",)), sure=True, kind="question")
DANGER = reading(("roads", 0.97, ("꺼짐",)), sure=True, danger="cavity")
PLACE_QUESTION = "말씀하신 곳이 어디인지 알려 주세요"


@pytest.fixture
def asking():
    """Let the district ask where road matters are."""
    row = District.objects.get()
    before = row.settings
    row.settings = before | {"triage": before.get("triage", {}) | {"ask_place": ["roads"]}}
    row.save()
    district_data.forget()
    yield
    row.settings = before
    row.save()
    district_data.forget()


@pytest.fixture
def receive_text(world, reader):
    """Let a text come in and be read; give the code of its case."""
    reader.readings = {"구멍": SURE, "홈": UNSURE, "언제": QUESTION, "꺼짐": DANGER}

    def text(body, sender="01000000042"):
        code = world.text(body, sender)
        world.wait(seconds=1)
        api.readings_run(now=world.now)
        return code

    return text


def questions_sent(code):
    thread = conversations.thread(f"case:{Case.objects.get(code=code).id}")
    return [text for text in thread if text.direction == "out" and PLACE_QUESTION in text.body]


def test_nobody_is_asked_unless_the_district_wants_it(receive_text):
    assert questions_sent(receive_text("길에 구멍이 났어요")) == []


def test_who_says_nowhere_where_is_asked_once_and_the_reply_tells(receive_text, asking, world):
    code = receive_text("길에 구멍이 났어요")
    assert len(questions_sent(code)) == 1
    assert receive_text("구멍은 느티로 21 앞이요") == code
    api.readings_again(
        TextReading.objects.filter(case__code=code).values_list("pk", flat=True), now=world.now
    )
    api.readings_run(now=world.now)
    assert len(questions_sent(code)) == 1
    found = api.case_location(api.readings_of(Case.objects.get(code=code).id))
    assert found is not None
    assert found.name_ko == "느티로 21"


@pytest.mark.parametrize(
    "body",
    [
        "느티로 21 앞에 구멍이 났어요",
        "느티동에 구멍이 났어요",
        "길에 홈이 났어요",
        "언제 고쳐지나요",
        "길이 꺼짐 같아요",
    ],
)
def test_nobody_is_asked_who_said_it_or_who_is_not_surely_meant(receive_text, asking, body):
    assert questions_sent(receive_text(body)) == []


def test_at_night_the_question_waits_for_the_morning(receive_text, asking, world):
    zone = district_data.current().zone
    night = world.now.astimezone(zone).replace(hour=23, minute=30)
    world.wait(seconds=int((night.astimezone(dt.UTC) - world.now).total_seconds()))
    (text,) = questions_sent(receive_text("길에 구멍이 났어요"))
    assert text.state == "queued"
    assert text.not_before.astimezone(zone).strftime("%H:%M") == "08:00"
