"""The demo tells whole stories from the first text to a policy, whenever it is built."""

import datetime as dt

import pytest

from tests.world import World
from townline.demo.policy.story import policies
from townline.platform.core.paths import DEMO
from townline.prevention.incidents.broadcasts import api as broadcasts
from townline.prevention.policy import api
from townline.prevention.policy.rules.states import Stage


@pytest.mark.django_db
def test_three_whole_stories_and_one_that_asks(world: World) -> None:
    now = dt.datetime(2026, 11, 29, 15, 1, tzinfo=dt.UTC)  # midnight has just passed in Seoul
    assert policies(now, DEMO) == 4
    stories = api.public_stories()
    whole = [each for each in stories if each.row.matter.state == Stage.ADOPTED]
    assert len(whole) == 3
    assert all(each.texts >= 5 and each.photos and each.last for each in whole)
    assert all(each.last and each.last.effect and each.last.effect.sure for each in whole)
    votes = [each.decision.supports + each.decision.opposes for each in whole if each.decision]
    assert len(votes) == 3
    assert min(votes) >= 5
    (asks,) = (each for each in stories if each.row.matter.hears)
    assert asks.votes.supports == 2
    states = [
        api.matter_detail(each.number, viewer=world.person("mayor")).tellings for each in whole
    ]
    assert sorted(one.row.state for tellings in states for one in tellings) == [
        "approved", "submitted",
    ]  # fmt: skip
    # It is night: they leave in the morning.
    assert broadcasts.broadcasts_run(now=now + dt.timedelta(minutes=1)) == 0
    assert broadcasts.broadcasts_run(now=now + dt.timedelta(hours=12)) == 5
