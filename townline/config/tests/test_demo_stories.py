"""What is told, at whatever moment a demo is started."""

import datetime as dt
import json
import random
import re
from collections import Counter, defaultdict

import pytest

from townline import demo
from townline.casework.importing.api import Confirmed, Drafted, ReceivedStep
from townline.demo.stories import calendar, scenarios
from townline.demo.stories.choosing import Chooser
from townline.demo.stories.wording import Filler

pytestmark = pytest.mark.usefixtures("district")
# What is open now, and what came again, is told last.
_LAST = [demo.FOLDER / name for name in ("demo_open.json", "demo_again.json")]
_OPEN = sum(len(json.loads(file.read_text())) for file in _LAST)

MOMENTS = [
    dt.datetime(2026, 11, 25, 4, 30, tzinfo=dt.UTC),
    dt.datetime(2027, 1, 3, 15, 10, tzinfo=dt.UTC),  # ten minutes after midnight in Seoul
    dt.datetime(2027, 7, 15, 23, 0, tzinfo=dt.UTC),
]


@pytest.mark.parametrize("now", MOMENTS)
def test_steps_are_in_order_and_over_by_now(now):
    for story in demo.stories(now):
        moments = [step.at for step in story.steps]
        assert moments == sorted(moments)
        assert moments[-1] <= now
        assert isinstance(story.steps[0], ReceivedStep)


def test_the_same_seed_tells_the_same_and_another_does_not():
    assert demo.stories(MOMENTS[0]) == demo.stories(MOMENTS[0])
    assert demo.stories(MOMENTS[0]) != demo.stories(MOMENTS[0], seed=8)


def test_no_scenario_comes_twice_on_a_usual_day_or_twice_at_one_place(district):
    rng = random.Random(3)  # noqa: S311 -- as the demo does
    material = scenarios.read(demo.FOLDER)
    chooser = Chooser(material, rng)
    places = defaultdict(list)
    for day in reversed(list(calendar.days(MOMENTS[0], district.zone, rng))):
        chosen = chooser.day(day, MOMENTS[0])
        uses = Counter(h.scenario.id for h in chosen)
        assert max(uses.values()) <= (3 if day.surge_day else 1)
        for happening in chosen:
            assert happening.scenario.surge_day in (0, day.surge_day)
            places[happening.scenario.id].append(happening.place.name_ko)
    assert all(len(set(own)) == len(own) for own in places.values())
    assert set(places) >= {s.id for s in material.ordinary if s.service != "snow"}


def test_snow_falls_when_it_is_coldest():
    assert calendar.surge_date(dt.date(2026, 11, 25)) == dt.date(2026, 11, 19)
    assert calendar.surge_date(dt.date(2027, 2, 20)) < dt.date(2027, 2, 12)


def test_people_write_and_confirm_by_day(district):
    steps = [s for story in demo.stories(MOMENTS[0])[:-_OPEN] for s in story.steps]
    confirmed = [s.at.astimezone(district.zone).hour for s in steps if isinstance(s, Confirmed)]
    drafted = [s.at.astimezone(district.zone).hour for s in steps if isinstance(s, Drafted)]
    assert min(confirmed) >= 7
    assert sum(hour < 7 for hour in drafted) < 0.02 * len(drafted)


_TIME = re.compile(r"(오전|오후) (\d+)시(?: \d+분)?")
_NAMED = re.compile(rf"{_TIME.pattern}에")


def _hour(found: re.Match[str]) -> int:
    return int(found[2]) % 12 + (12 if found[1] == "오후" else 0)


@pytest.mark.parametrize("now", MOMENTS)
def test_no_crew_works_at_night_where_the_text_came_in_time_for_the_day(now):
    hours = []
    for story in demo.stories(now)[-_OPEN:]:
        drafts = [s.body for s in story.steps if isinstance(s, Drafted)]
        if now - story.steps[0].at > dt.timedelta(hours=30):
            hours += [_hour(found) for body in drafts for found in _NAMED.finditer(body)]
    assert len(hours) >= 4
    assert all(9 <= hour < 18 for hour in hours)


def test_times_named_in_an_answer_lie_before_it_and_on_the_day_it_names(district):
    rng = random.Random(1)  # noqa: S311 -- as the demo does
    first = dt.datetime(2026, 11, 20, 18, 35, tzinfo=district.zone)
    answered = first + dt.timedelta(hours=23)
    fill = Filler("ko", "느티로 21", first, rng)
    for _ in range(50):
        same_day = _TIME.search(fill("{day+0} {time}", answered))
        assert 18 <= _hour(same_day) <= 19
        assert 9 <= _hour(_TIME.match(fill("{time}", answered))) < 18
    assert fill("{place}, {day+1}", answered) == "느티로 21, 11월 21일(토)"
    assert Filler("en", "21 Neuti-ro", first, rng)("{day+1}", answered) == "Sat 21 Nov"
