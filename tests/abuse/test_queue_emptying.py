"""One address with a thousand sessions gets about what one person gets; a crowd gets in."""

import datetime as dt

import pytest

from tests.abuse.queue_work import Program, solved
from townline.core import clock
from townline.departments import api as departments
from townline.queues import api, work
from townline.queues.models import Queue, Ticket
from townline.queues.rules import admission
from townline.queues.tests.halls import NINE, Office

pytestmark = [pytest.mark.django_db, pytest.mark.admission]
NUMBERS, TRIES, HASHES = 300, 320, 64


@pytest.fixture
def office(district, monkeypatch):
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    # What is counted is who gets how many; how long a hash takes changes none of it.
    monkeypatch.setattr(admission, "HASHES", HASHES)
    return office


def told(words: str, got: int, of: int, capsys) -> None:
    with capsys.disabled():
        print(f"\n  {words}: {got} of {of} ({got / of:.1%})")  # noqa: T201 -- the figure


def test_a_program_without_work_gets_no_number_of_the_day(office, capsys):
    program = Program()
    answers = [program.take().status_code for _ in range(TRIES)]
    told("numbers taken without work, one address", answers.count(201), NUMBERS, capsys)
    assert answers.count(201) == 0
    assert Ticket.objects.count() == 0


def test_where_nothing_is_asked_the_same_program_takes_them_all(office, monkeypatch):
    """The control: it is the work that keeps it out."""
    monkeypatch.setattr(admission, "HASHES", 0)
    office.open("hall-1", "hall-2", "hall-3")
    answers = [Program().take().status_code for _ in range(TRIES)]
    assert answers.count(201) > NUMBERS / 2


def test_one_that_pays_what_one_person_pays_gets_a_household_s_share(office, capsys):
    program = Program()
    got = sum(program.work_and_take(HASHES) for _ in range(40))
    told("numbers taken for the price of a person, one address", got, NUMBERS, capsys)
    assert got == 3


def test_one_that_pays_any_price_comes_to_an_end(office, capsys):
    program = Program()
    got = sum(program.work_and_take() for _ in range(20))
    told("numbers taken at any price, one address", got, NUMBERS, capsys)
    assert got == 7
    assert program.ask()["hashes"] is None


def test_before_opening_a_thousand_sessions_draw_as_one_person(office, capsys):
    office.now = NINE - dt.timedelta(minutes=30)
    people = [Program(f"198.51.100.{n}") for n in range(100)]
    assert all(person.work_and_take() for person in people)
    program = Program()
    got = sum(program.work_and_take(HASHES) for _ in range(100))
    told("lots of a draw for the price of a person, one address", got, 101, capsys)
    assert got == 1
    mine = set(Ticket.objects.order_by("-id").values_list("id", flat=True)[:got])
    office.now = NINE
    office.one()
    first = Ticket.objects.filter(number__lte=220).values_list("id", flat=True)
    told("the first places of that draw", len(mine & set(first)), 20, capsys)
    assert len(mine & set(first)) <= 1


def test_under_pressure_a_newcomer_still_pays_the_price_of_a_person(office):
    for n in range(30):
        assert Program(f"198.51.100.{n}").work_and_take(HASHES)
    late = Program("203.0.113.9")
    assert late.ask()["hashes"] == HASHES
    assert late.work_and_take(HASHES)
    assert late.ask()["hashes"] == HASHES * 4


def test_a_crowd_behind_one_address_gets_in_with_proved_telephones(office, capsys):
    origin = work.origin_of("203.0.113.7")
    wishes = [
        api.Wish(channel="web", stranger=api.Stranger(origin=origin, proved=True))
        for _ in range(50)
    ]
    given = api.tickets_take(queue="passport", wishes=wishes, now=office.now)
    got = sum(isinstance(each, api.Taken) for each in given)
    told("people with proved telephones behind one address who got in", got, 50, capsys)
    assert got == 50
    # They spend nothing of what the others there have.
    assert Program().ask()["hashes"] in {HASHES, HASHES * 4}


def test_who_was_served_makes_room_for_the_next_of_that_address(office):
    program = Program()
    for _ in range(3):
        assert program.work_and_take(HASHES)
    assert not program.work_and_take(HASHES)
    Ticket.objects.filter(number=201).update(state="done")
    assert program.work_and_take(HASHES)


def test_work_is_good_once_for_one_line_and_for_half_an_hour(office):
    program, price = Program(), Program().ask()
    shown = solved(price["challenge"], price["hashes"])
    assert program.take(shown).status_code == 201
    again = program.take(shown)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-here")
    for wrong in (
        "x",
        shown[:-1],
        f"{'A' * 32}.{'-'.join('0' * 16)}",
        solved(work.challenge_new("papers", office.now), HASHES),
        solved(work.challenge_new("passport", office.now - dt.timedelta(minutes=40)), HASHES),
        solved(work.challenge_new("passport", office.now), 1),
    ):
        refused = program.take(wrong)
        assert refused.status_code in {422, 428}, wrong
        if refused.status_code == 428:
            told_now = refused.json()
            assert refused["Content-Type"] == "application/problem+json"
            assert (told_now["hashes"], told_now["pieces"]) == (HASHES, 16)
            assert told_now["challenge"]
    assert Ticket.objects.count() == 1


def test_a_kiosk_s_token_takes_without_work_and_without_limits(office):
    clerk = departments.staff_by_username("clerk1")
    secret = departments.token_create(staff=clerk, scopes=["desks"], now=office.now, name="kiosk")
    program = Program()
    program.client["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    assert [program.take().status_code for _ in range(30)] == [201] * 30
    program.client["HTTP_AUTHORIZATION"] = "Bearer tl_nobody"
    assert program.take().status_code == 401


def test_a_queue_may_ask_for_nothing_or_more(office):
    plan = Queue.objects.get(code="passport").plan
    Queue.objects.filter(code="passport").update(plan=plan | {"admission": {"hashes": 256}})
    assert Program().ask()["hashes"] == 256
    Queue.objects.filter(code="passport").update(plan=plan | {"admission": {"hashes": 0}})
    assert Program().ask() == {"challenge": "", "hashes": 0, "pieces": 16}
    assert Program().take().status_code == 201
