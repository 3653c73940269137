"""Thousands of objects: a plan at once, an end in time, and what is proved of it."""

import json
import random
import time
from pathlib import Path
from typing import Any

import pytest

from townline.prevention.works.planning.rules.highs import SolverLimits
from townline.prevention.works.planning.rules.planning import plan
from townline.prevention.works.planning.rules.reading import parse_input as read_told
from townline.prevention.works.planning.rules.solving import PlanChoice, _Search
from townline.prevention.works.planning.tests.recount import Recount
from townline.prevention.works.planning.tests.test_command import main

YEARS = [2027, 2028, 2029, 2030]
QUARTERS = {"q1": "01-01", "q2": "04-01", "q3": "07-01", "q4": "10-01"}
_ENDS = {"q1": "03-31", "q2": "06-30", "q3": "09-30", "q4": "12-31"}
_KINDS = [
    {"id": "barrier", "cost": 1_200_000, "crew_days": 0.5, "lead_days": 20},
    {"id": "fan", "cost": 340_000, "crew_days": 0.2},
    {"id": "wall", "cost": 2_500_000, "weight": 0.6, "crew_days": 1},
]


def many(count: int, share: float = 0.25) -> dict[str, Any]:
    """Give an input of so many objects with money for a share of them, and days by the quarter."""
    made = random.Random(count)  # noqa: S311 -- the same input each time
    objects = [_object(made, number) for number in range(count)]
    whole = sum(need["cost"] for each in objects for need in each["needs"])
    return {
        "years": YEARS,
        "seasons": [{"id": each, "from": begin, "to": _ENDS[each]}
                    for each, begin in QUARTERS.items()],
        "kinds": _KINDS,
        "sources": [{"id": "district"}, {"id": "fund", "kinds": ["barrier", "fan"]}],
        "budgets": [
            {"year": year, "source": source, "won": int(whole * share / len(YEARS) * part)}
            for year in YEARS for source, part in (("district", 0.6), ("fund", 0.4))
        ],
        "crew_days": [{"year": year, "season": each, "days": count * 0.06}
                      for year in YEARS for each in QUARTERS],
        "objects": objects,
    }  # fmt: skip


def _object(made: random.Random, number: int) -> dict[str, Any]:
    needs = [
        {"kind": kind["id"], "cost": int(kind["cost"]) + made.randrange(-100, 100) * 1_000}  # type: ignore[call-overload] # a number
        for kind in made.sample(_KINDS, made.choice([1, 1, 2]))
    ]
    found: dict[str, Any] = {
        "id": f"H{number}", "dong": f"{made.randrange(17)}동", "risk": made.randrange(10, 100),
        "people": made.randrange(4), "consent": made.choice(["given"] * 4 + ["missing"]),
        "needs": needs,
    }  # fmt: skip
    if found["consent"] == "missing":
        found["consent_from"] = f"{made.choice(YEARS[:2])}-0{made.randrange(1, 9)}-01"
    return found


def test_five_thousand_objects_have_a_greedy_plan_in_five_seconds_and_the_end_is_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first: list[tuple[float, bool]] = []
    begin = _Search.begin

    def begin_and_note(search: _Search) -> None:
        begin(search)
        first.append((search.limit.passed, search.best is not None))

    monkeypatch.setattr(_Search, "begin", begin_and_note)
    plan_input = many(5_000)
    begun = time.monotonic()
    answer = plan(read_told(plan_input), SolverLimits(gap=0.0, seconds=12.0))
    took = time.monotonic() - begun
    ((seconds, there),) = first
    assert there
    assert seconds < 5
    assert took < 1.5 * 12
    assert (answer["status"], answer["timed_out"]) == ("planned", True)
    assert 0 < answer["gap"] < 0.05
    again = Recount(plan_input, answer)
    assert again.broken(again.plan()) == set()


def test_five_hundred_objects_are_proved_within_a_tenth_of_a_per_cent() -> None:
    answer = plan(read_told(many(500)), SolverLimits(gap=0.001, seconds=40.0))
    assert (answer["status"], answer["timed_out"]) == ("planned", False)
    assert answer["gap"] <= 0.001


def test_what_was_proved_is_told_where_time_ran_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "input.json"
    file.write_text(json.dumps(many(60)), encoding="utf-8")
    monkeypatch.setattr(PlanChoice, "gap", property(lambda _: 0.0027))
    assert main(["works", "plan", "--input", str(file), "--seconds", "3"]) == 0
    line = capsys.readouterr().out.splitlines()[0]
    assert "proved within 0.270%" in line
    assert "time ran out: the best plan found" in line
