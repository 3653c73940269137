"""What a ticket costs somebody unknown, as a table."""

import datetime as dt

import pytest

from townline.lines.queues.rules.admission import (
    HASHES,
    Admission,
    is_done,
    is_pressed,
    lately,
    price,
)
from townline.lines.queues.rules.plans import PlanInvalid, plan_of

USUAL = Admission()


@pytest.mark.parametrize(
    ("admission", "costs"),
    [
        (USUAL, [HASHES, None, None]),
        (Admission(hashes=9, free=2), [9, 9, None]),
        (Admission(hashes=9, free=0), [None, None, None]),
        (Admission(hashes=0), [0, 0, 0]),
    ],
)
def test_what_each_further_ticket_of_an_address_costs(admission, costs):
    assert [price(admission, held) for held in range(3)] == costs


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
