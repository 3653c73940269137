"""Pure rules: periods, buckets, and what the public may see."""

import datetime as dt
import itertools
import statistics

import pytest
from hypothesis import given, strategies as st

from townline.platform.core.personal_data import suppression
from townline.platform.core.text.languages import plain
from townline.prevention.policy.insights.rules import hours, periods
from townline.prevention.policy.insights.rules.counting import COUNTS, CaseTally
from townline.prevention.policy.insights.rules.publishing import public_lines, public_sum

DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))


@given(DAYS, st.sampled_from(["week", "month", "quarter", "year"]))
def test_a_period_holds_its_day_and_follows_the_one_before(day, kind):
    found = periods.period(kind, day)
    assert found.span.since <= day < found.span.until
    assert found.before.until == found.span.since
    assert periods.period(kind, found.before.since).span == found.before


@given(DAYS, st.integers(0, 900))
def test_months_and_loose_days_cover_a_span_once(day, length):
    span = periods.Span(day, day + dt.timedelta(days=length))
    found = periods.cover(span)
    months = [periods.Span(m, periods.month_start(m, 1)) for m in found.months]
    pieces = sorted([*months, *found.loose], key=lambda s: s.since)
    assert sum(piece.days for piece in pieces) == length
    assert all(a.until <= b.since for a, b in itertools.pairwise(pieces))
    assert sum(piece.days for piece in found.loose) <= 61


@given(DAYS, st.integers(1, 900), st.sampled_from(["day", "week", "month"]))
def test_every_day_has_its_piece_of_the_chart(day, length, step):
    span = periods.Span(day, day + dt.timedelta(days=length))
    pieces = periods.steps(span, step)
    days = (day + dt.timedelta(days=n) for n in range(length))
    assert list(dict.fromkeys(periods.step_of(d, step) for d in days)) == pieces


@given(st.lists(st.floats(0, 720, exclude_max=True), min_size=1, max_size=60))
def test_the_median_of_buckets_is_near_that_of_the_times(times):
    counts = [0] * hours.BUCKETS
    for each in times:
        counts[hours.bucket(each)] += 1
    found = hours.quantile(counts, 0.5)
    middle = sorted(times)[(len(times) - 1) // 2]
    at = hours.bucket(middle)
    assert found is not None
    assert hours.EDGES[at] <= found <= hours.EDGES[min(at + 1, hours.BUCKETS - 1)]
    if max(times) < 48:
        assert abs(found - statistics.median_low(times)) <= 1


def test_of_nothing_there_is_no_median():
    assert hours.quantile([0] * hours.BUCKETS, 0.9) is None


@given(st.lists(st.integers(0, 40), min_size=1, max_size=20))
def test_a_small_count_is_never_what_a_sum_leaves_over(counts):
    hides = suppression.hidden_flags(counts)
    cells = [c for c, hide in zip(counts, hides, strict=True) if hide]
    assert all(hide for c, hide in zip(counts, hides, strict=True) if 0 < c < suppression.SMALLEST)
    # Whoever subtracts gets a sum of at least five in two cells; else everything is hidden.
    assert not cells or all(hides) or (len(cells) > 1 and sum(cells) >= suppression.SMALLEST)


@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_a_published_table_shows_no_count_under_five(counts):
    parts = [(str(n), CaseTally(came=count, kept=count)) for n, count in enumerate(counts)]
    lines = public_lines(parts)
    assert all(line.came is None or line.came == 0 or line.came >= 5 for line in lines)
    assert all(line.share is None for line in lines if line.came is None)


def test_a_time_with_few_cases_shows_nothing():
    found = public_sum(CaseTally(came=4, kept=4, answered=4, rated=4, stars=20))
    assert {getattr(found, name) for name in ("came", "share", "median", "rating", "rated")} == {
        None
    }


def test_a_tally_adds_every_count_of_another():
    one = CaseTally(**dict.fromkeys(COUNTS, 1))
    one.add(CaseTally(**dict.fromkeys(COUNTS, 2)))
    assert {getattr(one, name) for name in COUNTS} == {3}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\t=1", "  =1", "\r=1"])
def test_a_spreadsheet_runs_no_cell(cell):
    assert plain(cell).startswith("'")


def test_ordinary_cells_stay():
    assert [plain(cell) for cell in ("도로과", "-", "12%", "")] == ["도로과", "-", "12%", ""]
