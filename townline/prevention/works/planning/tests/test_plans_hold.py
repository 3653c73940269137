"""A plan keeps to everything, is the best there is, and explains itself: drawn and tried out."""

import itertools
from typing import Any

from hypothesis import given, settings

from tests.amount import examples
from townline.prevention.works.planning.rules.changing import changed_input
from townline.prevention.works.planning.rules.highs import SolverLimits
from townline.prevention.works.planning.rules.planning import plan
from townline.prevention.works.planning.rules.reading import parse_input as read_told
from townline.prevention.works.planning.tests.inputs import inputs, sensible
from townline.prevention.works.planning.tests.recount import Recount, complaints

_EXACT = SolverLimits(gap=0.0, seconds=30.0)


@given(inputs())
@settings(max_examples=examples(60), deadline=None)
def test_a_second_program_finds_nothing_to_complain_of(plan_input: dict[str, Any]) -> None:
    plan_input = sensible(plan_input)
    answer = plan(read_told(plan_input), _EXACT)
    if answer["status"] == "planned":
        assert complaints(plan_input, answer) == []


@given(inputs(most=4))
@settings(max_examples=examples(40), deadline=None)
def test_trying_all_plans_finds_none_better_and_none_where_there_is_none(
    plan_input: dict[str, Any],
) -> None:
    plan_input = sensible(plan_input)
    answer = plan(read_told(plan_input), _EXACT)
    best = _best(plan_input)
    assert (best is not None) == (answer["status"] == "planned")
    if best is not None:
        assert abs(best - answer["objective"]) < 1e-4
    else:
        _changes_help(plan_input, answer)


def _best(plan_input: dict[str, Any]) -> float | None:
    count = Recount(plan_input, {"planned": [], "left_out": []})
    places = list(itertools.product(range(len(count.periods)), count.sources))
    best = None
    for chosen in itertools.product([None, *places], repeat=len(count.needs)):
        tried = {n: at for n, at in zip(count.needs, chosen, strict=True) if at is not None}
        if any(count.shut(n, at[0]) or not count.pays(at[1], n) for n, at in tried.items()):
            continue
        if not count.broken(tried):
            worth = sum(count.worth(need, place) for need, (place, _) in tried.items())
            best = worth if best is None else max(best, worth)
    return best


def _changes_help(plan_input: dict[str, Any], answer: dict[str, Any]) -> None:
    """Make each change: then there is a plan. With one won less there is none."""
    assert answer["quarrel"]
    assert answer["changes"]
    for each in answer["changes"]:
        changed = changed_input(plan_input, each["changes"])
        assert plan(read_told(changed), _EXACT)["status"] == "planned"
        first = each["changes"][0]
        if first["constraint"] == "budget" and each["smallest"]:
            less = [{**first, "new": first["new"] - 1}, *each["changes"][1:]]
            assert (
                plan(read_told(changed_input(plan_input, less)), _EXACT)["status"] == "infeasible"
            )
