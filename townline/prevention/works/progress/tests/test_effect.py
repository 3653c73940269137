"""The effect of works on generated homes: a planted one is found, none is claimed where none is."""

import random

import pytest

from townline.prevention.works.progress.rules.effect import Home, effect

GRADES = ("C", "D", "E")


def homes(seed, *, planted, count=1500):
    """Generate homes, the worst done first, with rain that falls on all alike.

    ``planted``: by how much works lower the rate of troubles after the season.
    """
    rng = random.Random(seed)  # noqa: S311 -- the same homes each time
    found = []
    for _ in range(count):
        at = rng.randrange(3)
        rate, done = 0.2 + 0.3 * at, rng.random() < 0.25 + 0.2 * at
        wet = rate * 1.4  # the year after was wetter, for everybody
        after = max(0.0, wet - planted) if done else wet
        found.append(
            Home(stratum=GRADES[at], done=done, before=_many(rng, rate), after=_many(rng, after))
        )
    return found


def _many(rng, rate):
    return sum(rng.random() < rate / 4 for _ in range(4))


def test_a_planted_effect_lies_in_the_interval_and_a_naive_look_misses_it():
    found = effect(homes(1, planted=0.25))
    assert found.low < -0.25 < found.high < 0
    assert found.clear
    # Before against after alone: the wet year hides most of it.
    naive = found.done_rates[1] - found.done_rates[0]
    assert naive > found.change + 0.1


def test_without_an_effect_none_is_claimed():
    clear = [effect(homes(seed, planted=0)).clear for seed in range(200)]
    # Of 200 intervals of 95%, ten are wrong by chance; 25 would be no chance.
    assert sum(clear) < 25


def test_the_interval_holds_the_truth_as_often_as_it_says():
    held = [effect(homes(seed, planted=0.15)) for seed in range(200)]
    inside = sum(one.low <= -0.15 <= one.high for one in held)
    assert 178 <= inside <= 200


@pytest.mark.parametrize("done", [0, 4])
def test_few_homes_say_nothing(done):
    rows = [Home(stratum="D", done=at < done, before=1, after=0) for at in range(30)]
    found = effect(rows)
    assert (found.change, found.low, found.clear, found.done) == (None, None, False, 0)
    assert found.left_out == done


def test_homes_without_similar_ones_are_left_out_and_counted():
    rows = [Home(stratum="E", done=True, before=2, after=0) for _ in range(10)]
    rows += [Home(stratum="D", done=at % 2 == 0, before=1, after=1) for at in range(20)]
    found = effect(rows)
    assert (found.left_out, found.done, found.others) == (10, 10, 10)
    assert found.change == 0


def test_where_no_trouble_was_noted_the_interval_is_no_point():
    found = effect([Home(stratum="D", done=at < 60, before=0, after=0) for at in range(140)])
    # Of 60 homes without any, up to three in sixty may still have some (the rule of three).
    assert 0.04 < found.high < 0.08
    assert found.low == -found.high
