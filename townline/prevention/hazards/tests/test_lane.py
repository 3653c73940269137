"""The fast lane through the database: opened, done step by step, escalated, told."""

import datetime as dt

import pytest

from tests.texts import texts_to_number as told_texts
from townline.casework.alarms.tests.alarming import DUTY_ROOM, on_duty, prove_number
from townline.platform.core.history import audit
from townline.platform.departments.api import Act
from townline.prevention.hazards import api
from townline.prevention.hazards.models import StepDeadline
from townline.prevention.hazards.tests.hazarding import (
    add_evidence,
    evidence_of,
    fresh,
    open_hazard,
)

pytestmark = pytest.mark.django_db


def steps(hazard):
    return {row.step: row for row in StepDeadline.objects.filter(hazard=hazard)}


def test_a_hazard_begins_with_a_stored_deadline_for_each_step(world):
    hazard = open_hazard(world, "cavity")
    found = steps(hazard)
    assert {name: row.due_at - world.now for name, row in found.items()} == {
        "see": dt.timedelta(minutes=5),
        "arrive": dt.timedelta(minutes=40),
        "make_safe": dt.timedelta(hours=1),
        "repair": dt.timedelta(hours=4),
    }
    assert fresh(hazard).due_at == found["see"].due_at


def test_steps_follow_one_another_and_the_history_says_who(world):
    hazard = open_hazard(world, "cavity")
    viewer = world.person("clerk1")
    api.hazard_step(Act(viewer, world.now), hazard_id=hazard.pk, step=api.HazardStep.SEE)
    world.wait(minutes=20)
    add_evidence(world, hazard, api.HazardStep.MAKE_SAFE)
    assert fresh(hazard).state == "made_safe"
    assert fresh(hazard).made_safe_at == world.now
    # Nobody pressed "arrived": it was done with what came later.
    assert steps(hazard)["arrive"].done_at == world.now
    add_evidence(world, hazard, api.HazardStep.REPAIR)
    assert fresh(hazard).due_at - world.now == dt.timedelta(days=7)
    api.hazard_step(Act(viewer, world.now), hazard_id=hazard.pk, step=api.HazardStep.RECHECK)
    assert fresh(hazard).state == "closed"
    assert fresh(hazard).due_at is None
    lines = [(line.event, line.to_state) for line in audit.history(api.hazard_subject(hazard.pk))]
    assert [line for line in lines if line[1]] == [
        ("hazard:spot:report", "reported"),
        ("hazard:spot:see", "seen"),
        ("hazard:spot:make_safe", "made_safe"),
        ("hazard:spot:repair", "repaired"),
        ("hazard:spot:recheck", "closed"),
    ]


def test_made_safe_without_a_photo_is_refused(world):
    hazard = open_hazard(world)
    with pytest.raises(api.EvidenceNeeded):
        api.hazard_step(world.by("clerk1"), hazard_id=hazard.pk, step=api.HazardStep.MAKE_SAFE)


def test_a_look_sent_again_is_kept_once(world):
    hazard = open_hazard(world)
    first = add_evidence(world, hazard)
    again = add_evidence(world, hazard, key=first.key)
    assert again.pk == first.pk
    assert evidence_of(hazard).count() == 1


def test_a_look_that_came_too_late_for_its_step_is_kept(world):
    hazard = open_hazard(world)
    add_evidence(world, hazard, api.HazardStep.REPAIR)
    add_evidence(world, hazard, api.HazardStep.ARRIVE)
    assert fresh(hazard).state == "repaired"
    assert evidence_of(hazard).count() == 2


@pytest.mark.server
def test_a_late_step_climbs_the_ladder_of_the_alarms(world):
    prove_number(world, "roads.head", "01000000801")
    hazard = open_hazard(world, "cavity", department="roads")
    assert told_texts(DUTY_ROOM)  # life is at stake: the phone of the duty room hears at once
    before = len(told_texts("01000000801"))
    world.wait(minutes=4)
    assert api.hazards_run(now=world.now) == 0
    world.wait(minutes=1)
    assert api.hazards_run(now=world.now) == 1
    assert api.hazards_run(now=world.now) == 0
    assert len(told_texts("01000000801")) == before + 1
    assert steps(hazard)["see"].stage == 1
    world.wait(minutes=10)
    assert api.hazards_run(now=world.now) == 1
    assert steps(hazard)["see"].stage == 2


def test_who_heard_of_it_hears_on_when_others_are_on_duty(world):
    person = on_duty(world, "water.officer")
    prove_number(world, person.username, "01000000803")
    hazard = open_hazard(world, "cavity", department="roads")
    assert len(told_texts("01000000803")) == 1
    world.wait(hours=20)  # that night is over
    api.hazards_run(now=world.now)
    assert steps(hazard)["see"].stage > 2  # all who heard hear again
    assert len(told_texts("01000000803")) > 1


def test_every_page_says_how_many_are_late(world, visit):
    hazard = open_hazard(world, "pothole", department="roads")
    api.hazards_run(now=world.now)
    assert "기한 경과 위험 지점" not in visit("clerk1").get("/hazards/").text
    world.wait(days=20)
    assert "기한 경과 위험 지점 1곳" in visit("clerk1").get("/inbox/").text
    assert "기한 경과 위험 지점" not in visit("welfare.officer").get("/hazards/").text
    api.hazard_dismiss(world.by("clerk1"), hazard_id=hazard.pk, reason="메움")
    api.hazards_run(now=world.now)
    assert "기한 경과 위험 지점" not in visit("clerk1").get("/hazards/").text


def test_what_is_no_danger_to_life_is_told_by_day(world):
    world.wait(hours=13)  # 03:32
    hazard = open_hazard(world, "manhole")
    assert steps(hazard)["see"].due_at == world.now + dt.timedelta(minutes=30)
    world.wait(hours=1)
    assert api.hazards_run(now=world.now) == 0
    world.wait(hours=4)  # 08:32
    assert api.hazards_run(now=world.now) >= 1


def test_who_is_on_duty_is_texted(world):
    person = on_duty(world, "clerk2")
    prove_number(world, person.username, "01000000802")
    open_hazard(world, "cavity")
    assert len(told_texts("01000000802")) == 1
