"""The demo's roads as sections: the same each time, all of it of the kinds that the list reads."""

import pytest

from townline.demo import FOLDER
from townline.demo.ground.sections import sections
from townline.prevention.hazards.exploration_planning import api

pytestmark = pytest.mark.django_db


def test_the_demo_has_a_list_to_play_with(world):
    number = sections(world.now, FOLDER, 7)
    assert 400 < number < 1_000
    assert all(one.number for one in api.stored_kinds())
    made = api.ranking(api.planning_settings(), world.now)
    assert len(made.sections) == number
    assert {*made.sections.rows["surface"]} == {"roadway", "pavement"}
    assert "" not in made.sections.rows["dong"]
    assert made.score.max() > 1.5 * made.score.min()
    # Brought once more it is the same: nothing is doubled.
    sections(world.now, FOLDER, 7)
    assert api.stored_kinds()[0].number == number
