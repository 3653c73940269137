"""One matter of several households: counted, marked by a person, given to the head, answered."""

import pytest

from townline.casework.answers import api
from townline.casework.cases import api as cases
from townline.casework.cases.models import Case, Group as Marked, Notice
from townline.casework.classification import api as classification
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db
WORDS = (
    "솔내로 18 앞 공사장 소음이 새벽부터 너무 심해요",
    "솔내로 18 공사장 소음 때문에 잠을 못 잡니다",
    "새벽 여섯 시부터 솔내로 18 공사장 소음이 심합니다",
    "솔내로 18 공사장 새벽 소음 좀 막아 주세요",
    "솔내로 18 공사장 소음이 심해서 아기가 깨요",
    "솔내로 18 앞 공사장 소음 새벽마다 심해요",
)


@pytest.fixture
def codes(world):
    codes = []
    for number, words in enumerate(WORDS):
        codes.append(world.text(words, sender=f"0100000070{number}"))
        world.assign(codes[-1], "environment")
        world.wait(hours=3)
    return codes


def find_households(world, code, username="clerk1"):
    viewer = world.person(username)
    again = classification.again(detail=world.case(code, username), viewer=viewer)
    assert again is not None
    return again.households


def group(world, code, members=(), username="environment.head", **more):
    return classification.case_group(
        world.by(username), code=code, members=members, reason="같은 공사장의 새벽 소음", **more
    )


def test_others_with_the_same_matter_at_the_same_place_are_counted(world, codes):
    many = find_households(world, codes[0])
    assert (many.residents, many.place, many.is_many) == (6, "솔내로 18", True)
    assert [row.code for row in many.alike] == codes[1:]
    assert many.group is None


def test_another_place_another_matter_and_old_ones_are_not(world, codes):
    world.text("한들로 77 공사장 소음이 새벽부터 심해요", sender="01000000801")
    world.text("솔내로 18 앞 가로등이 꺼졌어요", sender="01000000802")
    world.wait(days=20)
    late = world.text("솔내로 18 공사장 소음이 아직 심해요", sender="01000000803")
    assert find_households(world, codes[0]).residents == 6
    assert find_households(world, late).residents == 1


def test_nobody_is_grouped_by_itself(world, codes):
    assert not Case.objects.exclude(group=None).exists()


def test_a_person_marks_it_and_the_head_has_it(world, codes):
    group(world, codes[0], codes[1:], username="clerk1")
    marked = Marked.objects.get()
    assert (marked.lead.code, marked.households) == (codes[0], 6)
    assert set(Case.objects.filter(group=marked).values_list("code", flat=True)) == set(codes)
    heads = Case.objects.filter(group=marked).values_list("assignee__username", flat=True)
    assert set(heads) == {"environment.head"}
    assert Notice.objects.filter(kind="group").count() == 6
    assert world.case(codes[3]).history[-1].event == "case:group:mark"
    rows = cases.cases_list(world.by("clerk1"), filters=cases.CaseFilters()).rows
    assert {row.group for row in rows} == {marked.id}
    again = find_households(world, codes[0])
    assert ([row.code for row in again.members], again.alike) == (codes[1:], ())


def test_fewer_than_five_households_are_none_unless_a_person_knows_of_more(world, codes):
    with pytest.raises(cases.NotAGroup) as refused:
        group(world, codes[0], codes[1:3])
    assert refused.value.extra["needed"] == 5
    assert not Marked.objects.exists()
    group(world, codes[0], households=7)
    assert Marked.objects.get().households == 7
    group(world, codes[0], codes[1:2])
    assert Marked.objects.count() == 1
    assert Case.objects.exclude(group=None).count() == 2


def test_what_one_may_not_see_is_not_grouped(world, codes):
    with pytest.raises(cases.NotFound):
        group(world, codes[0], codes[1:], username="roads.head")
    other = world.text("길이 파였어요", sender="01000000900")
    world.assign(other)
    with pytest.raises(cases.NotFound):
        group(world, codes[0], [*codes[1:], other])
    assert not Marked.objects.exists()


def test_one_leaves_and_the_group_ends_with_the_case_it_was_marked_on(world, codes):
    group(world, codes[0], codes[1:])
    head = world.person("environment.head")
    with pytest.raises(cases.InvalidInput):
        classification.case_ungroup(Act(head, world.now), code=codes[2], reason="")
    classification.case_ungroup(Act(head, world.now), code=codes[2], reason="다른 공사장")
    assert Case.objects.exclude(group=None).count() == 5
    classification.case_ungroup(Act(head, world.now), code=codes[0], reason="공사가 끝남")
    assert not Case.objects.exclude(group=None).exists()
    assert Marked.objects.get().ended_at == world.now
    assert world.case(codes[4]).history[-1].reason == "공사가 끝남"


def test_one_answer_goes_to_all_of_them(world, codes):
    group(world, codes[0], codes[1:])
    head = world.person("environment.head")
    merged, left = classification.group_merge(Act(head, world.now), code=codes[0])
    assert (merged, left) == (codes[1:], [])
    words = "아침 8시 전에는 공사하지 못하게 했습니다. - 한들구 환경과"
    api.draft_save(Act(head, world.now), code=codes[0], body=words)
    api.draft_submit(Act(head, world.now), code=codes[0])
    world.confirm(codes[0])
    world.wait(hours=14)
    sent = {job.destination_addr for job in world.send() if job.content == words}
    assert len(sent) == 6


def test_a_case_whose_answer_is_on_its_way_is_left_to_be_answered_alone(world, codes):
    group(world, codes[0], codes[1:])
    head = world.person("environment.head")
    api.draft_save(Act(head, world.now), code=codes[1], body="살펴보겠습니다.")
    api.draft_submit(Act(head, world.now), code=codes[1])
    world.confirm(codes[1])
    merged, left = classification.group_merge(Act(head, world.now), code=codes[0])
    assert (merged, left) == (codes[2:], codes[1:2])


def test_counting_costs_the_same_for_six_and_for_twenty(
    world, codes, django_assert_max_num_queries
):
    for number in range(14):
        world.text(WORDS[number % 6], sender=f"010000072{number:02d}")
    detail, viewer = world.case(codes[0]), world.person("clerk1")
    with django_assert_max_num_queries(7):
        again = classification.again(detail=detail, viewer=viewer)
    assert again is not None
    assert again.households.residents == 20
