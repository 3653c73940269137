"""An owner's peace: sums over all that reaches them, the night, and what is their own."""

import contextlib
import datetime as dt

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.selectors.settings import quiet_columns
from townline.lines.safenumbers.tests.asking import OWNER, ask, lease, receive_text, texts_to_number
from townline.platform.core.tests.deciding import decide

pytestmark = pytest.mark.django_db


def ask_and_answer(world, car, asker):
    """Let somebody ask, and the owner answer on the page: nothing stays open."""
    made = ask(world, car, asker=asker, kind=("move", "trouble")[int(asker[-1]) % 2])
    api.request_answer(request_id=made.id, answer=1, now=world.now)


def ask_until_limited(world, car, first):
    for n in range(20):
        try:
            ask_and_answer(world, car, f"0100000{first + n}")
        except api.AskingLimited:
            break


def test_a_full_hour_brings_nobody_a_second_dozen(world):
    car = lease(world)
    world.now = world.now.replace(minute=58)
    ask_until_limited(world, car, 1100)
    world.wait(minutes=4)
    ask_until_limited(world, car, 1200)
    assert len(texts_to_number(OWNER)) == 12


def test_all_cars_of_an_owner_together_have_one_sum(world):
    cars = [lease(world, plate) for plate in ("12가3456", "34나5678", "56다7890")]
    for n, car in enumerate(cars):
        ask_until_limited(world, car, 1100 + 100 * n)
    assert len(texts_to_number(OWNER)) == 12


def test_what_an_owner_never_heard_uses_up_nothing_of_theirs(world):
    """A robot that asks for one car in vain leaves the other car's askers their dozen."""
    full, other = lease(world), lease(world, "34나5678")
    for n in range(12):
        with contextlib.suppress(api.AskingLimited):
            ask(world, full, asker=f"0100000{1100 + n}")
    assert len(texts_to_number(OWNER)) == 5
    ask_until_limited(world, other, 1200)
    assert len(texts_to_number(OWNER)) == 12


def test_the_cars_of_a_company_share_no_sum(world):
    cars = [lease(world, plate, audience=api.Audience.FLEET) for plate in ("12가3456", "34나5678")]
    for n, car in enumerate(cars):
        ask_until_limited(world, car, 1100 + 100 * n)
    assert len(texts_to_number(OWNER)) == 24


def test_the_night_is_quiet_where_nobody_chose_otherwise(world, monkeypatch):
    decide(monkeypatch, without=["safe_numbers"])
    assert quiet_columns() == {"quiet_from": dt.time(22), "quiet_until": dt.time(7)}
    car = lease(world)
    world.now = world.now.replace(hour=14, minute=0)  # 23:00 in the district
    assert ask(world, car).waits
    assert texts_to_number(OWNER) == []
    api.hours_set(by=api.OWNER, lease_id=car.id, quiet_from=None, quiet_until=None, now=world.now)
    assert not ask(world, car).waits


def test_the_owners_own_word_is_answered_however_often_strangers_asked(
    world, monkeypatch, settings
):
    settings.TOWNLINE_PUBLIC_URL = "https://line.example"
    car = lease(world)
    for n in range(12):
        ask(world, car, asker=f"0100000{1100 + n}")
        receive_text(world, "1")
    before = len(texts_to_number(OWNER))
    receive_text(world, "주차")
    assert "/o/" in texts_to_number(OWNER)[-1]
    assert len(texts_to_number(OWNER)) == before + 1
