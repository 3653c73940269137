"""The demo's homes: a tenth of the survey that the story is of, with some still to be seen."""

import pytest

from townline.demo import FOLDER
from townline.demo.homes.survey import survey
from townline.prevention.surveys import api
from townline.prevention.surveys.api import Surveyor
from townline.prevention.surveys.routes.models import PlanRun

pytestmark = [pytest.mark.server, pytest.mark.django_db]


def test_there_are_homes_of_every_state_and_they_add_up(world):
    survey(world.now, FOLDER, 7)
    found = api.count_list("semi-basement")
    assert found.listed == 528
    assert sum(found.excluded.values()) == 146
    assert 0 < found.not_yet_seen < 100
    assert found.listed == 146 + found.not_yet_seen + sum(found.graded.values())
    (form,) = api.open_forms(world.now)
    assert form.lists == ("homes.csv",)
    # Each surveyor's phone has homes to play with, and a drawing hangs on some.
    homes_by_surveyor = [api.home_facts(one.id) for one in Surveyor.objects.all()]
    assert all(homes_by_surveyor)
    assert any(home["files"] for homes in homes_by_surveyor for home in homes.values())
    left = found.not_yet_seen  # each is on a day of a surveyor, or comes later
    run = PlanRun.objects.get()
    visits = api.PlannedVisit.objects.filter(done_at=None)
    assert visits.count() == run.result["planned"] > 0
    assert visits.count() + run.result["later"] == left
    assert run.result["unplaced"] == {}
    assert {each.surveyor.name for each in visits} == {"조사원 1", "조사원 2", "조사원 3"}
