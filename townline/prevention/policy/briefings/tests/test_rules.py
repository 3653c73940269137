"""Weeks, what rises, and what is said: pure."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from townline.prevention.policy.briefings.rules.facts import Fact, Section, choose_facts, fact_of
from townline.prevention.policy.briefings.rules.usual import rises, usual
from townline.prevention.policy.briefings.rules.weeks import (
    Week,
    WeekUnreadable,
    reported_week,
    week_named,
    week_of,
)

SEOUL = ZoneInfo("Asia/Seoul")


def test_a_week_is_named_as_its_address_names_it():
    assert week_named("2026-W48") == Week(2026, 48)
    assert week_of(dt.date(2027, 1, 3)) == Week(2026, 53)
    assert Week(2027, 1).back() == Week(2026, 53)
    for words in ("2026-48", "2025-W53", "2026-W00", "2026-W99", "0000-W01"):
        with pytest.raises(WeekUnreadable):
            week_named(words)


@pytest.mark.parametrize(
    ("day", "hour", "weekday", "number"),
    # Monday 30 November: before and after seven; a Friday's briefing is of the week before.
    [(30, 6, 1, 47), (30, 7, 1, 48), (30, 23, 5, 47), (29, 23, 1, 47), (27, 8, 5, 47)],
)
def test_a_week_is_told_from_the_hour_of_the_district_on(day, hour, weekday, number):
    now = dt.datetime(2026, 11, day, hour, tzinfo=SEOUL)
    assert reported_week(now, weekday=weekday, hour=7) == Week(2026, number)


@pytest.mark.parametrize(
    ("count", "past", "known", "is_reported"),
    [
        (20, [5] * 8, 8, 5),
        (8, [5] * 8, 8, None),  # half as much again, but chance may do that
        (4, [0] * 8, 8, None),  # too few to be news
        (5, [0] * 8, 8, 0),
        (20, [0] * 5 + [5] * 3, 3, None),  # nobody knows yet what is usual
        (130, [100] * 8, 8, None),
        (160, [100] * 8, 8, 100),
        (20, [40, 5, 5, 5, 5, 5, 5, 5], 8, 5),  # one storm does not make a storm usual
    ],
)
def test_what_rises_is_clearly_more_than_usual(count, past, known, is_reported):
    assert rises(count, past, known=known) == is_reported


def test_weeks_before_the_line_was_there_are_no_past():
    assert usual([0, 0, 0, 0, 6, 8, 8, 10]) == 8
    assert usual([0, 0, 0, 0, 0, 8, 8, 10]) is None


def fact(name, n, scope="", section=Section.LATE, **more):
    return Fact(scope=scope, source="lateness", section=section, name=name, n=n, **more)


def test_nothing_is_said_of_nothing_and_no_kind_fills_the_page():
    facts = [
        fact("answers_late", 0),
        fact("works_plan", 0, more={"whole": 12}),
        *(fact("service_rises", n, section=Section.RISES) for n in range(9, 1, -1)),
        fact("answers_late", 3, scope="roads"),
    ]
    selected = choose_facts(facts)
    assert [(one.scope, one.name, one.n) for one in selected] == [
        *(("", "service_rises", n) for n in range(9, 4, -1)),
        ("", "works_plan", 0),
        ("roads", "answers_late", 3),
    ]
    assert [fact_of(one.kept()) for one in selected] == selected
