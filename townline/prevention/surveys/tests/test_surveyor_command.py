"""``townline surveys surveyor add``: what planning needs is given with the name."""

import argparse
import datetime as dt

import pytest

from townline.platform.core.commands import CannotStart
from townline.platform.core.history.audit import SERVER
from townline.prevention.surveys import commands
from townline.prevention.surveys.services.surveyors import surveyor_add
from townline.prevention.surveys.tests.lists import NOW


def parse_command(*words):
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers()

    def add(name, help_, command):
        del command
        return sub.add_parser(name, help=help_)

    commands.add_to(add)
    return parser.parse_args(["surveys", "surveyor", "add", "조사원 1", *words])


@pytest.mark.django_db
def test_start_hours_and_visits_are_set():
    more = ("--start", "구청", "--at", "36.61,125.33", "--hours", "09:30-16:00", "--visits", "12")
    known = commands._planned_by(parse_command(*more))
    made, _ = surveyor_add(name="조사원 1", actor=SERVER, now=NOW, **known)
    made.refresh_from_db()
    assert (made.start, made.latitude, made.longitude) == ("구청", 36.61, 125.33)
    assert (made.begins_at, made.ends_at) == (dt.time(9, 30), dt.time(16))
    assert made.visits_a_day == 12


def test_without_them_a_surveyor_goes_as_the_district_says():
    assert commands._planned_by(parse_command()) == {"start": ""}


@pytest.mark.parametrize(
    "more",
    [("--hours", "17:00-09:00"), ("--hours", "all day"), ("--visits", "0"), ("--at", "91,200")],
)
def test_what_cannot_be_is_refused(more, capsys):
    with pytest.raises(SystemExit):
        parse_command(*more)
    assert more[0] in capsys.readouterr().err


def test_a_start_needs_its_position():
    with pytest.raises(CannotStart, match="--at"):
        commands._planned_by(parse_command("--start", "구청"))
