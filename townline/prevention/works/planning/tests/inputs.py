"""Small inputs of plans, drawn."""

from typing import Any

from hypothesis import strategies as st

YEARS = [2027, 2028]
DONGS = ["느티동", "버들동"]
_COST = st.integers(0, 12).map(lambda n: n * 100_000 + (n % 3))


def _need(draw: st.DrawFn, kinds: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": draw(st.sampled_from(kinds))}
    if draw(st.booleans()):
        found["cost"] = draw(_COST)
    if draw(st.integers(0, 4)) == 0:
        found["consent"] = draw(st.sampled_from(["given", "missing", "refused"]))
    if draw(st.integers(0, 5)) == 0:
        found["fixed"] = {"year": draw(st.sampled_from(YEARS))}
        if draw(st.booleans()):
            found["fixed"]["source"] = draw(st.sampled_from(["a", "b"]))
    return found


@st.composite
def things(draw: st.DrawFn, most: int) -> list[dict[str, Any]]:
    """Draw objects with needs, at most so many."""
    found = []
    for number in range(draw(st.integers(0, most))):
        thing: dict[str, Any] = {
            "id": f"H{number}", "dong": draw(st.sampled_from(DONGS)),
            "risk": draw(st.integers(0, 10)), "people": draw(st.integers(0, 3)),
            "consent": draw(st.sampled_from(["given", "given", "given", "missing", "refused"])),
            "needs": [_need(draw, ["x", "y"])],
        }  # fmt: skip
        if draw(st.integers(0, 3)) == 0:
            thing["consent_from"] = draw(st.sampled_from(["2027-05-01", "2028-02-01"]))
        found.append(thing)
    return found


@st.composite
def inputs(draw: st.DrawFn, most: int = 7) -> dict[str, Any]:
    """Draw an input. Some have no plan."""
    seasons = [
        {"id": "s", "from": "01-01", "to": "06-20"},
        {"id": "t", "from": "06-21", "to": "12-31"},
    ]
    whole = draw(st.booleans())
    return {
        "years": YEARS,
        "seasons": [] if whole else seasons,
        "kinds": [
            {"id": "x", "cost": draw(_COST), "crew_days": draw(st.sampled_from([0, 0.3, 1])),
             "lead_days": draw(st.sampled_from([0, 200])),
             **({} if whole or draw(st.booleans()) else {"seasons": ["s"]})},
            {"id": "y", "cost": draw(_COST), "weight": draw(st.sampled_from([0.5, 1]))},
        ],
        "sources": [{"id": "a"}, {"id": "b", "kinds": ["y"]}, {"id": "c", "dongs": DONGS[:1]}],
        "budgets": [
            {"year": year, "source": source, "won": draw(_COST)}
            for year in YEARS for source in ("a", "b", "c")
        ],
        "crew_days": [{"year": 2027, "days": draw(st.sampled_from([0.6, 1, 9]))}],
        "minimums": draw(st.lists(st.sampled_from([
            {"dong": DONGS[0], "year": 2027, "measures": 1}, {"measures": 1},
            {"dong": DONGS[1], "won": 300_000},
        ]), max_size=1)) if draw(st.booleans()) else [],
        "deadlines": draw(st.lists(st.sampled_from([
            {"risk_at_least": 9, "by": 2027},
            *([] if whole else [{"risk_at_least": 9, "by": 2028, "season": "s"}]),
        ]), max_size=1)),
        "weights": {"risk": 1, "people": 2},
        "worst_first": draw(st.sampled_from([1, 2, 3])),
        "missing_consent_from": draw(st.sampled_from([None, "2028-01-01"])),
        "objects": draw(things(most)),
    }  # fmt: skip


def sensible(plan_input: dict[str, Any]) -> dict[str, Any]:
    """Drop minima of dongs where there is nothing."""
    there = {each["dong"] for each in plan_input["objects"]}
    minimums = [each for each in plan_input["minimums"] if each.get("dong") in {None, *there}]
    only = [s for s in plan_input["sources"] if set(s.get("dongs", [])) <= there]
    names = {each["id"] for each in only}
    budgets = [each for each in plan_input["budgets"] if each["source"] in names]
    return {**plan_input, "minimums": minimums, "sources": only, "budgets": budgets}
