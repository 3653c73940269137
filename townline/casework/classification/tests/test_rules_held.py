"""A rule that did worse than people is off until somebody insists; rules are edited and undone."""

import pytest

from townline.casework.cases import api as cases
from townline.casework.cases.models import Case
from townline.casework.classification import api
from townline.casework.classification.models import AssignmentRule
from townline.platform.core.history import audit
from townline.platform.departments.api import Act

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none(world):
    AssignmentRule.objects.all().delete()


@pytest.fixture
def past(world):
    """Have people send two cases of lamps and one of trees to where they were right to go."""
    for number, (words, service) in enumerate(
        [
            ("가로등이 나무 옆에서 꺼짐", "lighting"),
            ("나무 뒤 가로등", "lighting"),
            ("나무", "parks"),
        ]
    ):
        code = world.text(words, f"0100000007{number}")
        cases.case_assign(world.by("clerk1"), code=code, service=service)


def add(world, **parts):
    rule_input = api.RuleInput(**({"department": "parks", "words": "나무"} | parts))
    return api.rule_add(world.by("clerk1"), rule_input=rule_input)


def state(row):
    row.refresh_from_db()
    return row.state


def test_one_that_did_worse_is_held_with_its_reason(world, past, visit):
    bad, good = add(world), add(world, words="가로등", department="roads")
    assert api.rules_hold(now=world.now) == [bad.pk]
    assert (state(bad), state(good)) == ("held", "on")
    line = audit.history(f"rule:{bad.pk}").last()
    assert (line.event, line.actor, line.data["worse"], line.data["better"]) == (
        "rule:status:hold", "system", 2, 0)  # fmt: skip
    page = visit("clerk1").get("/settings/rules/").content.decode()
    assert "직원만 맞은 것 2건" in page
    code = world.text("나무가 쓰러졌어요", "01000000079")
    assert 'name="rule"' not in visit("clerk1").get(f"/cases/{code}/").content.decode()


def test_a_rule_that_is_added_or_loaded_is_tried_at_once(world, past, visit):
    client = visit("clerk1")
    client.post("/settings/rules/add", {"department": "parks", "words": "나무"})
    assert AssignmentRule.objects.get().state == "held"
    rule_input = api.RuleInput(department="parks", words="가로등", key="lamps")
    api.rules_load([rule_input], now=world.now)
    assert len(api.rules_hold(now=world.now)) == 1


def test_who_has_the_right_says_otherwise_with_a_reason_that_stays(world, past, visit):
    row, client = add(world), visit("clerk1")
    api.rules_hold(now=world.now)
    path = f"/settings/rules/{row.pk}"
    assert client.post(path, {"deed": "on", "reason": ""}).status_code == 422
    assert visit("roads.officer").post(path, {"deed": "on", "reason": "x"}).status_code == 403
    assert state(row) == "held"
    client.post(path, {"deed": "on", "reason": "올해부터 공원과 일"})
    assert state(row) == "on"
    assert api.rules_hold(now=world.now) == []
    page = client.get("/settings/rules/").content.decode()
    assert "올해부터 공원과 일" in page
    line = audit.history(f"rule:{row.pk}").last()
    assert (line.event, line.from_state, line.reason) == (
        "rule:status:enable",
        "held",
        "올해부터 공원과 일",
    )


def test_a_changed_rule_is_tried_anew_and_nobody_insisted_on_it(world, past, visit):
    row, client = add(world), visit("clerk1")
    api.rules_hold(now=world.now)
    path = f"/settings/rules/{row.pk}/edit"
    assert "나무" in client.get(path).content.decode()
    client.post(path, {"department": "roads", "words": "가로등", "reason": "부서가 틀림"})
    assert (state(row), row.words, row.department_id) == ("on", "가로등", "roads")
    client.post(path, {"department": "parks", "words": "가로등"})
    assert state(row) == "held"


def test_a_change_has_its_history_and_is_undone(world, visit):
    row, client = add(world), visit("clerk1")
    path = f"/settings/rules/{row.pk}"
    client.post(f"{path}/edit", {"department": "roads", "words": "가로등", "reason": "틀림"})
    line = audit.history(f"rule:{row.pk}").last()
    assert (line.event, line.reason) == ("rule:terms:change", "틀림")
    assert line.data["before"] == {"words": "나무", "department_id": "parks"}
    assert "규칙 수정" in client.get(f"{path}/edit").content.decode()
    assert 'value="undo"' in client.get("/settings/rules/").content.decode()
    client.post(path, {"deed": "undo"})
    row.refresh_from_db()
    assert (row.words, row.department_id) == ("나무", "parks")
    assert audit.history(f"rule:{row.pk}").last().event == "rule:terms:undo"
    assert client.post(path, {"deed": "undo"}).status_code == 409


def test_nothing_is_undone_later_and_nothing_of_the_machine(world, past):
    row, clerk = add(world), world.person("clerk1")
    api.rules_hold(now=world.now)
    with pytest.raises(cases.UndoOver):
        api.rule_undo(Act(clerk, world.now), rule_id=row.pk)
    api.rule_switch(Act(clerk, world.now), rule_id=row.pk, on=True, reason="그래도")
    world.wait(minutes=11)
    with pytest.raises(cases.UndoOver):
        api.rule_undo(Act(clerk, world.now), rule_id=row.pk)


def test_switches_additions_and_moves_are_undone(world, past):
    first, second, clerk = add(world), add(world, words="가로등", department="roads"), "clerk1"
    viewer = world.person(clerk)

    def undo(row):
        api.rule_undo(Act(viewer, world.now), rule_id=row.pk)

    api.rule_move(Act(viewer, world.now), rule_id=second.pk, up=True)
    undo(second)
    assert [row.pk for row in api.rules_all()] == [first.pk, second.pk]
    api.rules_hold(now=world.now)
    api.rule_switch(Act(viewer, world.now), rule_id=first.pk, on=True, reason="그래도")
    undo(first)
    assert state(first) == "held"
    assert not first.insisted
    third = add(world, words="전봇대")
    undo(third)
    assert state(third) == "off"


def test_a_form_that_is_tried_is_posted_and_its_token_stays_out_of_the_address(visit, past):
    client = visit("clerk1")
    page = client.get("/settings/rules/").content.decode()
    assert "formmethod" not in page
    answer = client.post("/settings/rules/try", {"department": "parks", "words": "나무"})
    assert answer.status_code == 200
    content = answer.content.decode()
    assert "추가 전" in content
    assert "직원이 더 정확: 켜지지 않습니다" in content
    assert AssignmentRule.objects.count() == 0
    assert "csrfmiddlewaretoken=" not in content


def test_programs_edit_and_undo_too(world, visit):
    row, client = add(world), visit("clerk1")
    given = {"department": "roads", "words": ["가로등"]}
    path = f"/api/v1/rules/{row.pk}"
    answer = client.put(path, given, content_type="application/json")
    assert answer.json()["items"][0]["words"] == ["가로등"]
    answer = client.post(path, {"deed": "undo"}, content_type="application/json")
    assert answer.json()["items"][0]["words"] == ["나무"]


def test_cases_are_not_changed_by_trying(world, past):
    before = list(Case.objects.values_list("code", "department", "state"))
    add(world)
    api.rules_hold(now=world.now)
    assert list(Case.objects.values_list("code", "department", "state")) == before
