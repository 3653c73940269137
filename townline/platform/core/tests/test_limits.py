"""How tries are counted: in no stretch of a window's length do more get through than allowed."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from townline.platform.core.http.limits import HOUR, MINUTE, PARTS, Limit, forget, retention_rules
from townline.platform.core.models import Tally

NOW = dt.datetime(2026, 11, 25, 5, 59, 50, tzinfo=dt.UTC)
SHARED = Limit(name="test:shared", per="thing", most=3, window=HOUR)
ROUGH = Limit(name="test:rough", per="thing", most=3, shared=False)


@pytest.fixture(autouse=True)
def _forget(db):
    forget()


@pytest.mark.parametrize("limit", [SHARED, ROUGH])
def test_each_key_has_its_own_count(limit):
    for _ in range(limit.most):
        assert limit.take("a", NOW) == 0
    assert limit.take("a", NOW) > 0
    assert limit.take("b", NOW) == 0


@pytest.mark.server
@pytest.mark.parametrize("limit", [SHARED, ROUGH])
def test_looking_counts_nothing(limit):
    for _ in range(limit.most):
        assert limit.waits("a", NOW) == 0
        limit.take("a", NOW)
    assert limit.waits("a", NOW) == limit.waits("a", NOW) > 0


def test_a_full_hour_frees_nobody():
    for _ in range(3):
        SHARED.take("a", NOW)
    assert SHARED.take("a", NOW + dt.timedelta(seconds=20)) > 0
    rough = [ROUGH.take("a", NOW) for _ in range(3)]
    assert (rough, ROUGH.take("a", NOW + dt.timedelta(seconds=20))) == ([0, 0, 0], 0)


def test_the_wait_that_is_told_is_long_enough():
    for _ in range(3):
        SHARED.take("a", NOW)
    wait = SHARED.waits("a", NOW)
    assert SHARED.waits("a", NOW + dt.timedelta(seconds=wait)) == 0
    assert wait <= (HOUR + HOUR / PARTS).total_seconds()


def test_several_are_counted_in_one_statement(django_assert_num_queries):
    minute = Limit(name="test:minute", per="all", most=1, window=MINUTE)
    with django_assert_num_queries(1):
        assert Limit.check([(SHARED, "a"), (minute, "")], NOW) == 0
    assert 0 < Limit.check([(SHARED, "a"), (minute, "")], NOW) <= 65


@pytest.mark.server
def test_who_has_shown_themselves_is_forgiven():
    for _ in range(4):
        SHARED.take("a", NOW)
        SHARED.take("b", NOW)
    SHARED.clear("a")
    assert SHARED.take("a", NOW) == 0
    assert SHARED.take("b", NOW) > 0


def test_the_table_names_no_key():
    SHARED.take("+821000000042", NOW)
    stored_name = bytes(Tally.objects.get().name)
    assert b"0042" not in stored_name
    assert len(stored_name) == 32


def test_counts_go_when_their_window_is_over():
    SHARED.take("a", NOW)
    (rule,) = retention_rules()
    assert (rule.sweep(NOW - HOUR, 10), rule.sweep(NOW + dt.timedelta(hours=1), 10)) == (0, 1)


@given(st.lists(st.integers(0, 4000), min_size=1, max_size=25))
def test_in_no_hour_more_than_allowed_get_through(steps):
    moment, passed = NOW, []
    name = f"test:{hash(tuple(steps))}"
    limit = Limit(name=name, per="thing", most=3, window=HOUR)
    for step in steps:
        moment += dt.timedelta(seconds=step)
        if not limit.take("a", moment):
            passed.append(moment)
    for at in passed:
        assert sum(at <= other < at + HOUR for other in passed) <= limit.most
    Tally.objects.all().delete()
