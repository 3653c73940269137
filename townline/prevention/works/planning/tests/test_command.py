"""``townline works plan``: what it prints, and how it refuses what cannot be used."""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from townline.platform.core.commands import CannotStart, Command
from townline.platform.core.paths import ROOT
from townline.prevention.works.planning import commands
from townline.prevention.works.planning.rules import highs
from townline.prevention.works.planning.rules.example import example
from townline.prevention.works.planning.rules.highs import SolverLimits
from townline.prevention.works.planning.rules.planning import plan
from townline.prevention.works.planning.rules.reading import parse_input as read_told
from townline.prevention.works.planning.tests.recount import complaints

_DOCUMENTED = ROOT / "docs" / "works-plan.json"


def main(arguments: list[str]) -> int:
    """Run the command as the command line does, of which a room knows nothing."""
    parser = argparse.ArgumentParser()
    sub = parser.add_subparsers()

    def add(name: str, words: str, command: Command) -> argparse.ArgumentParser:
        made = sub.add_parser(name, help=words)
        made.set_defaults(command=command)
        return made

    commands.add_to(add)
    options = parser.parse_args(arguments)
    return int(options.command(options))


def _run_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], plan_input: Any, *more: str
) -> tuple[int, str, str]:  # fmt: skip
    file = tmp_path / "input.json"
    file.write_text(
        plan_input if isinstance(plan_input, str) else json.dumps(plan_input), encoding="utf-8"
    )
    code = main(["works", "plan", "--input", str(file), *more])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_the_example_is_the_documented_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["works", "plan", "--example"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(_DOCUMENTED.read_text("utf-8"))


def test_a_plan_is_told_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, progress = _run_plan(tmp_path, capsys, example(), "--json")
    answer = json.loads(out)
    assert (code, answer["status"]) == (0, "planned")
    assert complaints(example(), answer) == []
    assert {each["reason"] for each in answer["exceptions"]} >= {"consent", "season", "budget"}
    assert "gap" in progress


def test_a_plan_is_told_to_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run_plan(tmp_path, capsys, example())
    assert "2027  flood fund  1,300,000  1,200,000  100,000" in out
    assert "H-0005/fan (urgency 40.6, 2027 after rain) goes before" in out


def test_the_second_program_sees_what_is_wrong() -> None:
    plan_input = example()
    answer = plan(read_told(plan_input), SolverLimits())
    row = next(each for each in answer["planned"] if each["need"] == "H-0002/flood_barrier")
    row["year"] = 2027
    assert "not kept: consent" in complaints(plan_input, answer)
    answer = plan(read_told(plan_input), SolverLimits())
    answer["exceptions"] = answer["exceptions"][1:]
    assert any("after" in each for each in complaints(plan_input, answer))
    answer["exceptions"] = [{**each, "reason": "crew_days"} for each in answer["exceptions"]]
    assert complaints(plan_input, answer)


def test_what_quarrels_and_what_helps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan_input = example() | {"minimums": [{"dong": "버들동", "year": 2027, "won": 2_700_000}]}
    plan_input["crew_days"] = []
    code, out, _ = _run_plan(tmp_path, capsys, plan_input, "--json")
    answer = json.loads(out)
    assert (code, answer["status"]) == (1, "infeasible")
    assert {each["constraint"] for each in answer["quarrel"]} >= {"minimum", "budget"}
    assert all(each["sentence"] for each in answer["changes"])
    code, out, _ = _run_plan(tmp_path, capsys, plan_input)
    assert "there is no such plan" in out
    assert "what helps" in out


def _without(path: str, value: Any = None) -> dict[str, Any]:
    plan_input: Any = example()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    here = plan_input
    for step in steps:
        here = here[step]
    if value is None:
        del here[last]
    else:
        here[last] = value
    return dict(plan_input)


@pytest.mark.parametrize(
    ("plan_input", "words"),
    [
        ("{", "not JSON"),
        ('{"years": [1], "years": [2]}', '"years" stands twice'),
        ("[]", "the file"),
        (_without("kinds.1.cost"), "objects[0] (H-0001).needs[1]: no price"),
        (_without("budgets.0.won", -1), "budgets[0].won: a number from 0, not -1"),
        (_without("budgets.0.won", "12"), "budgets[0].won: a whole number, not '12'"),
        (_without("budgets.0.won", 1.5), "budgets[0].won: a whole number, not 1.5"),
        (_without("budgets.0.year", 2040), "budgets[0].year: unknown year 2040; known are 2027"),
        (_without("objects.4.needs.0.fixed.year", 2031), "needs[0].fixed.year: unknown year 2031"),
        (_without("objects.1.id", "H-0001"), "objects: H-0001 stands twice"),
        (_without("objects.0.needs.1.kind", "flood_barrier"), "H-0001/flood_barrier stands twice"),
        (_without("objects.2.needs.0.kind", "dome"), "unknown kind dome; known are fan"),
        (_without("objects.2.consent", "maybe"), "objects[2] (H-0003).consent"),
        (_without("objects.2.riks", 3), "objects[2] (H-0003).riks: no field of this name"),
        (_without("objects.2.dong"), "objects[2] (H-0003).dong: is missing"),
        (_without("seasons.0.from", "13-01"), "seasons[0] (before rain): a month and a day"),
        (_without("seasons.1.from", "06-20"), "begins after the season before"),
        (_without("minimums.0.won", 3), "minimums[0]: either measures or won"),
        (_without("years", [2028, 2027]), "years: in order"),
    ],
)  # fmt: skip
def test_bad_input_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], plan_input: Any, words: str
) -> None:
    code, out, err = _run_plan(tmp_path, capsys, plan_input, "--json")
    assert code == 2
    assert words in err
    assert json.loads(out)["status"] == "bad_input"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ([], "--example prints one"),
        (["--input", "/nowhere/x.json"], "/nowhere/x.json: No such file"),
        (["--input", str(_DOCUMENTED), "--gap", "-1"], "--gap is 0 to 100"),
    ],
)
def test_what_is_missing_is_said(more: list[str], words: str) -> None:
    with pytest.raises(CannotStart, match=words):
        main(["works", "plan", *more])


def test_a_stop_in_the_midst_of_branching_ends_the_search() -> None:
    made = random.Random(2)  # noqa: S311 -- the same program each time
    wide = [[made.randint(20, 99) for _ in range(60)] for _ in range(4)]
    program = highs.Program(
        worth=np.array([made.randint(20, 99) for _ in range(60)], float),
        low=np.zeros(60), high=np.ones(60), whole=np.ones(60, bool), floor=np.zeros(4),
        ceiling=np.array([sum(row) / 2 for row in wide]), rows=np.repeat(np.arange(4), 60),
        columns=np.tile(np.arange(60), 4), values=np.array(wide, float).ravel(),
    )  # fmt: skip
    words: list[float] = []

    def watch(now: highs.SolverProgress) -> bool:
        words.append(now.gap)
        return now.gap < 1

    found = highs.solve_mip(program, SolverLimits(0.0, 30.0), watch)
    assert words
    assert found.stopped
    assert len(found.x)


def test_what_was_found_before_a_stop_is_kept_and_holds() -> None:
    watch = commands._Watch()
    watch.ask()
    answer = plan(read_told(example()), SolverLimits(), watch)
    assert answer["stopped"]
    assert complaints(example(), answer) == []
