"""The desk's pages: every deed, stale presses, and who may; and the board of the hall."""

import datetime as dt
import re

import pytest
from django.test import Client

from tests.texts import texts_to_all
from townline.lines.queues.models import Desk, Ticket
from townline.platform.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(office, world, visit, monkeypatch):
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return office


@pytest.fixture
def clerk(office, visit):
    return visit("clerk1")


def words(page) -> str:
    text = re.sub(r"<[^>]+>", " ", page.content.decode().partition("<main")[2])
    return re.sub(r"\s+", " ", text)


def press(clerk, do, desk="hall-1", **fields):
    page = clerk.get(f"/desk/{desk}/").content.decode()
    shown_ticket = re.search(r'name="saw" value="(\d+)"', page)
    assert shown_ticket is not None
    sent = {"do": do, "saw": shown_ticket.group(1)} | fields
    return clerk.post(f"/desk/{desk}/do", sent, follow=True)


def test_a_day_at_the_desk(office, clerk):
    office.take(count=6)
    assert "창구 열기" in words(clerk.get("/desk/hall-1/"))
    press(clerk, "open")
    assert "201" in words(press(clerk, "next"))
    assert "2회 호출" in words(press(clerk, "again"))
    press(clerk, "no-show")
    assert Ticket.objects.get(number=201).state == "missed"
    press(clerk, "next")
    press(clerk, "hold", reason="서류를 가지러 감")
    held = Ticket.objects.get(number=202)
    press(clerk, "next")
    press(clerk, "skip")
    press(clerk, "next")
    assert Ticket.objects.get(state="called").number == 204
    press(clerk, "recall", ticket=str(held.id))
    assert Ticket.objects.get(state="called").number == 202
    press(clerk, "move", to="tax", reason="세무 일")
    assert Ticket.objects.get(number=202).state == "moved"
    press(clerk, "next")
    press(clerk, "done")
    press(clerk, "close")
    assert not Desk.objects.get(code="hall-1").open


def test_a_press_on_an_old_page_does_nothing(office, clerk):
    office.take(count=3)
    press(clerk, "open")
    page = clerk.get("/desk/hall-1/").content.decode()
    press(clerk, "next")
    answer = clerk.post("/desk/hall-1/do", {"do": "next", "saw": "0"}, follow=True)
    assert 'name="saw" value="0"' in page
    assert "번은 이미 호출했습니다" in answer.content.decode()
    assert Ticket.objects.get(state="called").number == 201


def test_a_ticket_on_somebody_s_behalf(office, clerk):
    press(clerk, "open")
    phone = {"phone": "010-0000-0042", "service": "passport", "party": "2", "need": "infant"}
    assert "번호표 201" in press(clerk, "take", **phone).content.decode()
    assert "추가 발권&#x27;을 선택하고" in press(clerk, "take", **phone).content.decode()
    press(clerk, "take", again="on", **phone)
    assert Ticket.objects.count() == 2
    page = clerk.get("/desk/hall-1/").content.decode()
    assert "010-****-0042" in page
    assert "0000-0042" not in page
    bad = press(clerk, "take", service="passport", phone="hello", party="1")
    assert "다시 확인해 주세요" in bad.content.decode()


def test_what_was_written_into_a_form_that_is_refused_stays(office, clerk):
    press(clerk, "open")
    fields = {"phone": "010-0000-004", "service": "passport", "party": "3", "need": "infant"}
    page = press(clerk, "take", **fields).content.decode()
    # The groups of the rail stand open too.
    assert page[page.index("<main") :].count(" open>") == 1
    for expected in ('value="010-0000-004"', 'name="party" value="3"', '"infant" selected'):
        assert expected in page, expected
    office.one(phone="010-0000-0042")
    again = press(clerk, "take", **fields | {"phone": "010-0000-0042"})
    assert again.status_code == 409
    assert 'value="010-0000-0042"' in again.content.decode()
    press(clerk, "next")
    page = press(clerk, "move", to="nowhere", reason="세무 일입니다").content.decode()
    assert 'value="세무 일입니다"' in page
    assert 'value="010-' not in clerk.get("/desk/hall-1/").content.decode()


def test_a_ticket_for_somebody_is_taken_though_the_desk_called_meanwhile(office, clerk):
    press(clerk, "open")
    office.take(count=2)
    press(clerk, "next")
    sent = {"do": "take", "saw": "0", "service": "passport", "party": "1"}
    clerk.post("/desk/hall-1/do", sent)
    assert Ticket.objects.count() == 3


def test_what_was_written_into_a_booking_that_is_refused_stays(office, clerk):
    page = clerk.get("/desk/hall-1/bookings/").content.decode()
    slot = re.findall(r'<option value="([^"]+)">', page)[2]
    fields = {"do": "book", "service": "passport", "slot": slot, "party": "2"}
    refused = clerk.post("/desk/hall-1/bookings/", fields | {"phone": "010-0000-00"})
    assert refused.status_code == 422
    for expected in ('value="010-0000-00"', 'name="party" value="2"', f'"{slot}" selected'):
        assert expected in refused.content.decode(), expected


def test_a_booking_of_another_day_is_moved_at_the_desk(office, clerk):
    page = clerk.get("/desk/hall-1/bookings/").content.decode()
    slots = re.findall(r'<option value="([^"]+)">', page)
    fields = {"do": "book", "service": "passport", "slot": slots[-1], "party": "1"}
    clerk.post("/desk/hall-1/bookings/", fields | {"phone": "010-0000-0042"})
    row = Ticket.objects.get()
    page = clerk.get(f"/desk/hall-1/bookings/?move={row.id}").content.decode()
    assert 'value="arrive"' not in page  # it is not today
    offered = page.partition('id="slot-move"')[2].partition("</select>")[0]
    assert slots[0] in offered
    assert slots[-1] not in offered
    moved = clerk.post(
        "/desk/hall-1/bookings/", {"do": "move", "ticket": row.id, "slot": slots[0]}, follow=True
    )
    assert "변경했습니다" in moved.content.decode()
    row.refresh_from_db()
    assert row.slot == dt.datetime.fromisoformat(slots[0])
    assert "변경했습니다" in texts_to_all()[-1]


def test_a_refusal_is_said_on_the_page(office, clerk):
    for do in ("done", "next", "nonsense"):
        assert "tl-said" in press(clerk, do).content.decode()
    assert clerk.get("/desk/nowhere/").status_code == 404


def test_only_those_who_may_call_get_in(office, visit):
    assert Client().get("/desk/").status_code == 302
    auditor = visit("auditor")
    assert auditor.get("/desk/").status_code == 403
    assert auditor.post("/desk/hall-1/do", {"do": "open", "saw": "0"}).status_code == 403
    assert visit("roads.officer").get("/desk/").status_code == 200


def test_pages_cost_a_fixed_number_of_queries(office, clerk, django_assert_max_num_queries):
    press(clerk, "open")
    office.take(count=3)
    clerk.get("/desk/hall-1/")
    with django_assert_max_num_queries(26):
        clerk.get("/desk/hall-1/")
    office.take(count=25)
    with django_assert_max_num_queries(26):
        clerk.get("/desk/hall-1/")
    with django_assert_max_num_queries(24):
        clerk.get("/desk/")


def test_the_board_shows_the_last_five_calls_and_the_waits(office):
    office.open("hall-1", "hall-2")
    office.take(count=8)
    for desk in ("hall-1", "hall-2", "hall-1", "hall-2", "hall-1", "hall-2"):
        office.next(desk)
    page = Client().get("/board/hall/")
    numbers = re.findall(r"<b>(\d+)</b>|data-again=\"1\">(\d+)<", page.content.decode())
    assert [one or other for one, other in numbers][:5] == ["206", "205", "204", "203", "202"]
    assert "2번 창구로 와 주세요" in words(page)
    assert "대기 2명" in words(page)
    assert Client().get("/board/nowhere/").status_code == 404
    english = words(Client().get("/board/hall/?lang=en"))
    assert not re.search(r"[가-힣]", english), english
