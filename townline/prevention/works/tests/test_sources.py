"""Homes and spots become objects with needs, and are followed when they change."""

import pytest

from townline.platform.core.history.audit import SERVER
from townline.prevention.hazards.rules.states import HazardEvent
from townline.prevention.hazards.services.marks import HAZARDS, hazard_move
from townline.prevention.hazards.tests.hazarding import open_hazard
from townline.prevention.surveys import api as surveys
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.rules.states import HomeEvent
from townline.prevention.surveys.services.transition import HOMES
from townline.prevention.surveys.tests.lists import NOW, import_rows as listed, row
from townline.prevention.surveys.tests.test_grading import BEST
from townline.prevention.work_orders.models import WorkOrder
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, WorkObject
from townline.prevention.works.errors import RepairedElsewhere
from townline.prevention.works.models import SourceMark
from townline.prevention.works.tests.things import YES, consents, needy, now_of, take_objects

pytestmark = pytest.mark.django_db
BY = {"actor": SERVER, "now": NOW}
WET = BEST | {"entrance_sill_cm": 5, "backflow_valve": "none", "household_at_risk": "more"}


def grade_homes(**answers):
    listed(row("1"), row("2", address="새벗로 2"))
    first, second = Home.objects.order_by("id")
    surveys.home_grade(home_id=first.pk, answers=WET | answers, **BY)
    surveys.home_grade(home_id=second.pk, answers=BEST, **BY)
    return first


def test_a_graded_home_becomes_an_object_and_its_needs_measures_that_say_why():
    home = grade_homes()
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
    home = grade_homes()
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
    home = grade_homes()
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


def test_what_a_merged_object_held_is_carried_over_with_its_consents(visit):
    take_objects(needy("1"), needy("2", "flood-barrier", "extinguisher"))
    first, second = WorkObject.objects.order_by("id")
    rows = list(Measure.objects.filter(object=second).order_by("kind"))
    works.measures_decide([each.pk for each in rows], **BY)
    works.consents_give(consents(*rows), YES, **BY)
    party = works.party_set(
        object_id=second.pk, role="tenant", person=works.PartyPerson(phone="+821000000042"), **BY
    )
    works.objects_take("home", [needy("2", gone="merged", into="1", gone_for="같은 집")], **BY)
    extinguisher, barrier = rows
    assert [now_of(each).state for each in rows] == ["held", "held"]
    client, page = visit("clerk1"), f"/works/objects/{second.pk}/"
    assert client.post(f"{page}carry").status_code == 403  # a clerk does not decide
    client = visit("housing.officer")
    assert "새벗로 1" in client.get(page).text
    assert client.post(f"{page}carry").status_code == 302
    assert now_of(extinguisher).object_id == first.pk
    assert now_of(extinguisher).state == "ready"
    assert now_of(barrier).state == "dropped"  # the other object proposes its own
    party.refresh_from_db()
    assert party.object_id == first.pk
    assert client.post(f"{page}carry", {"into": second.pk}).status_code == 404
    assert client.post(f"{page}carry", {"into": 999999}).status_code == 404


def test_a_hazard_has_one_repair_whoever_comes_first(world, visit):
    spot = open_hazard(world)
    hazard_move(HAZARDS.lock(spot.pk), HazardEvent.MAKE_SAFE, **BY)
    works.marks_run(now=NOW)
    (measure,) = Measure.objects.all()
    client, order = visit("clerk1"), {"contractor": "다온건설", "due_on": world.now.date()}
    send = f"/hazards/{spot.pk}/order"
    assert client.post(send, order).status_code == 302
    with pytest.raises(RepairedElsewhere):
        works.measures_decide([measure.pk], **BY)
    works.sources_read(now=NOW)
    assert now_of(measure).state == "dropped"
    sent = WorkOrder.objects.get()
    client.post(f"/hazards/{spot.pk}/order/{sent.pk}/cancel", {"reason": "조치로 함"})
    works.marks_run(now=NOW)
    works.measures_decide([measure.pk], **BY)
    refused = client.post(send, order)
    assert refused.status_code == 409
    assert "정비 사업의 조치로 이미" in refused.text
    assert WorkOrder.objects.count() == 1
    page = client.get(f"/hazards/{spot.pk}/").text
    assert f"/works/objects/{measure.object_id}/" in page


def test_a_spot_that_was_made_safe_waits_here_for_its_repair(world):
    spot = open_hazard(world)
    assert works.marks_run(now=NOW) == 0
    hazard_move(HAZARDS.lock(spot.pk), HazardEvent.MAKE_SAFE, **BY)
    assert works.marks_run(now=NOW) == 1
    (measure,) = Measure.objects.all()
    assert (measure.kind, measure.object.source) == ("hazard-repair", "hazard")
    works.measures_decide([measure.pk], **BY)
    assert now_of(measure).state == "ready"  # nobody is asked
    hazard_move(HAZARDS.lock(spot.pk), HazardEvent.REPAIR, **BY)
    assert (now_of(measure).state, now_of(measure).held_for) == ("held", "object")
