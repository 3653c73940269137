"""Booking a slot ahead: one line with everybody else, one booking for a person, no place lost."""

import datetime as dt
import re
import threading

import pytest
from django.db import connection
from django.test import Client

from tests.texts import texts_to_all
from townline.lines.queues import api, errors
from townline.lines.queues.models import QueueDay, Ticket
from townline.lines.queues.tests.halls import CLERK, NINE
from townline.lines.queues.tests.test_texted import bodies as sent_bodies
from townline.lines.queues.ticket_pages.tests.test_public_pages import key, words
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.core.text import msisdn

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TEN = NINE + dt.timedelta(hours=1)


def ticket_request(number="010-0000-0042", **more):
    return api.TicketRequest(**{"channel": "web", "phone": number and msisdn.parse(number)} | more)


def book(office, slot, number="010-0000-0042", queue="passport", **more):
    return api.slot_book(
        queue=queue, slot=slot, ticket_request=ticket_request(number, **more), now=office.now
    )


def arrive(office, ticket):
    return api.booking_arrive(ticket_id=ticket.id, actor=audit.RESIDENT, now=office.now)


def test_slots_lie_ahead_on_open_days_and_outside_of_breaks(office):
    days = api.slots_free(api.hall("passport", office.now).queue, office.now)
    assert [day.date.isoweekday() for day in days] == [3, 4, 5, 1, 2, 3]  # no weekend
    assert days[0].slots[0].at == NINE + dt.timedelta(minutes=30)
    assert all(slot.left == 2 for day in days for slot in day.slots)
    tax = api.slots_free(api.hall("tax", office.now).queue, office.now)
    noon = NINE + dt.timedelta(hours=3)
    assert noon not in {slot.at for slot in tax[0].slots}
    assert api.slots_free(api.hall("papers", office.now).queue, office.now) == []


def test_a_booking_takes_a_place_and_giving_it_back_frees_it(office):
    first = book(office, TEN + DAY)
    book(office, TEN + DAY, "010-0000-0043")
    with pytest.raises(errors.NoSlot):
        book(office, TEN + DAY, "010-0000-0044")
    api.ticket_leave(ticket_id=first.id, actor=audit.RESIDENT, now=office.now)
    book(office, TEN + DAY, "010-0000-0044")
    assert QueueDay.objects.get(queue="passport", day=(TEN + DAY).date()).taken == 2


@pytest.mark.parametrize(
    "slot",
    [
        NINE,  # past
        TEN + dt.timedelta(minutes=7),  # none at that time
        TEN + 8 * DAY,  # too far ahead
        TEN - dt.timedelta(hours=3) + DAY,  # before opening
    ],
)
def test_a_slot_that_is_none_is_refused(office, slot):
    with pytest.raises(errors.NoSlot):
        book(office, slot)
    assert not Ticket.objects.exists()


def test_a_closed_day_takes_no_booking(office):
    with pytest.raises(errors.NoSlot):
        book(office, TEN + 3 * DAY)  # a Saturday


def test_one_person_holds_one_booking(office):
    book(office, TEN)
    with pytest.raises(errors.AlreadyHere):
        book(office, TEN + DAY)
    with pytest.raises(errors.AlreadyHere):
        office.one(phone="010-0000-0042")
    book(office, TEN + DAY, queue="tax")


def test_who_books_leaves_a_number_but_staff_book_without(office):
    with pytest.raises(errors.PhoneNeeded):
        book(office, TEN, None)
    assert book(office, TEN, None, actor=CLERK).state == "booked"


def test_who_comes_in_time_goes_before_who_came_ten_minutes_before_the_slot(office):
    booked = book(office, TEN)
    office.now = TEN - dt.timedelta(minutes=12)
    early = office.one()
    office.wait(minutes=4)  # 09:52: after the moment that a booking for ten counts from
    later = office.one()
    office.wait(minutes=3)
    number = arrive(office, booked)
    office.open("hall-1")
    assert [office.next(), office.next(), office.next()] == [early.number, number, later.number]


def test_who_is_late_waits_from_then_on(office):
    booked = book(office, TEN)
    office.now = TEN + dt.timedelta(minutes=5)
    unbooked = office.one()
    office.wait(minutes=1)
    number = arrive(office, booked)
    office.open("hall-1")
    assert [office.next(), office.next()] == [unbooked.number, number]


def test_nobody_arrives_too_early_twice_or_another_day(office):
    booked = book(office, TEN)
    with pytest.raises(errors.TooEarly):
        arrive(office, booked)
    office.now = TEN - dt.timedelta(minutes=30)
    arrive(office, booked)
    with pytest.raises(errors.WrongTicketState):
        arrive(office, booked)
    tomorrow = book(office, TEN + DAY, "010-0000-0043")
    office.now = TEN + 2 * DAY
    with pytest.raises(errors.QueueClosed):
        arrive(office, tomorrow)


def test_places_of_those_who_booked_are_kept_from_those_who_walk_in(office):
    raw = api.hall("passport", office.now).queue
    raw.plan = raw.plan | {"capacity": 2}
    raw.save()
    book(office, TEN)
    office.one()
    (refused,) = office.take()
    assert isinstance(refused, errors.QueueFull)


@pytest.mark.server
def test_a_booking_that_nobody_came_to_is_settled(office):
    booked = book(office, TEN)
    office.now = NINE + DAY
    api.queues_tick(now=office.now)
    assert office.state(booked) == "settled"


def test_texts_tell_of_a_booking_and_remind_once(office):
    book(office, TEN + dt.timedelta(hours=1))
    assert "11월 25일(수) 오전 11시" in sent_bodies()[-1]
    office.now = TEN
    api.queues_tick(now=office.now)
    api.queues_tick(now=office.now)
    reminders = [body for body in sent_bodies() if "못 오시면" in body]
    assert len(reminders) == 1


def test_cancelling_a_booking_and_taking_that_back_are_confirmed_by_text(office, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    ticket, when = book(office, TEN + DAY), "여권, 11월 26일(목) 오전 10시"
    assert f"{when}에 예약했습니다" in sent_bodies()[-1]
    for actor in (audit.RESIDENT, CLERK):
        api.ticket_leave(ticket_id=ticket.id, actor=actor, now=office.now)
        assert f"{when} 예약을 취소했습니다" in sent_bodies()[-1]
        assert "https://town.example/n/t/" in sent_bodies()[-1]
        api.ticket_undo(ticket_id=ticket.id, actor=actor, now=office.now)
        assert f"{when}에 예약했습니다" in sent_bodies()[-1]


def test_a_booking_cancelled_by_text_is_answered_once_with_its_day_and_hour(office, world):
    world.now = office.now
    book(office, TEN + DAY)
    book(office, TEN + DAY, queue="tax")
    world.text("번호표 취소", "01000000042")
    assert "여권 11월 26일(목) 오전 10시" in sent_bodies()[-1]
    api.ticket_leave(ticket_id=Ticket.objects.get(day__queue="tax").id, actor=CLERK, now=office.now)
    before = len(sent_bodies())
    world.text("번호표 취소", "01000000042")
    [answer] = sent_bodies()[before:]
    assert "여권, 11월 26일(목) 오전 10시 예약을 취소했습니다" in answer


def test_a_queue_that_closes_early_tells_those_who_have_a_place(office):
    office.one(phone="010-0000-0043")
    book(office, TEN)
    api.queue_close(code="passport", actor=CLERK, now=office.now, reason="정전")
    notices = [body for body in sent_bodies() if "일찍 끝났습니다" in body]
    assert len(notices) == 2
    office.now = TEN
    office.open("hall-1")
    assert office.next() == 201


def test_a_queue_that_never_opens_tells_so_and_opened_after_all_serves_them(office):
    office.now = NINE - dt.timedelta(minutes=10)
    early = office.one(phone="010-0000-0043")
    api.queue_close(code="passport", actor=CLERK, now=office.now)
    assert "오늘 열지 않아" in sent_bodies()[-1]
    office.now = NINE + dt.timedelta(minutes=5)
    api.queue_open(code="passport", actor=CLERK, now=office.now)
    assert office.state(early) == "waiting"


@pytest.mark.server
@pytest.mark.django_db(transaction=True)
def test_two_who_book_the_last_place_at_once_do_not_both_get_it(office):
    book(office, TEN + DAY)
    got, gate = [], threading.Barrier(4)

    def try_it(number):
        try:
            gate.wait()
            got.append(book(office, TEN + DAY, number))
        except errors.NoSlot:
            pass
        finally:
            connection.close()

    numbers = [f"010-0000-01{number:02d}" for number in range(4)]
    threads = [threading.Thread(target=try_it, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1


@pytest.fixture
def phone(office, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: office.now)
    return Client(headers={"accept-language": "ko"})


def test_a_booking_is_made_on_the_web_and_come_to(office, phone):
    assert "다른 날·시각으로 예약하기" in words(phone.get("/n/passport/"))
    page = phone.get("/n/passport/book/?day=2026-11-25")
    sent = {"key": key(page), "slot": TEN.isoformat(), "party": "1", "need": ""}
    problem = phone.post("/n/passport/book/", sent | {"phone": "12"})
    assert problem.status_code == 422
    answer = phone.post("/n/passport/book/", sent | {"phone": "010 0000 0042"})
    assert answer.status_code == 302
    mine = phone.get(answer["Location"])
    assert "11월 25일(수) 오전 10시" in words(mine)
    (code_text,) = texts_to_all()
    code = re.search(r"인증번호 (\d{6})", code_text)[1]
    phone.post(answer["Location"], {"key": key(mine), "do": "prove", "code": code})
    assert [("오전 10시에 예약했습니다" in body) for body in texts_to_all()] == [False, True]
    too_early = phone.post(answer["Location"], {"key": key(mine), "do": "arrive"})
    assert too_early.status_code == 409
    office.now = TEN - dt.timedelta(minutes=5)
    phone.post(answer["Location"], {"key": key(mine), "do": "arrive"})
    assert "201" in words(phone.get(answer["Location"]))
    assert phone.get("/n/papers/book/").status_code == 404


@pytest.mark.server
def test_a_booking_is_moved_on_its_page(office, phone):
    token = book(office, TEN).token
    assert f"/n/t/{token}/slot/" in phone.get(f"/n/t/{token}").content.decode()
    page = phone.get(f"/n/t/{token}/slot/?day=2026-11-26")
    assert "지금 예약은 <b>11월 25일(수) 오전 10시</b>입니다" in page.content.decode()
    for number in (43, 44):
        book(office, TEN + DAY, f"010-0000-00{number}")
    sent = {"key": key(page)}
    assert phone.post(f"/n/t/{token}/slot/", sent).status_code == 422
    full = phone.post(f"/n/t/{token}/slot/", sent | {"slot": (TEN + DAY).isoformat()})
    assert full.status_code == 409
    assert "그 시각은 마감되었거나 지났습니다" in words(full)
    new = TEN + DAY + dt.timedelta(hours=1)
    moved = phone.post(f"/n/t/{token}/slot/", sent | {"slot": new.isoformat()})
    mine = phone.get(moved["Location"])
    assert "11월 26일(목) 오전 11시" in words(mine)
    assert "예약 시각 변경 취소" in words(mine)
    phone.post(moved["Location"], {"key": key(mine), "do": "undo_slot"})
    assert "11월 25일(수) 오전 10시" in words(phone.get(f"/n/t/{token}"))
    answer = phone.put(
        f"/api/v1/tickets/{token}/slot", {"slot": new.isoformat()}, "application/json"
    )
    assert answer.json()["slot"].startswith("2026-11-26")
    assert phone.post(f"/api/v1/tickets/{token}/slot/undo").status_code == 200


def test_what_is_missing_in_a_booking_is_said_beside_it(office, phone):
    sent = {"key": key(phone.get("/n/passport/book/")), "party": "2", "need": ""}
    page = phone.post("/n/passport/book/", sent)
    assert page.status_code == 422
    for error_text in (
        "입력 내용 2개를 확인해 주세요",
        "방문 시각을 선택해 주세요",
        "휴대전화 번호를 적어 주세요",
    ):
        assert error_text in words(page)
    assert "오류: 여권 예약" in page.content.decode()
    chosen = phone.post("/n/passport/book/", sent | {"slot": TEN.isoformat()})
    assert "방문 시각을 선택해 주세요" not in words(chosen)


def test_who_booked_comes_to_the_screen_at_the_door(office, phone):
    ticket = book(office, TEN)
    code = api.ticket_view(ticket.id, office.now).code
    office.now = TEN - dt.timedelta(minutes=5)
    page = phone.get("/kiosk/hall/?arrive=1")
    sent = {"key": key(page), "do": "arrive", "slot": "10:00"}
    wrong = phone.post("/kiosk/hall/", sent | {"code": "AAAAAA"})
    assert wrong.status_code == 403
    mine = phone.post("/kiosk/hall/", sent | {"code": code.lower()})
    assert "201" in words(mine)
    # Time to write, but nobody's number stays for the next person.
    stays = [each["Refresh"].partition(";")[0] for each in (page, wrong, mine)]
    assert stays == ["120", "120", "30"]


def test_the_api_lists_books_and_arrives(office, phone):
    days = phone.get("/api/v1/queues/passport/slots").json()["items"]
    assert days[0]["date"] == "2026-11-25"
    payload = {"slot": TEN.isoformat(), "phone": "010-0000-0042"}
    made = phone.post("/api/v1/queues/passport/bookings", payload, "application/json")
    assert made.status_code == 201
    token = made.json()["token"]
    assert phone.get(f"/api/v1/tickets/{token}").json()["slot"].startswith("2026-11-25")
    office.now = TEN
    here = phone.post(f"/api/v1/tickets/{token}/arrive")
    assert (here.status_code, here.json()["number"]) == (200, "201")
    naive = phone.post(
        "/api/v1/queues/passport/bookings",
        payload | {"slot": "2026-11-26T10:00"},
        "application/json",
    )
    assert naive.status_code == 422
