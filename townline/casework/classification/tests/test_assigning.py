"""Rules of the district suggest a department, or send by themselves; none goes round."""

import itertools

import pytest
from hypothesis import given, strategies as st

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.rules.assignment import (
    TRANSITIONS,
    Facts,
    Rule,
    RuleEvent,
    RuleState,
    circle,
    first_fitting,
    fits,
)
from townline.casework.classification.selectors.assignment import rule_of
from townline.casework.classification.services.assignment import rule_transition
from townline.platform.core.history import audit
from townline.platform.core.models import Place
from townline.platform.departments.api import Act, Staff

pytestmark = pytest.mark.django_db
TEXT = "한들초등학교 앞 가로등 옆 나무가 쓰러졌어요"


@pytest.fixture(autouse=True)
def none(world):
    AssignmentRule.objects.all().delete()


def add(world, who="clerk1", **parts):
    rule_input = api.RuleInput(**({"department": "parks"} | parts))
    return api.rule_add(world.by(who), rule_input=rule_input)


def assign(world, code, **more):
    return cases.case_assign(world.by("clerk1"), code=code, **more)


def back(world, code, who):
    cases.case_misroute(world.by(who), code=code, reason="우리 일 아님")


def test_the_name_of_a_street_is_no_word_of_a_rule(world):
    rule = add(world, words="나무")
    street = add(world, words="은행나무길", department="roads")
    facts = api.facts_of(service="", words="은행나무길 14 1층에서 가스 냄새가 나요")
    assert not fits(rule_of(rule), facts)
    assert fits(rule_of(street), facts)
    both = api.facts_of(service="", words="은행나무길 14 앞 나무가 쓰러졌어요")
    assert fits(rule_of(rule), both)


def test_a_rule_suggests_and_is_taken_with_one_press(world, visit):
    rule = add(world, words="나무, 가지", person="parks.officer")
    code = world.text(TEXT)
    client = visit("clerk1")
    page = client.get(f"/cases/{code}/").content.decode()
    assert f'name="rule" value="{rule.pk}"' in page
    assert "나무, 가지 → " in page
    assert client.post(f"/cases/{code}/rule", {"rule": rule.pk}).status_code == 302
    case = Case.objects.select_related("assignee").get(code=code)
    assert (case.department_id, case.assignee.username) == ("parks", "parks.officer")
    line = audit.history(f"case:{case.id}").filter(event="case:department:assign").get()
    assert line.data["rule"] == rule.pk


def test_a_dong_is_met_by_a_place_within_it_and_by_its_own_name(world, visit):
    place = Place.objects.exclude(name_ko__contains="동").order_by("name_ko").first()
    rule = add(world, place=place.dong)
    for number, words in enumerate([f"{place.name_ko} 앞에 쓰레기", f"{place.dong} 골목에 쓰레기"]):
        code = world.text(words, f"0100000004{number}")
        page = visit("clerk1").get(f"/cases/{code}/").content.decode()
        assert f'name="rule" value="{rule.pk}"' in page
    code = world.text("우리 집 앞에 쓰레기", "01000000049")
    assert 'name="rule"' not in visit("clerk1").get(f"/cases/{code}/").content.decode()


def test_only_a_rule_that_says_so_sends_by_itself_and_only_by_a_set_service(world):
    add(world, service="lighting", words="나무")
    code = world.text(TEXT)
    assert assign(world, code, service="lighting").department_id != "parks"
    rule = add(world, service="lighting", words="나무", auto=True, person="parks.head")
    code = world.text(TEXT, "01000000043")
    assert Case.objects.get(code=code).department_id is None
    case = assign(world, code, service="lighting")
    assert (case.department_id, case.service_id) == ("parks", "lighting")
    assert Staff.objects.get(id=case.assignee_id).username == "parks.head"
    assert (
        audit.history(f"case:{case.id}").get(event="case:department:assign").data["rule"] == rule.pk
    )


def test_a_department_that_was_named_goes_before_every_rule(world):
    add(world, service="lighting", auto=True)
    code = world.text(TEXT)
    assert assign(world, code, service="lighting", department="roads").department_id == "roads"


def test_the_first_that_fits_counts_and_the_order_can_be_changed(world):
    first, second = add(world, words="나무"), add(world, words="가로등", department="roads")
    facts = api.facts_of(service="", words=TEXT)
    assert api.first_fitting(api.rules_on(), facts).id == first.pk
    api.rule_move(world.by("clerk1"), rule_id=second.pk, up=True)
    assert api.first_fitting(api.rules_on(), facts).id == second.pk
    api.rule_move(world.by("clerk1"), rule_id=second.pk, up=True)
    assert [row.pk for row in api.rules_all()] == [second.pk, first.pk]


def test_a_rule_never_names_who_gave_the_case_back(world, visit):
    add(world, words="나무")
    code = world.text(TEXT)
    assign(world, code, department="parks")
    back(world, code, "parks.officer")
    assert 'name="rule"' not in visit("clerk1").get(f"/cases/{code}/").content.decode()
    led = add(world, words="나무", after="parks", department="roads")
    assert f'value="{led.pk}"' in visit("clerk1").get(f"/cases/{code}/").content.decode()


def test_a_rule_that_does_not_fit_any_more_is_not_taken(world, visit):
    rule = add(world, words="나무")
    code = world.text("길이 파였어요")
    answer = visit("clerk1").post(f"/cases/{code}/rule", {"rule": rule.pk})
    assert answer.status_code == 422
    assert Case.objects.get(code=code).department_id is None
    assert visit("roads.officer").post(f"/cases/{code}/rule", {"rule": rule.pk}).status_code == 404


def test_who_left_or_moved_is_not_given_the_case(world):
    add(world, service="lighting", auto=True, person="parks.officer")
    Staff.objects.filter(username="parks.officer").update(is_active=False)
    case = assign(world, world.text(TEXT), service="lighting")
    assert (case.department_id, case.assignee_id) == ("parks", None)


@pytest.mark.parametrize(
    "led",
    [
        [("parks", "roads"), ("roads", "parks")],
        [("parks", "roads"), ("roads", "water"), ("water", "parks")],
    ],
)
def test_rules_that_send_a_case_round_are_refused_and_nothing_is_kept(world, visit, led):
    *most, (after, department) = led
    for one, other in most:
        add(world, after=one, department=other)
    with pytest.raises(api.RuleCircle) as refused:
        add(world, after=after, department=department)
    assert refused.value.extra["names"].count(" → ") == len(led)
    assert AssignmentRule.objects.count() == len(most)
    form = {"after": after, "department": department}
    answer = visit("clerk1").post("/settings/rules/add", form)
    assert answer.status_code == 422
    assert "부서 사이를 맴돕니다" in answer.content.decode()


def test_a_rule_that_would_close_a_circle_cannot_be_switched_on_again(world):
    first = add(world, after="parks", department="roads")
    clerk = world.person("clerk1")
    api.rule_switch(Act(clerk, world.now), rule_id=first.pk, on=False, reason="시험")
    add(world, after="roads", department="parks")
    with pytest.raises(api.RuleCircle):
        api.rule_switch(Act(clerk, world.now), rule_id=first.pk, on=True, reason="다시")
    first.refresh_from_db()
    assert first.state == RuleState.OFF


def test_rules_of_different_services_are_no_circle(world):
    add(world, after="parks", department="roads", service="lighting")
    add(world, after="roads", department="parks", service="waste")
    assert AssignmentRule.objects.count() == 2


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({}, "service"),
        ({"service": "spaceships"}, "service"),
        ({"place": "달나라"}, "place"),
        ({"words": "나무", "department": "moon"}, "department"),
        ({"words": "나무", "after": "parks"}, "after"),
        ({"words": "나무", "person": "roads.officer"}, "person"),
        ({"words": ",".join(f"말{n}" for n in range(21))}, "words"),
        ({"words": " , ,"}, "service"),
    ],
)
def test_a_rule_that_says_nothing_or_something_unknown_is_refused(world, visit, parts, problem):
    with pytest.raises(api.RuleInvalid) as refused:
        add(world, **parts)
    assert refused.value.extra["problem"] == problem
    answer = visit("admin").post("/settings/rules/add", {"department": "parks"} | parts)
    assert answer.status_code == 422
    assert f'href="#rule-{problem}"' in answer.content.decode()


@pytest.mark.parametrize("who", ["roads.officer", "roads.head", "mayor", "auditor"])
def test_others_neither_see_nor_change_rules(world, visit, who):
    rule = add(world, words="나무")
    client = visit(who)
    for path in ("/settings/rules/", "/settings/rules/try"):
        assert client.get(path).status_code == 403
    assert (
        client.post(f"/settings/rules/{rule.pk}", {"deed": "off", "reason": "x"}).status_code == 403
    )
    with pytest.raises(cases.NotAllowed):
        add(world, who, words="나무")


def test_each_change_has_its_line_of_history(world, visit):
    rule = add(world, words="나무")
    client = visit("admin")
    path = f"/settings/rules/{rule.pk}"
    assert client.post(path, {"deed": "off", "reason": ""}).status_code == 422
    client.post(path, {"deed": "off", "reason": "겨울에는 안 맞음"})
    client.post(path, {"deed": "on", "reason": "봄"})
    lines = audit.history(f"rule:{rule.pk}")
    assert [(line.event, line.reason) for line in lines] == [
        ("rule:terms:add", ""),
        ("rule:status:disable", "겨울에는 안 맞음"),
        ("rule:status:enable", "봄"),
    ]


@pytest.mark.parametrize(("state", "event"), list(itertools.product(RuleState, RuleEvent)))
def test_the_table_is_all_that_is_possible(world, state, event):
    rule = add(world, words="나무")
    AssignmentRule.objects.update(state=state)
    rule.refresh_from_db()
    lines = audit.history(f"rule:{rule.pk}").count()
    rule_transition(rule=rule, event=event, actor=audit.SYSTEM, now=world.now)
    rule.refresh_from_db()
    assert rule.state == TRANSITIONS.get((state, event), state)
    assert audit.history(f"rule:{rule.pk}").count() == lines + ((state, event) in TRANSITIONS)


_PLACES = ["a", "b", "c", "d"]
_RULES = st.lists(
    st.tuples(st.sampled_from(_PLACES), st.sampled_from(_PLACES), st.sampled_from(["", "x", "y"]))
    .filter(lambda parts: parts[0] != parts[1])
    .map(lambda parts: parts),
    max_size=6,
    unique=True,
).map(
    lambda many: [
        Rule(id=n, after=after, department=to, service=service)
        for n, (after, to, service) in enumerate(many)
    ]
)


@given(_RULES, st.sampled_from(["x", "y"]), st.sampled_from(_PLACES))
def test_where_no_circle_is_found_no_case_comes_back_even_without_a_memory(rules, service, start):
    found, at, way = circle(rules), start, [start]
    while True:
        facts = Facts(service=service, returned_by=(at,))
        rule = first_fitting(rules, facts)
        if rule is None:
            break
        at = rule.department
        if at in way:
            assert found
            break
        way.append(at)


@given(_RULES)
def test_a_circle_that_is_told_is_one(rules):
    found = circle(rules)
    if found:
        assert found[0] == found[-1]
        steps = {(rule.after, rule.department) for rule in rules}
        assert all(step in steps for step in itertools.pairwise(found))


def test_words_are_met_however_they_are_spaced():
    rule = Rule(id=1, department="parks", words=("공사 소음",))
    assert fits(rule, api.facts_of(service="", words="밤마다 공사소음이 커요"))
    assert not fits(rule, api.facts_of(service="", words="공사가 커요, 소음도"))
