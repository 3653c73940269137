"""What attacks on safe numbers bring: squatting plates, walking numbers, waking one owner."""

import datetime as dt
import sys

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import CallRefused
from townline.lines.safenumbers.tests.asking import (
    ASKER,
    OWNER,
    ask,
    lease,
    receive_text,
    texts_to_number,
)
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import ask as guess, qr, read, someone
from townline.lines.safenumbers.tests.test_calls import dial
from townline.lines.safenumbers.tests.test_claims import claim
from townline.lines.safenumbers.tests.test_peace import ask_until_limited
from townline.lines.safenumbers.tests.test_texts_to_numbers import (
    answers_of_numbers,
    reached_by_text,
)

pytestmark = pytest.mark.django_db
SQUATTERS, CARS, ASKERS = 20, 22, 40


def figure(words: str, count: int, of: int, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n  {words}: {count} of {of}\n")


def test_squatting_a_plate_keeps_its_owner_from_nothing(world, capsys):
    squats = [claim(world, f"010-0000-{2000 + n}") for n in range(SQUATTERS)]
    mine = issue(world.now)
    left = sum(api.lease_get(each.id).state == api.LeaseState.ACTIVE for each in squats)
    figure("claims of a plate left once its owner came to the counter", left, SQUATTERS, capsys)
    assert (left, api.lease_get(mine.id).state) == (0, api.LeaseState.ACTIVE)


def test_plates_are_told_by_no_answer(world, visit, monkeypatch, capsys):
    """Past five guesses a right end of a plate is answered as a wrong one is."""
    car, passer = lease(world), someone()
    ends = [f"{n:04}" for n in range(5)] + ["3456", "0001"]
    answers = [guess(passer, qr(car), plate=end) for end in ends]
    known = answers[5].status_code
    differ = sum(each.status_code != known for each in answers[5:])
    figure("answers to a right end of a plate that differ from a wrong one", differ, 2, capsys)
    assert (known, differ) == (429, 0)
    assert read(answers[5], 429)


def test_numbers_are_told_by_no_answer_to_a_text(world, capsys):
    answers = answers_of_numbers(world)
    differ = len(set(answers)) - 1
    figure("answers to texts to numbers that differ by whose they are", differ, 4, capsys)
    assert differ == 0


def test_walking_numbers_by_text_reaches_few(world, capsys):
    reached, cars = reached_by_text(world)
    figure("owners reached by walking numbers with texts", reached, cars, capsys)
    assert reached <= 5


def test_walking_numbers_by_call_reaches_few_in_an_hour(world, capsys):
    cars = [lease(world, f"12가{1000 + n}", phones=[f"0100000{1000 + n}"]) for n in range(CARS)]
    through = sum(not isinstance(dial(world, car.number), CallRefused) for car in cars)
    figure("calls put through by walking numbers without a pause", through, CARS, capsys)
    assert through <= 12


def test_one_owner_is_texted_a_dozen_times_an_hour_whoever_asks(world, capsys):
    car = lease(world)
    ask_until_limited(world, car, 1100)
    ask_until_limited(world, car, 1200)
    figure(
        "texts to one owner in an hour, whoever asks", len(texts_to_number(OWNER)), ASKERS, capsys
    )
    assert len(texts_to_number(OWNER)) == 12


def test_a_night_is_quiet(world, capsys):
    car = lease(world)
    api.hours_set(
        by=api.OWNER, lease_id=car.id, quiet_from=dt.time(22), quiet_until=dt.time(7), now=world.now
    )
    world.now = world.now.replace(hour=14, minute=0)  # 23:00 in the district
    before = len(texts_to_number(OWNER))
    requests_made = 0
    for n in range(ASKERS):
        try:
            ask(world, car, asker=f"0100000{1100 + n}")
            requests_made += 1
        except api.AskingLimited:
            break
    figure(
        "texts to one owner in a night", len(texts_to_number(OWNER)) - before, requests_made, capsys
    )
    assert len(texts_to_number(OWNER)) == before
    receive_text(world, "1", sender=ASKER, to=car.number)
    assert len(texts_to_number(OWNER)) == before
