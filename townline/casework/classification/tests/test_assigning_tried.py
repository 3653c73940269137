"""A dry run of the rules over past cases says how they would have done, and changes nothing."""

import datetime as dt

import pytest

from townline.casework.classification import api
from townline.casework.classification.models import AssignmentRule
from townline.casework.classification.tests.test_assigning import add, assign, back

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none(world):
    AssignmentRule.objects.all().delete()


def test_a_dry_run_tells_where_past_cases_would_have_gone_and_who_was_right(world, visit):
    sent_right, sent_wrong, other = (
        world.text(words, f"0100000005{n}")
        for n, words in enumerate(["나무가 쓰러졌어요", "나무가 부러졌어요", "물이 새요"])
    )
    assign(world, sent_right, department="parks")
    assign(world, sent_wrong, department="roads")
    back(world, sent_wrong, "roads.officer")
    assign(world, sent_wrong, department="parks")
    assign(world, other, department="water")
    rule = add(world, words="나무")
    trial = api.rules_try(
        viewer=None, rules=api.rules_on(), since=world.now - dt.timedelta(days=90)
    )
    assert (trial.cases, trial.first_right) == (3, 2)
    counts = trial.by_rule[rule.pk]
    assert (counts.fitted, counts.right, counts.elsewhere, counts.better, counts.worse) == (
        2,
        2,
        1,
        1,
        0,
    )
    assert [one.code for one in trial.examples] == [sent_wrong]
    page = visit("clerk1").get("/settings/rules/try").content.decode()
    assert sent_wrong in page
    draft = {"department": "roads", "words": "물"}
    shown = visit("clerk1").post("/settings/rules/try", draft).content.decode()
    assert "추가 전" in shown
    assert AssignmentRule.objects.count() == 1


def test_a_dry_run_asks_the_same_for_many_cases(world, django_assert_num_queries):
    add(world, words="나무")
    for number in range(8):
        code = world.text("나무", f"010000006{number:02d}")
        assign(world, code, department="parks")
    rules = api.rules_on()
    api.rules_try(viewer=None, rules=rules, since=world.now - dt.timedelta(days=90))
    with django_assert_num_queries(4):
        api.rules_try(viewer=None, rules=rules, since=world.now - dt.timedelta(days=90))
