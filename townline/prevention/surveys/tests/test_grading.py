"""The shipped rules against tables by hand, with their boundaries; worse is never better."""

import json

import pytest
from hypothesis import given, strategies as st
from pydantic import ValidationError

from townline.platform.core.paths import DEMO
from townline.prevention.surveys.rules.grading import (
    BadAnswer,
    describe_item,
    grade,
    reasons,
    tenths,
)
from townline.prevention.surveys.rules.ruleset import RuleSet

_KINDS = json.loads((DEMO / "surveys.json").read_text())["kinds"]
SEMI, ROOF = (RuleSet.model_validate(kind["rules"]) for kind in _KINDS)
BEST = {
    "entrance_sill_cm": 50, "window_sill_cm": 50, "slope": "away", "backflow_valve": "works",
    "window_bars": "none", "escape_way": "two", "flooded_before": "never", "damp": "none",
    "ventilation": "good", "daylight": "good", "household_at_risk": "nobody",
}  # fmt: skip
# What differs from the best home, and what comes out: each worked out by hand. Safety counts
# 60 by weights 3 3 2 2 2 3 1 (16), health 40 by weights 3 2 1 2 (8).
BY_HAND = [
    ({}, "A+", 100.0, ""),
    ({"entrance_sill_cm": 49.9}, "A+", 97.7, "entrance sill 49.9 cm"),  # 60*3/16*0.2 = 2.25
    ({"entrance_sill_cm": 30}, "A+", 97.7, "entrance sill 30 cm"),
    ({"entrance_sill_cm": 29}, "A+", 93.2, "entrance sill 29 cm"),  # 60*3/16*0.6 = 6.75
    ({"entrance_sill_cm": 15}, "A+", 93.2, "entrance sill 15 cm"),
    ({"entrance_sill_cm": 14}, "A", 88.7, "entrance sill 14 cm"),  # 60*3/16 = 11.25
    ({"entrance_sill_cm": None}, "A", 88.7, "Entrance sill: not answered"),
    ({"damp": "mould"}, "A", 85.0, "mould"),  # 40*3/8 = 15
    ({"household_at_risk": "more"}, "A+", 90.0, "two or more at special risk"),  # on the line
    ({"household_at_risk": "more", "daylight": "some"}, "A", 87.5, ""),
    ({"damp": "mould", "household_at_risk": "more"}, "A", 75.0, ""),  # on the line
    ({"damp": "mould", "ventilation": "none", "daylight": "none"}, "B", 70.0, ""),
    ({"escape_way": "blocked"}, "D", 88.7, "way out blocked"),  # knocked out
    ({"escape_way": "one", "window_bars": "fixed"}, "C", 86.8, "fixed window bars"),  # knocked
    ({"escape_way": "one"}, "A+", 94.3, "one way out"),
    (
        {"entrance_sill_cm": 12, "backflow_valve": "none", "slope": "towards"},
        "D",
        73.7,
        "entrance sill 12 cm, slope towards the entrance, no backflow valve",
    ),
    ({"entrance_sill_cm": 15, "backflow_valve": "none", "slope": "towards"}, "A", 78.2, ""),
    ({"entrance_sill_cm": None, "backflow_valve": "none", "slope": "towards"}, "B", 73.7, ""),
]


def reason_text(found):
    texts = [describe_item(each, "en", "not answered") for each in reasons(found)]
    return ", ".join(texts)


@pytest.mark.parametrize(("changed", "letter", "points", "words"), BY_HAND)
def test_a_home_is_graded_as_by_hand(changed, letter, points, words):
    found = grade(SEMI, BEST | changed)
    assert (found.grade, tenths(found.points)) == (letter, points)
    assert not words or reason_text(found).startswith(words)


def test_each_point_that_is_missing_is_accounted_for():
    found = grade(SEMI, {})
    assert (found.grade, tenths(found.points)) == ("D", 0.0)
    assert sum(each.lost for each in found.items) == 100
    assert found.knocked == ()
    worst = {item.question: min(item.choices, key=lambda c: item.choices[c].points)
             for item in SEMI.items if item.choices}  # fmt: skip
    found = grade(SEMI, worst | {"entrance_sill_cm": 0, "window_sill_cm": 0})
    assert set(found.knocked) == {"low_and_unprotected", "no_way_out", "locked_in"}
    assert set(found.needs) == {
        "flood-barrier", "backflow-valve", "openable-grille", "flood-alarm", "ventilation-fan",
    }  # fmt: skip


def test_in_both_languages():
    found = grade(SEMI, BEST | {"escape_way": "blocked"})
    assert describe_item(reasons(found)[0], "ko", "답 없음") == "탈출로 막힘"


@pytest.mark.parametrize("answer", ["upwards", ["away"], 3])
def test_an_answer_that_no_rule_knows_is_refused(answer):
    with pytest.raises(BadAnswer):
        grade(SEMI, BEST | {"slope": answer})


@pytest.mark.parametrize("answer", ["low", "nan", "inf"])
def test_a_measure_that_is_none_is_refused(answer):
    with pytest.raises(BadAnswer):
        grade(SEMI, BEST | {"entrance_sill_cm": answer})


def _answers(rules):
    each = {
        item.question: st.sampled_from(sorted(item.choices))
        if item.choices
        else st.floats(-10, 200)
        for item in rules.items
    }
    return st.fixed_dictionaries(each)


def _goodness(item, answer):
    return item.choices[answer].points if item.choices else answer


@pytest.mark.parametrize("rules", [SEMI, ROOF], ids=["semi-basement", "rooftop"])
@given(data=st.data())
def test_a_worse_answer_never_gives_a_better_grade(rules, data):
    answers = data.draw(_answers(rules))
    item = data.draw(st.sampled_from(rules.items))
    other = data.draw(_answers(rules))[item.question]
    worse = min(answers[item.question], other, key=lambda one: _goodness(item, one))
    better = max(answers[item.question], other, key=lambda one: _goodness(item, one))
    low, high = (grade(rules, answers | {item.question: one}) for one in (worse, better))
    assert low.points <= high.points
    assert rules.order[low.grade] >= rules.order[high.grade]


def _with(change):
    rules = json.loads(json.dumps(_KINDS[0]["rules"]))
    change(rules)
    return rules


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r["items"][0]["steps"].reverse(),
        lambda r: r["items"][0]["steps"][0].update(points=10),
        lambda r: r["items"][0].update(area="nowhere"),
        lambda r: r["items"][0].pop("said"),
        lambda r: r["items"].append(r["items"][0]),
        lambda r: r["grades"].reverse(),
        lambda r: r["grades"][-1].update(points_from=5),
        lambda r: r["knock_outs"][0].update(to="E"),
        lambda r: r["knock_outs"][1]["when"][0].update(answers=["two"]),
        lambda r: r["knock_outs"][1]["when"][0].update(answers=["nowhere"]),
        lambda r: r["knock_outs"][0]["when"][0].update(below=None, above=100),
        lambda r: r["needs"][0]["when"][0].update(item="roof"),
        lambda r: r["items"][2].update(weight=0),
    ],
)
def test_rules_by_which_worse_could_be_better_are_no_rules(change):
    with pytest.raises(ValidationError):
        RuleSet.model_validate(_with(change))
    RuleSet.model_validate(_with(lambda _: None))
