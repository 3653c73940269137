"""Crowds that were planted in years that nobody wrote are found at once, and hardly any others."""

import datetime as dt
from collections import Counter
from random import Random

import pytest

from townline.prevention.incidents.surge.rules.invented import SurgeLoad, kinds_of, year
from townline.prevention.incidents.surge.rules.usual import Past, TextKind, kind_of, usual
from townline.prevention.incidents.surge.rules.watching import (
    FEWEST,
    Signal,
    SignalKind,
    Watch,
    replay,
    tail,
)

FIRST = dt.date(2025, 1, 1)
HOUR = dt.timedelta(hours=1)
BEFORE_NOON = dt.datetime.combine(FIRST + dt.timedelta(days=40), dt.time(11, 45))


def _crowds(seed: int) -> list[SurgeLoad]:
    """Plant two dozen: at any hour, one to five hours long, one to three texts a minute."""
    chance = Random(seed)  # noqa: S311 -- to be repeated, not secret
    days = [
        FIRST + dt.timedelta(days=31 + number * 13 + chance.randrange(5)) for number in range(24)
    ]
    return [
        SurgeLoad(
            dt.datetime.combine(day, dt.time(chance.randrange(24), chance.randrange(60))),
            chance.uniform(1, 5),
            chance.uniform(60, 200),
        )
        for day in days
    ]  # fmt: skip


def _of(signals: list[Signal], load: SurgeLoad) -> list[Signal]:
    over = load.begins + (load.hours + 1) * HOUR
    return [one for one in signals if load.begins <= one.at <= over]


@pytest.mark.parametrize(("a_day", "seed"), [(20.0, 1), (100.0, 2)])
def test_every_crowd_is_found_within_a_quarter_of_an_hour(a_day: float, seed: int) -> None:
    crowds = _crowds(seed)
    moments = year(FIRST, 365, crowds, a_day=a_day, seed=seed)
    proposed = [one for one in replay(moments) if one.said is SignalKind.PROPOSED]
    delays = [_of(proposed, load)[0].at - load.begins for load in crowds]
    false = len(proposed) - sum(len(_of(proposed, load)) for load in crowds)
    print(f"{a_day:.0f} a day: at most {max(delays)}, false alarms in a year: {false}")  # noqa: T201 -- a figure to read
    assert max(delays) <= dt.timedelta(minutes=15)
    assert false <= 12


@pytest.mark.parametrize(("a_day", "seed"), [(36.0, 3), (60.0, 13)])
def test_twelve_alike_an_hour_are_found_within_forty_minutes_in_most_starts(
    a_day: float, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 -- to be repeated, not secret
    crowds = [
        SurgeLoad(
            dt.datetime.combine(FIRST + dt.timedelta(days=40 + n * 6), dt.time(8)) + at, 3, 12
        )
        for n in range(20)
        for at in [HOUR * chance.uniform(0, 12)]
    ]
    moments = year(FIRST, 170, crowds, a_day=a_day, seed=seed)
    kinds = kinds_of(moments, crowds, seed=seed)
    past = Past()
    past.add_kinds(kinds.values())
    proposed = [one for one in replay(moments, past, kinds) if one.said is SignalKind.PROPOSED]
    assert min(one.texts for one in proposed) >= FEWEST
    found = [hits[0].at - load.begins for load in crowds if (hits := _of(proposed, load))]
    assert sum(delay <= HOUR * 2 / 3 for delay in found) >= 16
    false = len(proposed) - sum(len(_of(proposed, load)) for load in crowds)
    assert false <= 170 / 30


@pytest.mark.parametrize(
    ("kinds", "count"),
    [
        ([TextKind("s1")] * 6, 1),
        ([TextKind("s1", "d1")] * 3 + [TextKind(f"s{n}", f"d{n}") for n in (2, 3, 4)], 1),
        ([TextKind("s1", f"d{n}") for n in range(3)] + [TextKind(f"s{n}") for n in (2, 3, 4)], 0),
        ([TextKind(f"s{n}", "d1") for n in range(6)], 0),
        ([TextKind("s1", "d1")] * 5, 0),
    ],
    ids=["one service", "three in one dong", "in three dongs", "one dong alone", "five only"],
)
def test_alike_ones_count_where_as_many_unlike_ones_do_not(
    kinds: list[TextKind], count: int
) -> None:
    moments = year(FIRST, 40, [], a_day=36, seed=8)
    begins = dt.datetime.combine(FIRST + dt.timedelta(days=40), dt.time(10))
    few = [begins + dt.timedelta(minutes=5 * n) for n in range(len(kinds))]
    past = Past(dongs=Counter({"": 60, **{f"d{n}": 5 for n in range(12)}}))
    past.services.update({f"s{n}": 10 for n in range(12)})
    signals = [
        one
        for one in replay([*moments, *few], past, dict(zip(few, kinds, strict=True)))
        if one.at >= begins and one.said is SignalKind.PROPOSED
    ]
    assert len(signals) == count


def _texts_at_noon(morning: int, since: dt.datetime | None = None) -> int:
    """Give how many texts within half an hour are proposed at noon, after so many at ten."""
    past = Past()
    past.add(year(FIRST, 40, [], a_day=36, seed=8))
    noon = dt.datetime.combine(FIRST + dt.timedelta(days=40), dt.time(12))
    watch = Watch(past, since=since)
    for number in range(morning):
        watch.hear(noon - 2 * HOUR + number * dt.timedelta(seconds=30))
    for number in range(1, 60):
        watch.hear(noon + number * dt.timedelta(seconds=20))
        if watch.look(noon + HOUR / 2):
            return number
    return 60


def test_a_full_day_raises_what_is_usual_and_a_quiet_one_lowers_it_a_little() -> None:
    quiet, full = _texts_at_noon(0), _texts_at_noon(20, since=BEFORE_NOON)
    assert FEWEST <= quiet <= _texts_at_noon(7) < full
    # However full the morning was, a day is expected to be three times as full at most.
    assert full <= _texts_at_noon(200, since=BEFORE_NOON) < 4 * quiet


def test_what_ended_is_not_proposed_again_but_counts_for_the_day() -> None:
    assert _texts_at_noon(60) == 1
    assert _texts_at_noon(60, since=BEFORE_NOON) >= FEWEST


def test_a_day_that_is_known_is_not_counted_again() -> None:
    moments = year(FIRST, 31, [], seed=9)
    last = FIRST + dt.timedelta(days=30)
    past = Past(until=last)
    past.add(at for at in moments if at.date() < last)
    before = past.total(last - dt.timedelta(days=1))
    late = [at for at in moments if at.date() == last - dt.timedelta(days=1) and at.hour >= 20]
    list(replay([*late, *(at for at in moments if at.date() == last)], past))
    assert past.total(last - dt.timedelta(days=1)) == before > 0


def test_a_fixed_number_instead_would_cry_wolf() -> None:
    """The control: what finds as much without knowing what is usual is wrong every other day."""
    moments = year(FIRST, 365, [], a_day=100.0, seed=2)
    fixed = sum(1 for at, one in enumerate(moments[FEWEST:]) if one - moments[at] < HOUR / 6)
    assert fixed > 12 * 12
    assert len([one for one in replay(moments) if one.said is SignalKind.PROPOSED]) <= 12


def test_each_proposal_ends_and_not_while_they_still_come() -> None:
    crowds = _crowds(3)
    signals = list(replay(year(FIRST, 365, crowds, seed=3)))
    assert [one.said for one in signals] == [SignalKind.PROPOSED, SignalKind.ENDED] * (
        len(signals) // 2
    )
    ended = [one.at for one in signals if one.said is SignalKind.ENDED]
    for load in crowds:
        over = load.begins + load.hours * HOUR
        assert not [at for at in ended if load.begins < at < over]
        assert [at for at in ended if over <= at <= over + 4 * HOUR]


def test_a_flood_of_last_month_is_not_usual_now() -> None:
    calm, flood = Past(), Past()
    moments = year(FIRST, 60, [], seed=4)
    calm.add(moments)
    load = SurgeLoad(dt.datetime.combine(FIRST + dt.timedelta(days=40), dt.time(9)), 6, 100)
    flood.add(year(FIRST, 60, [load], seed=4))
    day = FIRST + dt.timedelta(days=60)
    before, after = usual(calm, day), usual(flood, day)
    assert before is not None
    assert after is not None
    assert sum(after.hours) < 1.15 * sum(before.hours)


def test_an_epidemic_becomes_usual_within_weeks() -> None:
    past = Past()
    past.add(year(FIRST, 60, [], a_day=20, seed=5))
    past.add(year(FIRST + dt.timedelta(days=60), 40, [], a_day=100, seed=5))
    found = usual(past, FIRST + dt.timedelta(days=100))
    assert found is not None
    assert sum(found.hours) > 50


def test_nothing_is_usual_before_two_weeks_and_then_only_very_many_are_proposed() -> None:
    begins = dt.datetime.combine(FIRST + dt.timedelta(days=3), dt.time(10))
    few = year(FIRST, 10, [SurgeLoad(begins, 2, 12)], seed=6)
    many = year(FIRST, 10, [SurgeLoad(begins, 2, 90)], seed=6)
    assert list(replay(few)) == []
    assert [one.usual for one in replay(many)][:1] == [None]


def test_days_off_are_as_sundays() -> None:
    monday = dt.date(2026, 3, 2)
    assert [kind_of(monday, ()), kind_of(monday, {monday})] == [0, 2]
    assert [kind_of(dt.date(2026, 2, 28), ()), kind_of(dt.date(2026, 3, 1), ())] == [1, 2]


@pytest.mark.parametrize("steady", [1.0, 6.0, 50.0])
@pytest.mark.parametrize("mean", [0.05, 1.0, 12.0])
def test_the_tail_is_that_of_counts_that_differ(mean: float, steady: float) -> None:
    from scipy.stats import nbinom

    for count in (0, 1, 2, 6, 20, 60):
        right = float(nbinom.sf(count - 1, steady, steady / (steady + mean)))
        if right > 1e-12:
            assert tail(count, mean, steady) == pytest.approx(
                right, rel=0.25 if right < 1e-8 else 1e-3
            )
