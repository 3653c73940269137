"""The demo's stories can have happened, and look like an ordinary day, whenever it is started."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from townline import demo
from townline.casework.importing.api import HistoryCase, ReceivedStep, refusal_of
from townline.demo.desk.incidents import incident_entries, like_cases
from townline.demo.stories import scenarios
from townline.demo.stories.wording import Filler
from townline.platform.core.models import Holiday
from townline.prevention.incidents.surge.rules.usual import Past
from townline.prevention.incidents.surge.rules.watching import WINDOWS, SignalKind, Watch

pytestmark = pytest.mark.usefixtures("district")
SEOUL = ZoneInfo("Asia/Seoul")
MINUTE = dt.timedelta(minutes=1)
AGAIN = 31  # minutes that the program looks at again at each look
WEEK = [dt.datetime(2026, 11, 30, tzinfo=SEOUL) + 15 * n * MINUTE for n in range(7 * 24 * 4)]
# The starts that died or proposed a surge, the ends of years, the leap day.
NAMED = [
    dt.datetime(*moment, tzinfo=SEOUL)
    for moment in (
        (2026, 12, 2, 5, 3), (2026, 12, 2, 5, 14), (2026, 12, 6, 14, 30), (2026, 12, 6, 14, 45),
        (2026, 12, 6, 16, 0), (2027, 8, 29, 23, 12), (2028, 2, 27, 15, 54),
        (2026, 12, 31, 23, 59), (2027, 1, 1, 0, 1),
        (2028, 2, 28, 23, 59), (2028, 2, 29, 0, 0), (2028, 2, 29, 4, 0), (2028, 2, 29, 13, 30),
        (2028, 3, 1, 0, 1), (2028, 12, 31, 23, 59),
    )
]  # fmt: skip


def _random_moments() -> list[dt.datetime]:
    rng = random.Random(29)  # noqa: S311 -- the same moments each time
    first = dt.datetime(2027, 1, 1, tzinfo=SEOUL)
    return [first + rng.randrange(2 * 366 * 24 * 60) * MINUTE for _ in range(200)]


def _problems(now: dt.datetime) -> Iterator[str]:
    history = demo.stories(now)
    if len(history) < 880:
        yield f"{len(history)} stories only"
    for story in history:
        moments = [step.at for step in story.steps]
        if refusal := refusal_of(story):
            yield f"{story.name}: {refusal.detail}"
        if not all(one < other for one, other in pairwise(moments)) or moments[-1] > now:
            yield f"{story.name}: out of order"
    for incident in incident_entries(demo.FOLDER):
        if len(like_cases(incident, history, now)) < 2:
            yield f"no like cases of {incident['title']}"
    if surge := _surge(history, now):
        yield surge


def _surge(history: Sequence[HistoryCase], now: dt.datetime) -> str:
    """Say when the program would propose surge mode after the start, as it looks each minute.

    Somebody tries the demo with two texts meanwhile.
    """
    received_at = [
        s.at.astimezone(SEOUL) for t in history for s in t.steps if isinstance(s, ReceivedStep)
    ]
    received_at = sorted([*received_at, now + MINUTE, now + 2 * MINUTE])
    midnight = now.replace(hour=0, minute=0, second=0)
    watch = Watch(Past(frozenset(Holiday.objects.values_list("date", flat=True))))
    watch.past.add(at for at in received_at if at < midnight)
    since = min(midnight, now - WINDOWS[-1] - AGAIN * MINUTE)
    received_at = [at for at in received_at if at > since]
    for minute in range(-AGAIN, 180, 2):
        at = now + minute * MINUTE
        while received_at and received_at[0] <= at:
            watch.hear(received_at.pop(0))
        signal = watch.look(at)
        if signal and signal.said is SignalKind.PROPOSED:
            return f"surge proposed at {at:%H:%M}: {signal.texts} in {signal.minutes} minutes"
    return ""


def _wrong(moments: Sequence[dt.datetime]) -> dict[str, list[str]]:
    return {f"{now:%Y-%m-%d %H:%M}": problems for now in moments if (problems := [*_problems(now)])}


@pytest.fixture
def plans(district, monkeypatch):
    """Plan stories without writing their words, which no moment depends on."""
    material = scenarios.read(demo.FOLDER)
    monkeypatch.setattr(scenarios, "read", lambda _: material)
    monkeypatch.setattr(Filler, "__call__", lambda _self, text, _at: text)


@pytest.mark.usefixtures("plans")
def test_stories_are_possible_and_no_surge_at_the_worst_moments_and_some_others(caplog):
    # Each step is seven hours and a quarter: all hours of the day come, on all days of the week.
    assert _wrong([*NAMED, *WEEK[::29], *_random_moments()[:6]]) == {}
    assert [one.getMessage() for one in caplog.records if one.levelname == "WARNING"] == []


@pytest.mark.long  # a third of a second for each of 880; the test above stands for it
@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize("part", range(4))
def test_stories_are_possible_and_no_surge_at_any_moment(part, caplog):
    assert _wrong([*WEEK, *_random_moments()][part::4]) == {}
    assert [one.getMessage() for one in caplog.records if one.levelname == "WARNING"] == []
