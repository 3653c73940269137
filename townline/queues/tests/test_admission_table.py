"""What a ticket costs somebody unknown, as a table."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from townline.queues.rules.admission import (
    HASHES,
    Admission,
    is_done,
    is_pressed,
    lately,
    price,
)
from townline.queues.rules.plans import PlanInvalid, plan_of

USUAL = Admission()


@pytest.mark.parametrize(
    ("pressed", "times"),
    [(False, [1, 1, 1, 4, 16, 64, 256, None]), (True, [1, 4, 16, 64, 256, None, None, None])],
)
def test_what_each_further_ticket_of_an_address_costs(pressed, times):
    costs = [price(USUAL, held, pressed=pressed) for held in range(8)]
    assert costs == [each and each * HASHES for each in times]


@given(st.integers(0, 50))
def test_pressure_makes_nothing_cheaper(held):
    calm, rush = (price(USUAL, held, pressed=each) for each in (False, True))
    assert rush is None or (calm is not None and calm <= rush)


def test_pressure_is_a_share_of_the_numbers_taken_lately():
    assert not is_pressed(9.9, 100, USUAL)  # fewer than the least
    assert is_pressed(10, 100, USUAL)
    assert not is_pressed(14, 300, USUAL)
    assert is_pressed(15, 300, USUAL)
    assert lately(30, 600, USUAL) == pytest.approx(11.04, abs=0.01)
    assert lately(30, -5, USUAL) == 30


def test_work_is_sixteen_pieces_each_small_enough():
    assert is_done("x", [0] * 16, 16)  # every hash is small enough for that
    assert not is_done("x", [0] * 15, 1)
    assert not is_done("x", [0] * 17, 1)
    assert not is_done("x", [0] * 16, 2**20)


@pytest.mark.parametrize(
    "wrong", [{"hashes": -1}, {"share": 2}, {"share": "5%"}, {"within": "ten"}, {"free": "no"}]
)
def test_a_plan_that_cannot_be_meant_is_refused(wrong):
    with pytest.raises(PlanInvalid):
        plan_of({"visit": "PT5M", "admission": wrong}, dt.UTC)
