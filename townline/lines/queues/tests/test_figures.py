"""Figures: counted from the tickets, kept at the day's end, and the same afterwards."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, strategies as st
from openpyxl import load_workbook

from townline.lines.queues import api
from townline.lines.queues.models import QueueFigure, Ticket
from townline.lines.queues.rules.counting import Counts, Fact
from townline.lines.queues.rules.tickets import TicketEvent, TicketState
from townline.lines.queues.tests.halls import NINE
from townline.platform.core import clock
from townline.platform.core.history import audit

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 25)
FACTS = st.lists(
    st.builds(
        Fact,
        hour=st.integers(9, 17),
        state=st.sampled_from(TicketState),
        waited=st.none() | st.integers(0, 20_000),
        inside=st.none() | st.booleans(),
    ),
    max_size=40,
)


def sum_facts(facts) -> Counts:
    found = Counts()
    for fact in facts:
        found.add(fact)
    return found


@given(one=FACTS, two=FACTS)
def test_sums_join_as_if_counted_at_once(one, two):
    joined = sum_facts(one)
    joined.join(sum_facts(two))
    assert joined == sum_facts(one + two)
    if joined.called:
        waits = sorted(f.waited for f in one + two if f.waited is not None)
        nine_in_ten = waits[-(-9 * len(waits) // 10) - 1] / 60
        assert nine_in_ten < joined.most <= nine_in_ten + 5


@pytest.fixture
def day(office, world, visit, monkeypatch):
    """A morning: called after 10 and 20 minutes, one no-show, one who left, one still waiting."""
    world.now = office.now
    monkeypatch.setattr(clock, "now", lambda: office.now)
    tickets = office.take(count=5)
    office.open("hall-1")
    office.wait(minutes=10)
    office.next()
    office.wait(minutes=10)
    office.next()
    office.end(TicketEvent.MISS)
    api.ticket_leave(ticket_id=tickets[2].id, actor=audit.RESIDENT, now=office.now)
    office.wait(hours=1)
    office.next()
    return office


def of_day() -> dict[int, Counts]:
    return {row.hour: row.counts for row in api.figures(DAY, DAY)}


def test_a_morning_is_counted(day):
    (counts,) = of_day().values()
    assert (counts.taken, counts.called, counts.missed, counts.left) == (5, 3, 1, 1)
    assert (counts.unserved, counts.longest, counts.waited) == (0, 4800, 600 + 1200 + 4800)
    assert counts.mean == pytest.approx(36.67, abs=0.01)
    assert 0 < counts.inside < counts.told == 3


def test_the_kept_figures_are_those_of_the_day_and_outlive_its_tickets(day):
    live = of_day()
    live[9].unserved = 1  # who was not called, now that the day is over
    day.now = NINE + dt.timedelta(days=1)
    for _ in range(2):
        api.queues_tick(now=day.now)
    assert of_day() == live
    assert QueueFigure.objects.count() == 1
    Ticket.objects.all().delete()
    assert of_day() == live


def test_an_import_changes_no_hour_that_is_known(day):
    day.now = NINE + dt.timedelta(days=1)
    api.queues_tick(now=day.now)
    figures = of_day()
    api.figures_import([api.HourFigure("passport", DAY, 9, Counts(taken=99))])
    assert of_day() == figures


def test_page_and_files_tell_the_same(day, visit):
    clerk = visit("clerk1")
    page = clerk.get("/halls/figures/").content.decode()
    assert "여권 · 한들구청 1층 민원실" in page
    assert "<td>36.7</td>" in page
    assert "<td>20%</td>" in page
    text = clerk.get("/halls/figures/export.csv").content.decode("utf-8-sig")
    lines = [line for line in csv.reader(io.StringIO(text)) if line]
    assert lines[1][:5] == ["업무별", "여권 · 한들구청 1층 민원실", "5", "3", "36.7"]
    assert len({len(line) for line in lines if line[0] == "시간대별"}) == 1
    book = load_workbook(io.BytesIO(clerk.get("/halls/figures/export.xlsx").content))
    assert book.worksheets[0]["B2"].value == 5
    assert book.worksheets[0]["G2"].value == pytest.approx(0.2)
    assert len(book.worksheets) == 4


def test_days_that_cannot_be_shown_are_said(day, visit):
    clerk = visit("clerk1")
    for query in ("from=x&to=y", "from=2026-11-25&to=2026-11-01", "from=2020-01-01&to=2026-01-01"):
        assert 'role="alert"' in clerk.get(f"/halls/figures/?{query}").content.decode()
        assert clerk.get(f"/halls/figures/export.csv?{query}").status_code == 422
        assert clerk.get(f"/halls/figures/export.xlsx?{query}").status_code == 422
    assert (
        "번호표가 없습니다"
        in clerk.get("/halls/figures/?from=2026-01-01&to=2026-01-02").content.decode()
    )
    assert visit("auditor").get("/halls/figures/").status_code == 403


def test_pages_cost_the_same_for_a_day_and_a_year(day, visit):
    clerk = visit("clerk1")
    clerk.get("/halls/figures/")

    def cost(query: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            clerk.get(f"/halls/figures/?{query}")
        return len(seen)

    before = cost("from=2026-11-25&to=2026-11-25")
    rows = [
        api.HourFigure("passport", DAY - dt.timedelta(days=n), hour, Counts(taken=3))
        for n in range(1, 300)
        for hour in (9, 10)
    ]
    api.figures_import(rows)
    assert cost("from=2025-12-01&to=2026-11-25") == before
