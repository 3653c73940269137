"""One hazard and many cases: told once, answered by confirmed words, merged by a person."""

import pytest

from tests.texts import texts_to_number as told_texts
from townline.platform.departments.api import Act
from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard, HazardCase, StepDeadline
from townline.prevention.hazards.tests.hazarding import (
    HERE,
    add_evidence,
    evidence_of,
    fresh,
    open_hazard,
    picture,
)

pytestmark = pytest.mark.django_db
NEAR = (HERE[0] + 0.0001, HERE[1])  # 11 m
ONE, OTHER = "01000000041", "01000000042"


def advice(number):
    return [text for text in told_texts(number) if "당직 전화" in text]


def link_case(world, hazard, code):
    api.case_add(world.by("clerk1"), hazard_id=hazard.pk, code=code)


def test_every_sender_hears_once_what_to_do(world):
    one = world.text("시장 앞 길이 위험해요", ONE)
    hazard = open_hazard(world, code=one)
    other = world.text("시장 앞 길이 이상해요", OTHER)
    link_case(world, hazard, other)
    link_case(world, hazard, other)
    # A second case of somebody who heard is no second text.
    world.wait(days=10)
    third = world.text("다른 이야기: 시장 앞이 또 위험합니다", ONE)
    if third != one:
        link_case(world, hazard, third)
    assert len(advice(ONE)) == len(advice(OTHER)) == 1


def test_at_night_only_danger_to_life_is_told_at_once(world):
    world.wait(hours=9)  # 23:32
    low = open_hazard(world, "pothole", code=world.text("시장 앞 길이 위험해요", ONE))
    high = open_hazard(world, "cavity", code=world.text("시장 뒤 길이 위험해요", OTHER))
    assert low.severity != high.severity
    assert advice(ONE)
    assert advice(OTHER)
    # What the link may take now: the words that wait for the morning are not among it.
    ours = ("꺼진 자리", "등록하고")
    jobs = [job for job in world.claim() if any(word in job.content for word in ours)]
    recipients = {job.destination_addr for job in jobs}
    assert len(recipients) == 1


def test_a_case_of_another_hazard_is_refused(world):
    code = world.text("시장 앞 길이 위험해요", ONE)
    open_hazard(world, code=code)
    with pytest.raises(api.CaseHasHazard):
        open_hazard(world, code=code)
    assert Hazard.objects.count() == 1


def test_what_was_found_goes_into_the_answer_and_out_only_when_confirmed(world):
    code = world.text("시장 앞 길이 위험해요", ONE)
    world.assign(code)
    hazard = open_hazard(world, code=code, department="roads")
    add_evidence(
        world,
        hazard,
        api.HazardStep.REPAIR,
        username="roads.officer",
        note="깊이 11cm를 메웠습니다.",
    )
    before = len(told_texts(ONE))
    api.hazard_to_answer(world.by("roads.officer"), hazard_id=hazard.pk, code=code)
    draft = world.case(code).draft
    assert "깊이 11cm를 메웠습니다." in draft.body
    assert "보수를 마쳤습니다" in draft.body
    assert len(told_texts(ONE)) == before


def test_near_ones_of_a_family_are_offered_and_merged_by_a_person(world):
    one = open_hazard(world, "pothole", code=world.text("시장 앞 길이 위험해요", ONE))
    other = open_hazard(world, "cavity", at=NEAR, code=world.text("시장 뒤 길이 위험해요", OTHER))
    open_hazard(world, "tree", at=NEAR)
    far = open_hazard(world, "pothole", at=(HERE[0] + 0.01, HERE[1]))
    viewer = world.person("clerk1")
    detail = api.hazard_get(hazard_id=one.pk, viewer=viewer)
    assert [near.pk for near in detail.near] == [other.pk]
    add_evidence(world, one, api.HazardStep.ARRIVE, files=[picture()])
    api.hazard_merge(Act(viewer, world.now), hazard_id=one.pk, into_id=other.pk)
    assert fresh(one).state == "merged"
    assert fresh(one).due_at is None
    assert HazardCase.objects.filter(hazard=other).count() == 2
    assert evidence_of(other).count() == 1
    assert len(advice(ONE)) == len(advice(OTHER)) == 1
    assert fresh(far).state == "reported"


def test_a_merge_is_undone_and_what_was_done_since_is_told(world):
    one = open_hazard(world, "pothole", code=world.text("시장 앞 길이 위험해요", ONE))
    other = open_hazard(world, "cavity", at=NEAR, code=world.text("시장 뒤 길이 위험해요", OTHER))
    viewer, due = world.person("clerk1"), fresh(one).due_at
    add_evidence(world, one, api.HazardStep.ARRIVE, note="먼저 봄", files=[])
    steps, place = step_times(one), fresh(one).state
    api.hazard_merge(Act(viewer, world.now), hazard_id=one.pk, into_id=other.pk)
    world.wait(minutes=3)
    add_evidence(world, other, api.HazardStep.ARRIVE, note="나중에 봄", files=[])
    third = world.text("다른 골목이 꺼졌어요", "01000000043")
    link_case(world, other, third)
    done = api.hazard_unmerge(Act(viewer, world.now), hazard_id=one.pk)
    assert (fresh(one).state, step_times(one)) == (place, steps)
    assert fresh(one).due_at is not None
    assert due is not None
    assert [look.note for look in evidence_of(one)] == ["먼저 봄"]
    assert [look.note for look in evidence_of(other)] == ["나중에 봄"]
    assert HazardCase.objects.filter(hazard=one).count() == 1
    assert HazardCase.objects.filter(hazard=other).count() == 2
    assert (done.looks_since, done.cases_since, done.cases_away) == (1, 1, 0)
    assert len(advice(ONE)) == len(advice(OTHER)) == 1
    with pytest.raises(api.MergeOver):
        api.hazard_unmerge(Act(viewer, world.now), hazard_id=one.pk)


def step_times(hazard):
    rows = StepDeadline.objects.filter(hazard=hazard.pk).order_by("due_at", "step")
    return list(rows.values_list("step", "due_at", "done_at", "escalate_at"))


def test_later_a_merge_is_undone_with_a_reason_and_the_last_one_first(world, visit):
    first, second, third = (open_hazard(world, at=NEAR) for _ in range(3))
    viewer = world.person("clerk1")
    for one, into in ((first, second), (second, third)):
        api.hazard_merge(Act(viewer, world.now), hazard_id=one.pk, into_id=into.pk)
    with pytest.raises(api.MergeOver):
        api.hazard_unmerge(Act(viewer, world.now), hazard_id=first.pk)
    world.wait(minutes=11)
    with pytest.raises(api.ReasonNeeded):
        api.hazard_unmerge(Act(viewer, world.now), hazard_id=second.pk)
    page = visit("clerk1").get(f"/hazards/{third.pk}/").text
    assert f'action="/hazards/{second.pk}/unmerge"' in page
    api.hazard_unmerge(Act(viewer, world.now), hazard_id=second.pk, reason="다른 구멍")
    api.hazard_unmerge(Act(viewer, world.now), hazard_id=first.pk, reason="다른 구멍")
    assert {fresh(one).state for one in (first, second, third)} == {"reported"}
    visit("clerk1").post(f"/hazards/{first.pk}/merge", {"other": third.pk})
    page = visit("clerk1").post(f"/hazards/{first.pk}/unmerge", follow=True).text
    assert "병합을 취소했습니다" in page


def test_what_a_person_kept_apart_is_not_offered_again(world):
    one, other = open_hazard(world), open_hazard(world, at=NEAR)
    viewer = world.person("clerk1")
    api.hazard_separate(Act(viewer, world.now), hazard_id=other.pk, other_id=one.pk)
    assert api.hazard_get(hazard_id=one.pk, viewer=viewer).near == []
    assert api.hazard_get(hazard_id=other.pk, viewer=viewer).near == []


def test_the_reader_proposes_and_a_person_decides(world):
    code = world.text("느티시장 입구에 포트홀이 크게 생겼어요", ONE)
    hazard = Hazard.objects.get()
    assert (hazard.state, hazard.kind, hazard.source) == ("proposed", "pothole", "triage")
    assert not advice(ONE)
    api.hazard_accept(world.by("clerk1"), hazard_id=hazard.pk)
    assert fresh(hazard).state == "reported"
    assert len(advice(ONE)) == 1
    assert HazardCase.objects.get().case.code == code


def test_everybody_sees_what_a_person_released_and_no_more(world):
    hazard = open_hazard(world)
    add_evidence(world, hazard, moment="after")
    add_evidence(world, hazard, api.HazardStep.REPAIR, files=[picture("red")])
    viewer = world.person("clerk1")
    kinds = {"kinds": [hazard.kind], "by_itself": False}
    assert api.public_hazards(**kinds) == []
    api.hazard_release(Act(viewer, world.now), hazard_id=hazard.pk, released=True)
    assert [shown.id for shown in api.public_hazards(**kinds)] == [hazard.pk]
    assert api.public_photos(hazard.pk) == []
    photo = evidence_of(hazard).order_by("id").first().photos.get()
    api.photo_release(Act(viewer, world.now), hazard_id=hazard.pk, photo_id=photo.pk, released=True)
    assert api.public_photos(hazard.pk) == [api.PublicPhoto(photo.sha256, "after")]
    assert api.public_photo_shown(photo.sha256, **kinds)
    hidden = evidence_of(hazard).order_by("id").last().photos.get()
    assert not api.public_photo_shown(hidden.sha256, **kinds)
    with pytest.raises(Exception, match="may not do this"):
        api.hazard_release(
            world.by("roads.officer"),
            hazard_id=open_hazard(world, department="roads").pk,
            released=True,
        )
