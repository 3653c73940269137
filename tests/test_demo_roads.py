"""The demo's campaigns are named by the district's days, whenever it is built."""

import datetime as dt
import json

import pytest

from tests.world import World
from townline.demo.roads import lines
from townline.platform.core.paths import DEMO
from townline.platform.departments.api import Act
from townline.prevention.hazards.explorations import api as explorations

CAMPAIGNS = json.loads((DEMO / "roads.json").read_text(encoding="utf-8"))["campaigns"]


@pytest.mark.django_db
@pytest.mark.parametrize("hour", [14, 15, 16, 23])
def test_every_stretch_is_found_by_the_name_of_its_campaign(hour: int, world: World) -> None:
    now = dt.datetime(2026, 11, 29, hour, 1, tzinfo=dt.UTC)  # 15:00 is midnight in Seoul
    lines.campaigns(Act(world.person("roads.head"), now), CAMPAIGNS, DEMO)
    assert {line.campaign for line in explorations.lines()} == {
        lines.name_of(each, now) for each in CAMPAIGNS
    }
