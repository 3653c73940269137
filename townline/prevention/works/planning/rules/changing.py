"""An input with the changes that help where there was no plan."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

type Values = dict[str, Any]
type Change = Mapping[str, Any]


def changed_input(plan_input: Mapping[str, Any], changes: Sequence[Change]) -> Values:
    """Give a copy of an input (docs/run/works-plan.md) with changes as ``result`` tells them."""
    found = dict(plan_input)
    for each in changes:
        found |= _CHANGES[each["constraint"]](found, each)
    return found


def new_of(change: Change) -> float | None:
    """Give the number that a change asks for; results of before tell the difference alone."""
    if "new" in change:
        return change["new"]  # type: ignore[no-any-return]  # a number, or None
    if change["constraint"] == "minimum":
        return int(str(change["least"]).split()[0].replace(",", "")) - int(change["change"])
    now = change.get("won" if change["constraint"] == "budget" else "days")
    return None if now is None else now + change["change"]


def _budget(plan_input: Values, change: Change) -> Values:
    at = {"year": change["year"], "source": change["source"]}
    rest = [line for line in plan_input["budgets"] if {**line, **at} != line]
    return {"budgets": [*rest, {**at, "won": new_of(change)}]}


def _crew(plan_input: Values, change: Change) -> Values:
    at = {"year": change["year"], "season": change["season"]}
    rest = [
        line for line in plan_input["crew_days"]
        if (line["year"], line.get("season")) != (at["year"], at["season"])
    ]  # fmt: skip
    return {"crew_days": [*rest, {**at, "days": new_of(change)}]}


def _minimum(plan_input: Values, change: Change) -> Values:
    """Lower one dong's minimum; what is asked of each dong alike stays for the others."""
    counted = str(change["least"]).rpartition(" ")[2]
    if change.get("alike"):
        return {"minimums": [_cap_line(line, counted, change) for line in plan_input["minimums"]]}
    own = [
        line for line in plan_input["minimums"]
        if line.get("year") == change["year"] and line.get(counted) is not None
        and line.get("dong") in {None, change["dong"]}
    ]  # fmt: skip
    line = max(own, key=lambda each: each.get("dong") is not None)
    dongs = (
        [line["dong"]] if line.get("dong") else sorted({o["dong"] for o in plan_input["objects"]})
    )
    lines = [each for each in plan_input["minimums"] if each is not line]
    return {
        "minimums": lines + [
            {**line, "dong": dong, **({counted: new_of(change)} if dong == change["dong"] else {})}
            for dong in dongs
        ]
    }  # fmt: skip


def _cap_line(line: Values, counted: str, change: Change) -> Values:
    if line.get("dong") or line.get(counted) is None:
        return line
    return {**line, counted: min(line[counted], new_of(change) or 0)}


def _deadline(plan_input: Values, change: Change) -> Values:
    lines = [dict(line) for line in plan_input["deadlines"]]
    line = lines[change["index"]]
    if change.get("until"):
        line |= {"by": change["until"]}
        line |= {"season": change["until_season"]} if change.get("until_season") else {}
    else:
        line["allow_late"] = line.get("allow_late", 0) + change["change"]
    return {"deadlines": lines}


def _release_fixed(plan_input: Values, change: Change) -> Values:
    return {"objects": [_free_need(thing, change["need"]) for thing in plan_input["objects"]]}


def _free_need(thing: Values, need: str) -> Values:
    def is_it(one: Values) -> bool:
        return bool((one.get("id") or f"{thing['id']}/{one['kind']}") == need)

    if not any(is_it(one) for one in thing["needs"]):
        return thing
    needs = [
        {name: value for name, value in one.items() if name != "fixed" or not is_it(one)}
        for one in thing["needs"]
    ]
    return {**thing, "needs": needs}


_CHANGES: Mapping[str, Callable[[Values, Change], Values]] = {
    "budget": _budget, "crew_days": _crew, "minimum": _minimum, "deadline": _deadline,
    "fixed": _release_fixed,
}  # fmt: skip
