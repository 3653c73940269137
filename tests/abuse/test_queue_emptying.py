"""One address with a thousand sessions gets what one person gets; a crowd behind it gets in."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from tests import amount
from tests.abuse.queue_work import Program, solve_challenge
from townline.lines.queues import api, work
from townline.lines.queues.models import Queue, Ticket
from townline.lines.queues.rules import admission
from townline.lines.queues.services import holding
from townline.lines.queues.tests.halls import CLERK, NINE, Office
from townline.lines.queues.ticket_pages.views import board
from townline.platform.core import clock
from townline.platform.core.history import audit
from townline.platform.departments import api as departments

pytestmark = [pytest.mark.django_db, pytest.mark.admission]
NUMBERS, HASHES = 300, 64
TRIES = 320 if amount.ALL else 80


@pytest.fixture
def office(district, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    # What is counted is who gets how many; how long a hash takes changes none of it.
    monkeypatch.setattr(admission, "HASHES", HASHES)
    return office


def print_share(words: str, got: int, of: int, capsys) -> None:
    with capsys.disabled():
        print(f"\n  {words}: {got} of {of} ({got / of:.1%})")  # noqa: T201 -- the figure


def outcome(action: Callable[..., object], ticket_id: int, office: Office) -> str:
    """Do it as the ticket's holder; give the name of the refusal, "" for none."""
    try:
        if action is move:
            move(ticket_id, office)
        else:
            action(ticket_id=ticket_id, actor=audit.RESIDENT, now=office.now)
    except api.QueueError as error:
        return error.type
    return ""


def move(ticket_id: int, office: Office) -> None:
    api.ticket_move(ticket_id=ticket_id, to="papers", actor=audit.RESIDENT, now=office.now)


def test_a_program_without_work_gets_no_number_of_the_day(office, capsys):
    program = Program()
    answers = [program.take().status_code for _ in range(TRIES)]
    print_share("numbers taken without work, one address", answers.count(201), TRIES, capsys)
    assert answers.count(201) == 0
    assert Ticket.objects.count() == 0


def test_where_nothing_is_asked_the_same_program_takes_them_all(office, monkeypatch):
    """The control: it is the work that keeps it out."""
    monkeypatch.setattr(admission, "HASHES", 0)
    office.open("hall-1", "hall-2", "hall-3")
    answers = [Program().take().status_code for _ in range(TRIES)]
    assert answers.count(201) > TRIES / 2


def test_one_that_pays_any_price_gets_one_person_s_share(office, capsys):
    program = Program()
    got = sum(program.work_and_take() for _ in range(40))
    print_share("numbers taken at any price, one address", got, NUMBERS, capsys)
    assert got == 1
    refused = program.take(
        solve_challenge(work.challenge_new("passport", office.now), HASHES * 256)
    )
    assert (refused.status_code, refused.json()["hashes"]) == (428, 0)
    assert program.ask()["hashes"] is None


def test_leaving_and_taking_it_back_stacks_none(office, capsys):
    program, left = Program(), []
    for _ in range(4):
        price = program.ask()
        token = program.take(solve_challenge(price["challenge"], price["hashes"])).json()["token"]
        left.append(api.ticket_id_of(token))
        api.ticket_leave(ticket_id=left[-1], actor=audit.RESIDENT, now=office.now)
    again = [outcome(api.ticket_undo, each, office) for each in left]
    got = Ticket.objects.filter(state="waiting").count()
    print_share("tickets left and taken back, one address", got, len(left), capsys)
    assert again == ["", *["proof-needed"] * 3]


def test_those_who_were_missed_come_back_one_at_a_time(office):
    office.open("hall-1")
    missed = []
    for _ in range(2):
        assert Program().work_and_take()
        office.next()
        missed.append(Ticket.objects.get(state="called").id)
        office.end(api.TicketEvent.MISS)
    again = [outcome(api.ticket_rejoin, each, office) for each in missed]
    assert again == ["", "proof-needed"]


def test_a_ticket_that_moves_on_makes_no_room_there_for_another(office, capsys):
    """Else one would move to the other hall what one takes in this one, again and again."""
    elsewhere = Program()
    assert elsewhere.work_and_take()
    first = Ticket.objects.get()
    move(first.id, office)
    assert elsewhere.work_and_take()
    second = Ticket.objects.exclude(id=first.id).get(day=first.day)
    assert outcome(move, second.id, office) == "proof-needed"
    there = Ticket.objects.filter(day__queue="papers", state="waiting").count()
    print_share("tickets moved to another hall, one address", there, 2, capsys)


def test_a_desk_sends_on_whoever_sits_there(office):
    """The control: the limit is for strangers' own steps, not for those whom staff see."""
    assert Program().work_and_take()
    move(Ticket.objects.get().id, office)
    assert Program().work_and_take()
    office.open("hall-1")
    office.next()
    api.desk_move(desk="hall-1", to="papers", actor=CLERK, now=office.now)
    assert Ticket.objects.filter(day__queue="papers", state="waiting").count() == 2


def test_the_page_says_what_else_to_do(office, built_files):
    assert Program().work_and_take()
    page = Client().get("/n/passport/", REMOTE_ADDR="203.0.113.7").content.decode()
    for words in (
        "전화번호를 인증하지 않은 번호표가 이미 기다리고",
        "문자를 보내면",
        "무인 발권기",
    ):
        assert words in page
    assert "data-hashes" not in page
    other = Client().get("/n/passport/", REMOTE_ADDR="203.0.113.8").content.decode()
    assert "이미 기다리고" not in other
    assert "data-hashes" in other


def test_the_browser_that_has_the_ticket_finds_it_on_that_page(office, built_files):
    mine, there = Client(), {"REMOTE_ADDR": "203.0.113.7"}
    mine.get("/n/passport/", **there)
    assert Program().work_and_take()
    request = RequestFactory().get("/")
    request.COOKIES[board.DEVICE] = mine.cookies[board.DEVICE].value
    Ticket.objects.update(device=board.device_of(request))
    page = mine.get("/n/passport/", **there).content.decode()
    assert "이미 기다리고" not in page
    [link] = re.findall(r'href="(/n/t/[^"]+)">내 번호표 열기', page)
    assert mine.get(link).status_code == 200


def test_a_screen_does_not_send_people_to_a_screen(office, built_files):
    assert Program().work_and_take()
    somebody, there = Client(), {"REMOTE_ADDR": "203.0.113.7"}
    page = somebody.get("/kiosk/hall/?service=passport", **there).content.decode()
    [key, *_] = re.findall(r'name="key" value="([^"]+)"', page)
    form_data = {"key": key, "service": "passport", "need": ""}
    refused = somebody.post("/kiosk/hall/", form_data, **there).content.decode()
    assert "창구에 말씀하시거나" in refused
    assert "무인 발권기나" not in refused


def test_before_opening_a_thousand_sessions_draw_as_one_person(office, capsys):
    office.now = NINE - dt.timedelta(minutes=30)
    people = [Program(f"198.51.100.{n}") for n in range(100)]
    assert all(person.work_and_take() for person in people)
    program = Program()
    got = sum(program.work_and_take() for _ in range(100))
    print_share("lots of a draw at any price, one address", got, 101, capsys)
    assert got == 1
    mine = set(Ticket.objects.order_by("-id").values_list("id", flat=True)[:got])
    office.now = NINE
    office.one()
    first = Ticket.objects.filter(number__lte=220).values_list("id", flat=True)
    print_share("the first places of that draw", len(mine & set(first)), 20, capsys)
    assert len(mine & set(first)) <= 1


def test_under_pressure_a_newcomer_still_pays_the_price_of_a_person(office):
    for n in range(30):
        assert Program(f"198.51.100.{n}").work_and_take(HASHES)
    late = Program("203.0.113.9")
    assert late.ask()["hashes"] == HASHES
    assert late.work_and_take(HASHES)
    assert late.ask()["hashes"] is None


def test_a_crowd_behind_one_address_gets_in_with_proved_telephones(office, capsys):
    origin = work.origin_of("203.0.113.7")
    ticket_requests = [
        api.TicketRequest(channel="web", stranger=api.Stranger(origin=origin, proved=True))
        for _ in range(50)
    ]
    given = api.tickets_take(queue="passport", ticket_requests=ticket_requests, now=office.now)
    got = sum(isinstance(each, api.IssuedTicket) for each in given)
    print_share("people with proved telephones behind one address who got in", got, 50, capsys)
    assert got == 50
    # They spend nothing of what the others there have.
    assert Program().ask()["hashes"] == HASHES


def test_who_proves_a_telephone_makes_room_for_the_next_of_that_address(office):
    for number in range(3):
        assert Program().work_and_take()
        assert not Program().work_and_take()
        Ticket.objects.filter(origin__isnull=False).update(
            phone_proved=False, verification=f"{number:032}"
        )
        holding.ticket_to_owner(ticket_id=Ticket.objects.latest("id").id, now=office.now)
    assert Ticket.objects.count() == 3


def test_who_was_served_makes_room_for_the_next_of_that_address(office):
    program = Program()
    assert program.work_and_take()
    assert not program.work_and_take()
    Ticket.objects.filter(number=201).update(state="done")
    assert program.work_and_take()


def test_work_is_good_once_for_one_line_and_for_half_an_hour(office):
    program, price = Program(), Program().ask()
    shown = solve_challenge(price["challenge"], price["hashes"])
    assert program.take(shown).status_code == 201
    again = program.take(shown)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-here")
    for wrong in (
        "x",
        f"{shown}-",
        f"{'A' * 32}.{'-'.join('0' * 16)}",
        solve_challenge(work.challenge_new("papers", office.now), HASHES),
        solve_challenge(
            work.challenge_new("passport", office.now - dt.timedelta(minutes=40)), HASHES
        ),
        solve_challenge(work.challenge_new("passport", office.now), 1),
    ):
        refused = program.take(wrong)
        assert refused.status_code in {422, 428}, wrong
        if refused.status_code == 428:
            price_now = refused.json()
            assert refused["Content-Type"] == "application/problem+json"
            # The one that was taken waits: no further work is asked for.
            assert (price_now["hashes"], price_now["pieces"]) == (0, 16)
    assert Ticket.objects.count() == 1


def test_a_kiosk_s_token_takes_without_work_and_without_limits(office):
    clerk = departments.staff_by_username("clerk1")
    secret = departments.token_create(staff=clerk, scopes=["desks"], now=office.now, name="kiosk")
    program = Program()
    program.client["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    assert [program.take().status_code for _ in range(30)] == [201] * 30
    program.client["HTTP_AUTHORIZATION"] = "Bearer tl_nobody"
    assert program.take().status_code == 401


def test_a_queue_may_ask_for_nothing_or_more_or_let_more_of_one_address_wait(office):
    plan = Queue.objects.get(code="passport").plan
    Queue.objects.filter(code="passport").update(plan=plan | {"admission": {"hashes": 256}})
    assert Program().ask()["hashes"] == 256
    few = {"admission": {"free": 3, "step": 4, "steps": 4}}  # as plans of before say it
    Queue.objects.filter(code="passport").update(plan=plan | few)
    assert [Program().work_and_take() for _ in range(4)] == [True, True, True, False]
    Queue.objects.filter(code="passport").update(plan=plan | {"admission": {"hashes": 0}})
    assert Program().ask() == {"challenge": "", "hashes": 0, "pieces": 16}
    assert Program().take().status_code == 201


def test_one_address_books_once_and_keeps_nobody_from_a_ticket_of_today(office, capsys):
    days = [day["slots"][-1]["at"] for day in Program().ahead() if day["slots"]]
    slots = days[1:6]
    got = sum(Program().work_and_book(slot, f"010-0000-00{n:02}") for n, slot in enumerate(slots))
    print_share("bookings of several days, one address", got, len(slots), capsys)
    assert (got, len(slots)) == (1, 5)
    assert Program().work_and_take()
