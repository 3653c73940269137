"""Nobody starves: whoever is n-th in the order of coming is called within n x (turns + 1) calls."""

import datetime as dt

from hypothesis import given, strategies as st

from townline.lines.queues.rules import order as rules
from townline.lines.queues.rules.order import (
    Fairness,
    PriorityNeed,
    QueuePlace,
    behind,
    digest_of,
    next_of,
    rank_of,
    shuffle_tickets,
    slot_arrival,
)

NOON = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)
FAIR = Fairness()
comers = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from(list(PriorityNeed))), min_size=1, max_size=60
)


def place(id_: int, minutes: float, need: PriorityNeed = PriorityNeed.NONE) -> QueuePlace:
    arrived_at = NOON + dt.timedelta(minutes=minutes)
    return QueuePlace(id_, arrived_at, rank_of(arrived_at, need, FAIR))


def calls(waiting: list[QueuePlace]) -> list[QueuePlace]:
    past, order, left = 0, [], {each.id: each for each in waiting}
    while found := next_of(left.values(), past=past, fairness=FAIR):
        chosen, went_past = found
        past = past + 1 if went_past else 0
        order.append(left.pop(chosen.id))
    return order


@given(comers, st.integers(0, 3))
def test_everybody_is_called_within_the_bound(people, turns):
    fair = Fairness(turns=turns)
    waiting = [place(n, minutes, need) for n, (minutes, need) in enumerate(sorted(people))]
    past, left, called = 0, {each.id: each for each in waiting}, []
    while found := next_of(left.values(), past=past, fairness=fair):
        chosen, went_past = found
        past = past + 1 if went_past else 0
        called.append(left.pop(chosen.id))
    assert len(called) == len(waiting)
    by_coming = sorted(waiting, key=lambda each: (each.came, each.id))
    for n, each in enumerate(by_coming, start=1):
        assert called.index(each) + 1 <= n * (turns + 1)


@given(comers)
def test_nobody_who_came_more_than_the_credit_later_is_called_earlier(people):
    waiting = [place(n, minutes, need) for n, (minutes, need) in enumerate(people)]
    order = calls(waiting)
    for n, later in enumerate(order):
        for earlier in order[n + 1 :]:
            assert later.came - earlier.came <= FAIR.need


@given(st.lists(st.integers(0, 500), min_size=1, max_size=50))
def test_without_needs_it_is_first_come_first_served(minutes):
    waiting = [place(n, each) for n, each in enumerate(minutes)]
    assert calls(waiting) == sorted(waiting, key=lambda each: (each.came, each.id))


def test_nobody_waits():
    assert next_of([], past=0, fairness=FAIR) is None


def test_a_booking_counts_as_a_little_before_its_slot_unless_one_is_late():
    slot = NOON + dt.timedelta(hours=1)
    credit = FAIR.booking
    assert slot_arrival(slot, NOON, FAIR) == slot - credit
    late = slot + dt.timedelta(minutes=5)
    assert slot_arrival(slot, late, FAIR) == late


def test_the_shuffle_is_fair_and_can_be_checked():
    ids = range(1, 7)
    firsts = [shuffle_tickets(ids, seed.to_bytes(16))[0] for seed in range(3000)]
    assert sorted(shuffle_tickets(ids, b"seed")) == list(ids)
    assert shuffle_tickets(ids, b"seed") == shuffle_tickets(reversed(ids), b"seed")
    assert all(400 < firsts.count(id_) < 600 for id_ in ids)
    assert digest_of(b"seed") == "19b25856e1c150ca834cffc8b59b23adbd0ec0389e58eb22b3b64768098d002b"


def test_late_ones_go_behind_so_many():
    ranks = [NOON + dt.timedelta(minutes=n) for n in range(5)]
    assert ranks[1] < behind(ranks, 2, NOON) < ranks[2]
    assert behind(ranks, 9, NOON) > ranks[-1]
    assert behind([], 3, NOON) == NOON
    assert behind(ranks, 0, NOON) < ranks[0]


@given(comers, st.integers(0, 3), st.integers(0, 3))
def test_the_order_that_is_foretold_is_the_order_of_the_calls(people, turns, past):
    fair = Fairness(turns=turns)
    waiting = [place(n, minutes, need) for n, (minutes, need) in enumerate(people)]
    foretold = rules.calls(
        [each.id for each in sorted(waiting, key=lambda each: (each.rank, each.id))],
        [each.id for each in sorted(waiting, key=lambda each: (each.came, each.id))],
        past=past,
        turns=turns,
    )
    left, called = {each.id: each for each in waiting}, []
    while found := next_of(left.values(), past=past, fairness=fair):
        past = past + 1 if found[1] else 0
        called.append(left.pop(found[0].id).id)
    assert list(foretold) == called
