"""A text that opened a finished case again and plainly is another matter has a case of its own."""

import datetime as dt

import pytest

from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.apart import TextTopics, is_apart, is_plain
from townline.platform.conversations import api as conversations
from townline.platform.core.history import audit

LAMP, DOG = "어젯밤 가로등이 꺼졌어요", "개가 아이들을 물려고 하면서 학교 쪽으로 자꾸 뛰어와요"
STILL = "개가 아직 학교 쪽으로 자꾸 뛰어와서 아이들을 물려고 해요"
CODES = {"가로등": "lighting", "개가": "animals"}
READINGS_BY_WORD = {
    word: reading((code, 0.97, (word,)), ("general", 0.02, ()), sure=True)
    for word, code in CODES.items()
}


@pytest.fixture
def answered(world, reader):
    """Give the code of a case that is read and answered, and let an hour pass."""
    reader.readings = dict(READINGS_BY_WORD)
    code = world.awaiting(LAMP)
    api.readings_run(now=world.now)
    world.confirm(code)
    world.wait(seconds=21)
    world.send()
    world.wait(hours=1)
    assert Case.objects.get(code=code).state == "answered"
    return code


def receive_text(world, body):
    """Let a text come, with its reading a second later; give the code of the case it lies in."""
    world.text(body)
    world.wait(seconds=1)
    api.readings_run(now=world.now)
    return TextReading.objects.order_by("-text_id").first().case.code


def texts(code):
    """Give the automatic texts of a case that were not taken back."""
    case = Case.objects.get(code=code)
    thread = conversations.thread(cases.subject(case.id))
    sent = [one for one in thread if one.kind == "automatic" and one.state != "cancelled"]
    return [one.body for one in sent]


@pytest.mark.django_db
def test_it_has_its_own_number_and_promise_and_the_finished_case_stays_finished(answered, world):
    before, finished = texts(answered), Case.objects.get(code=answered).finished_at
    code = receive_text(world, DOG)
    old, new = Case.objects.get(code=answered), Case.objects.get(code=code)
    assert (code != answered, old.state, new.state) == (True, "answered", "received")
    assert abs(old.finished_at - finished) < dt.timedelta(minutes=1)
    assert new.answer_due_at == new.first_text_at + dt.timedelta(hours=48)
    assert texts(answered) == before
    (receipt,) = texts(code)
    assert code in receipt
    assert answered in receipt
    assert new.service_id is None
    lines = [(one.event, one.actor) for one in audit.history(f"case:{new.id}")]
    assert lines == [("case:status:open", "machine")]


@pytest.mark.django_db
def test_what_was_told_already_is_told_rightly_all_the_same(answered, world, reader):
    reader.is_down = True
    world.text(DOG)
    world.wait(seconds=30)
    world.send()
    reader.is_down = False
    api.readings_run(now=world.now)
    new = Case.objects.order_by("-id").first()
    assert Case.objects.get(code=answered).state == "answered"
    assert new.answer_due_at == new.first_text_at + dt.timedelta(hours=48)
    assert len(texts(new.code)) == 1
    assert "다시 봅니다" in texts(answered)[-1]


@pytest.mark.django_db
def test_that_it_was_opened_again_is_told_once_it_is_read_or_after_ten_seconds(
    answered, world, reader
):
    assert receive_text(world, STILL) == answered
    case = Case.objects.get(code=answered)
    row = conversations.thread(cases.subject(case.id))[-1]
    assert "다시 봅니다" in row.body
    assert row.not_before == world.now


@pytest.mark.django_db
def test_nobody_reads_and_it_is_told_after_ten_seconds(answered, world, reader):
    reader.is_down = True
    world.text(STILL)
    case = Case.objects.get(code=answered)
    row = conversations.thread(cases.subject(case.id))[-1]
    assert row.not_before == world.now + dt.timedelta(seconds=10)


@pytest.mark.django_db
def test_a_new_danger_has_a_case_and_an_alert_of_its_own(answered, world, reader):
    reader.readings["가로수"] = reading(("parks", 0.9, ()), danger="collapse")
    code = receive_text(world, "가로수가 쓰러질 것 같아요")
    new = Case.objects.get(code=code)
    assert (code != answered, new.danger, new.state) == (True, True, "received")
    assert Case.objects.get(code=answered).state == "answered"
    assert [alarm.kind for alarm in new.alarms.all()] == ["collapse"]
    (advice,) = texts(code)
    assert "119" in advice
    assert not any("다시 봅니다" in one for one in texts(answered))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body", [STILL, "개가 또 왔어요", "가로등이 여기도 나가서 밤길이 너무 어둡고 무섭습니다"]
)
def test_what_is_not_plain_opens_the_case_again(answered, world, body):
    assert receive_text(world, body) == answered
    assert Case.objects.get(code=answered).state == "reopened"
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_code_stays(answered, world, reader):
    assert receive_text(world, f"{answered} {DOG}") == answered


@pytest.mark.django_db
@pytest.mark.parametrize(
    "expected",
    [
        reading(("animals", 0.97, ())),
        reading(("animals", 0.9, ()), ("lighting", 0.06, ()), sure=True),
        reading(("animals", 0.97, ()), sure=True, spam=True),
    ],
)
def test_what_is_not_sure_stays(answered, world, reader, expected):
    reader.readings["개가"] = expected
    assert receive_text(world, DOG) == answered


@pytest.mark.django_db
def test_a_case_of_danger_keeps_its_texts(answered, world):
    Case.objects.filter(code=answered).update(danger=True)
    assert receive_text(world, DOG) == answered


@pytest.mark.django_db
def test_what_somebody_wrote_in_between_stays_with_it(answered, world, reader):
    reader.is_down = True
    world.text(DOG)
    world.wait(minutes=1)
    world.text("빨리요")
    reader.is_down = False
    api.readings_run(now=world.now)
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_person_undoes_it_and_reading_again_does_not_split_again(answered, world, visit):
    code = receive_text(world, DOG)
    assert 'put-back"' in visit("clerk1").get(f"/cases/{code}/").content.decode()
    cases.regroup_undo(world.by("clerk1"), code=code)
    old = Case.objects.get(code=answered)
    assert (old.state, Case.objects.get(code=code).state) == ("reopened", "merged")
    api.readings_again(list(TextReading.objects.values_list("pk", flat=True)), now=world.now)
    api.readings_run(now=world.now)
    assert Case.objects.get(code=answered).state == "reopened"
    assert Case.objects.exclude(state="merged").count() == 1


@pytest.mark.django_db
def test_a_split_that_breaks_leaves_the_text_read(answered, world, monkeypatch):
    monkeypatch.setattr(
        "townline.casework.classification.services.reading_apart.split_off",
        lambda *_, **__: {}["nothing"],
    )
    assert receive_text(world, DOG) == answered
    assert TextReading.objects.order_by("-text_id").first().state == "read"


def test_a_shared_word_place_or_guess_keeps_it():
    before = [TextTopics(words=LAMP, services={"lighting": 0.97}, place="한들로 1")]
    other = TextTopics(words=DOG, services={"animals": 0.97})
    assert is_apart(other, before, decided="")
    assert is_apart(other, before, decided="lighting")
    assert not is_apart(other, before, decided="animals")
    assert not is_apart(other, [TextTopics(words=LAMP, services={"lighting": 0.8})], decided="")
    assert not is_apart(
        other, [TextTopics(words="아이들이 무서워해요", services={"lighting": 1})], decided=""
    )
    assert not is_apart(
        other, [TextTopics(words="몇 번을 말해요", services={"lighting": 1})], decided=""
    )
    same = TextTopics(words=DOG, services={"animals": 0.97}, place="한들로 1")
    assert not is_apart(same, before, decided="lighting")
    assert is_plain(DOG, ["아직"])
    assert not is_plain(STILL, ["아직"])
    assert not is_plain("개가 왔어요", ["아직"])
