"""Homes and spots become objects with needs, and are followed when they change."""

import pytest

from townline.platform.core.history.audit import SERVER
from townline.prevention.hazards.rules.states import HazardEvent
from townline.prevention.hazards.services.marks import HAZARDS, hazard_move
from townline.prevention.hazards.tests.hazarding import opened
from townline.prevention.surveys import api as surveys
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.rules.states import HomeEvent
from townline.prevention.surveys.services.transition import HOMES
from townline.prevention.surveys.tests.lists import NOW, row
from townline.prevention.surveys.tests.lists import taken as listed
from townline.prevention.surveys.tests.test_grading import BEST
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, WorkObject
from townline.prevention.works.models import SourceMark
from townline.prevention.works.tests.things import YES, consents, now_of

pytestmark = pytest.mark.django_db
BY = {"actor": SERVER, "now": NOW}
WET = BEST | {"entrance_sill_cm": 5, "backflow_valve": "none", "household_at_risk": "more"}


def graded(**answers):
    listed(row("1"), row("2", address="새벗로 2"))
    first, second = Home.objects.order_by("id")
    surveys.home_grade(home_id=first.pk, answers=WET | answers, **BY)
    surveys.home_grade(home_id=second.pk, answers=BEST, **BY)
    return first


def test_a_graded_home_becomes_an_object_and_its_needs_measures_that_say_why():
    home = graded()
    assert works.marks_run(now=NOW) == 2
    assert not SourceMark.objects.exists()
    (found,) = WorkObject.objects.all()  # a home without needs is none
    assert (found.source, found.reference, found.kind) == ("home", str(home.pk), "semi-basement")
    assert (found.dong, found.people) == ("새벗동", 2)
    assert found.grade == Home.objects.get(pk=home.pk).grade
    by_kind = {each.kind: each for each in Measure.objects.all()}
    assert set(by_kind) == {"flood-barrier", "backflow-valve"}
    why = by_kind["flood-barrier"].why
    assert "출입구 턱 5 cm" in why["ko"]
    assert "Entrance sill 5 cm" in why["en"]
    works.marks_run(now=NOW)
    works.sources_read(now=NOW)
    assert Measure.objects.count() == 2  # again changes nothing


def test_a_need_that_is_gone_takes_its_proposal_back_until_it_comes_again():
    home = graded()
    works.marks_run(now=NOW)
    for sill, state in ((60, "dropped"), (5, "proposed")):
        surveys.home_grade(home_id=home.pk, answers=WET | {"entrance_sill_cm": sill}, **BY)
        works.marks_run(now=NOW)
        assert Measure.objects.get(kind="flood-barrier").state == state
    # What an officer dropped is not proposed again.
    pk = Measure.objects.get(kind="flood-barrier").pk
    works.measures_drop([pk], reason="세입자가 원하지 않음", **BY)
    works.sources_read(now=NOW)
    assert Measure.objects.get(pk=pk).state == "dropped"


def test_a_home_that_is_taken_out_holds_what_was_planned_at_once_and_gives_it_back():
    home = graded()
    works.marks_run(now=NOW)
    planned, proposed = Measure.objects.order_by("kind")
    works.measures_decide([planned.pk], **BY)
    works.consents_give(consents(planned), YES, **BY)
    placing = works.Placing(measure_id=planned.pk, year=2027, quarter=1, budget="district")
    works.measures_plan([placing], **BY)
    surveys.home_exclude(
        home_id=home.pk, why=surveys.Exclusion.DEMOLISHED, reason="헐림", point=(36.6, 125.33), **BY
    )
    assert (now_of(planned).state, now_of(planned).held_from) == ("held", "planned")
    assert now_of(proposed).state == "dropped"
    assert WorkObject.objects.get().gone_for == "조사 제외: 멸실"
    surveys.home_put_back(home_id=home.pk, reason="", **BY)
    works.marks_run(now=NOW)
    assert (now_of(planned).state, now_of(proposed).state) == ("planned", "proposed")


def test_a_merged_home_names_the_one_that_goes_on():
    listed(row("1"), row("2", address="새벗로 2"))
    first, second = Home.objects.order_by("id")
    for home in (first, second):
        surveys.home_grade(home_id=home.pk, answers=WET, **BY)
    works.marks_run(now=NOW)
    HOMES.move(HOMES.lock(second.pk), HomeEvent.MERGE, changes={"merged_into": first}, **BY)
    gone = WorkObject.objects.get(reference=str(second.pk))
    assert (gone.state, gone.merged_into.reference) == ("merged", str(first.pk))


def test_a_spot_that_was_made_safe_waits_here_for_its_repair(world):
    spot = opened(world)
    assert works.marks_run(now=NOW) == 0
    hazard_move(HAZARDS.lock(spot.pk), HazardEvent.MAKE_SAFE, **BY)
    assert works.marks_run(now=NOW) == 1
    (measure,) = Measure.objects.all()
    assert (measure.kind, measure.object.source) == ("hazard-repair", "hazard")
    works.measures_decide([measure.pk], **BY)
    assert now_of(measure).state == "ready"  # nobody is asked
    hazard_move(HAZARDS.lock(spot.pk), HazardEvent.REPAIR, **BY)
    assert (now_of(measure).state, now_of(measure).held_for) == ("held", "object")
