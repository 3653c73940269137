"""Somebody in danger gets advice and no deadline; a receipt waits two seconds for the reading."""

import datetime as dt

import pytest

from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import OutgoingText

pytestmark = pytest.mark.django_db
DIE, BREATH, HELP = "죽고 싶어요", "숨을 안 쉬어요", "도와주세요"
LAMP = "가로등이 꺼졌어요"


@pytest.fixture(autouse=True)
def readings(reader, settings):
    settings.TOWNLINE_LANGUAGE_SOCKET = "/nowhere"
    reader.readings = {
        "죽고": reading(("welfare", 0.9, ()), danger="self_harm"),
        "숨을": reading(("general", 0.9, ()), danger="person_down"),
        "도와": reading(("welfare", 0.8, ())),
        "가로등": reading(("lighting", 0.9, ())),
    }


def automatic_texts(code):
    """Give the automatic texts of a case that were not taken back."""
    case = Case.objects.get(code=code)
    thread = conversations.thread(cases.subject(case.id))
    return [one for one in thread if one.kind == "automatic" and one.state != "cancelled"]


def read_case(world, body, **later):
    code = world.text(body)
    world.wait(**(later or {"seconds": 1}))
    api.readings_run(now=world.now)
    return code


@pytest.mark.parametrize("body", [DIE, BREATH])
def test_a_crisis_gets_advice_and_no_receipt(world, body):
    code = read_case(world, body)
    (only,) = automatic_texts(code)
    assert "답을 드리겠습니다" not in only.body
    assert only.body.count(code) <= 1
    assert only.not_before == world.now


def test_a_receipt_waits_for_the_reading_which_lets_it_leave(world):
    code = world.text(LAMP)
    (row,) = automatic_texts(code)
    assert row.not_before == world.now + dt.timedelta(seconds=2)
    world.wait(seconds=1)
    api.readings_run(now=world.now)
    (row,) = automatic_texts(code)
    assert row.not_before == world.now


def test_where_nobody_reads_it_leaves_after_two_seconds(world, reader):
    reader.is_down = True
    code = world.text(LAMP)
    api.readings_run(now=world.now)
    world.wait(seconds=2)
    world.send()
    (row,) = automatic_texts(code)
    assert row.state in {"submitted", "delivered"}


def test_where_there_is_no_reader_at_all_nothing_waits(world, settings):
    settings.TOWNLINE_LANGUAGE_SOCKET = ""
    (row,) = automatic_texts(world.text(LAMP))
    assert row.not_before == world.now


def test_a_receipt_that_left_before_is_not_taken_back_and_the_advice_follows(world, reader):
    reader.is_down = True
    code = world.text(BREATH)
    world.wait(seconds=3)
    world.send()
    reader.is_down = False
    world.wait(seconds=3)
    api.readings_run(now=world.now)
    receipt, advice = automatic_texts(code)
    assert code in receipt.body
    assert "119" in advice.body


def test_a_receipt_is_one_row_however_often_it_is_read(world):
    code = read_case(world, LAMP)
    text = Case.objects.get(code=code).last_incoming_id
    api.readings_again([text], now=world.now)
    api.readings_run(now=world.now)
    assert OutgoingText.objects.filter(receipt_for=text).count() == 1


def test_a_further_text_repeats_the_advice_but_not_for_ever(world):
    code = read_case(world, BREATH)
    (advice,) = automatic_texts(code)
    assert read_case(world, HELP, seconds=20) == code
    assert [one.body for one in automatic_texts(code)] == [advice.body] * 2
    for _ in range(3):
        read_case(world, HELP, seconds=20)
    assert [one.body for one in automatic_texts(code)] == [advice.body] * 3
