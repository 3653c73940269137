"""A plan comes in time: greedy at worst, with what is proved of it; a press applies what helps."""

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from tests.amount import examples
from townline.prevention.works.planning.rules import bounding, highs
from townline.prevention.works.planning.rules.changing import changed_input
from townline.prevention.works.planning.rules.choices import columns
from townline.prevention.works.planning.rules.example import example
from townline.prevention.works.planning.rules.highs import SolverLimits
from townline.prevention.works.planning.rules.planning import plan
from townline.prevention.works.planning.rules.problem import problem
from townline.prevention.works.planning.rules.reading import parse_input as read_told
from townline.prevention.works.planning.rules.solving import program
from townline.prevention.works.planning.rules.timing import TimeLimit
from townline.prevention.works.planning.tests.inputs import inputs, sensible
from townline.prevention.works.planning.tests.recount import complaints
from townline.prevention.works.planning.tests.test_command import _run_plan


def test_without_time_the_greedy_plan_is_kept_with_what_is_known_of_it() -> None:
    answer = plan(read_told(example()), SolverLimits(gap=0.0, seconds=0.001))
    assert answer["status"] == "planned"
    assert answer["timed_out"]
    assert [each for each in complaints(example(), answer) if each.startswith("not kept")] == []
    best = plan(read_told(example()), SolverLimits(gap=0.0))
    assert answer["objective"] <= best["objective"] <= answer["bound"]
    assert not best["timed_out"]


@given(inputs(most=5))
@settings(max_examples=examples(30), deadline=None)
def test_prices_bound_what_the_linear_program_finds(plan_input: dict[str, Any]) -> None:
    instance = problem(read_told(sensible(plan_input)))
    at = columns(instance)
    made = program(instance, at)
    loose = highs.solve_relaxed(made) if len(at.need) else None
    if loose is None or loose.infeasible:
        return
    found = bounding.upper_bound(made, at.need, len(instance.needs), 0.0, TimeLimit(60.0))
    assert found.value >= loose.objective - 1e-6
    assert np.isfinite(found.value)


def test_a_consent_after_the_deadline_is_left_out_of_it_and_named(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    plan_input = example() | {"deadlines": [{"risk_at_least": 80, "by": 2027}]}
    answer = plan(read_told(plan_input), SolverLimits())
    assert answer["status"] == "planned"
    assert complaints(plan_input, answer) == []
    (late,) = answer["late_consents"]
    assert (late["need"], late["expected"]) == ("H-0002/flood_barrier", "2027-09-01")
    _, out, _ = _run_plan(tmp_path, capsys, plan_input)
    assert "not counted for the deadline 2027: H-0002/flood_barrier" in out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"deadlines": [{"risk_at_least": 60, "by": 2027}]},
         "the deadline for a risk of 60.0 or more moved from the end of 2027 to the end of 2028"),
        ({"deadlines": [{"risk_at_least": 60, "by": 2027, "season": "before rain"}]},
         "moved from the end of 2027 before rain to the end of 2028 before rain"),
        ({"minimums": [{"year": 2027, "measures": 5}]},
         "the minimum of each dong lowered from 5 measures to 2"),
        ({"minimums": [{"year": 2027, "measures": 3}]},
         "the minimum of 느티동 in 2027 lowered from 3 measures to 1"),
        ({"crew_days": [{"year": 2027, "days": 0.1}, {"year": 2028, "days": 3}]},
         "the crews' days of 2027 after rain raised from 0.1 to at least 0.3"),
    ],
)  # fmt: skip
def test_what_helps_is_one_change_that_makes_a_plan(more: dict[str, Any], sentence: str) -> None:
    plan_input = example() | {"minimums": [], "deadlines": []} | more
    answer = plan(read_told(plan_input), SolverLimits())
    assert answer["status"] == "infeasible"
    found = [each for each in answer["changes"] if sentence in each["sentence"]]
    assert found, [each["sentence"] for each in answer["changes"]]
    changed = changed_input(json.loads(json.dumps(plan_input)), found[0]["changes"])
    again = plan(read_told(changed), SolverLimits())
    assert again["status"] == "planned"
    assert complaints(changed, again) == []
