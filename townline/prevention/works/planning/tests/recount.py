"""Counts a plan again from its two files: ``python recount.py INPUT.json OUTPUT.json``.

It shares nothing with the program that made the plan: no import, no formula but those that
``docs/run/works-plan.md`` states. It says what is not kept, and which pair of a more urgent need
after a less urgent one is not explained, or by something that is not so.
"""

import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Values = dict[str, Any]
_FIRST = {"fixed_first", "minimum_first", "deadline_first"}


class Recount:
    """An input and what was answered."""

    def __init__(self, plan_input: Values, answer: Values) -> None:
        self.told, self.answer = plan_input, answer
        self.kinds = {each["id"]: each for each in plan_input.get("kinds", [])}
        self.sources = {each["id"]: each for each in plan_input.get("sources", [])} or {
            each["source"]: {} for each in plan_input["budgets"]
        }
        self.needs: dict[str, tuple[Values, Values]] = {}
        for thing in plan_input["objects"]:
            for need in thing["needs"]:
                self.needs[need.get("id") or f"{thing['id']}/{need['kind']}"] = (thing, need)
        self.periods = self._periods()
        self.at = {row["need"]: (row["year"], row["season"] or "") for row in answer["planned"]}
        self.payer = {row["need"]: row["source"] for row in answer["planned"]}

    def _periods(self) -> list[tuple[int, str, date, date]]:
        seasons = self.told.get("seasons") or [{"id": "", "from": "01-01", "to": "12-31"}]
        return [
            (year, each["id"], date.fromisoformat(f"{year}-{each['from']}"),
             date.fromisoformat(f"{year}-{each['to']}"))
            for year in self.told["years"] for each in seasons
        ]  # fmt: skip

    # What single needs are

    def cost(self, need: str) -> int:
        one = self.needs[need][1]
        return int(one["cost"] if one.get("cost") is not None else self.kinds[one["kind"]]["cost"])

    def crew(self, need: str) -> float:
        one = self.needs[need][1]
        if one.get("crew_days") is not None:
            return float(one["crew_days"])
        return float(self.kinds.get(one["kind"], {}).get("crew_days", 0))

    def urgency(self, need: str) -> float:
        thing, one = self.needs[need]
        weights = self.told.get("weights", {})
        points = weights.get("risk", 1) * thing.get("risk", 0)
        points += weights.get("people", 0) * thing.get("people", 0)
        points += weights.get("floods", 0) * thing.get("floods", 0)
        points += weights.get("groups", {}).get(thing.get("group"), 0)
        return float(points * self.kinds.get(one["kind"], {}).get("weight", 1))

    def worth(self, need: str, place: int) -> float:
        most = max(self.urgency(each) for each in self.needs) + 1
        value = ((self.urgency(need) + 1) / most) ** self.told.get("worst_first", 2)
        return float(value * (2 * len(self.periods) - place) / (2 * len(self.periods)))

    def shut(self, need: str, place: int) -> set[str]:
        """Say why a need cannot be in a period whatever there is of money and days."""
        thing, one = self.needs[need]
        year, season, _, last = self.periods[place]
        fixed = one.get("fixed")
        if fixed:
            own = fixed["year"] == year and fixed.get("season") in {None, season}
            return set() if own else {"fixed_later"}
        kind = self.kinds.get(one["kind"], {})
        start = date.fromisoformat(self.told.get("start") or f"{self.told['years'][0]}-01-01")
        consent = one.get("consent") or thing.get("consent", "given")
        found = {"refused"} if consent == "refused" else set()
        if kind.get("seasons") is not None and season not in kind["seasons"]:
            found.add("season")
        ready = start
        if consent != "given":
            when = one.get("consent_from") or thing.get("consent_from")
            when = when or self.told.get("missing_consent_from")
            if when is None or date.fromisoformat(when) > last:
                return found | {"consent"}
            ready = max(start, date.fromisoformat(when))
        if ready + timedelta(days=kind.get("lead_days", 0)) > last:
            found.add("lead_time")
        return found

    def pays(self, source: str, need: str) -> bool:
        thing, one = self.needs[need]
        fixed = (one.get("fixed") or {}).get("source")
        if fixed:
            return bool(fixed == source)
        only = self.sources[source]
        return one["kind"] in (only.get("kinds") or [one["kind"]]) and thing["dong"] in (
            only.get("dongs") or [thing["dong"]]
        )

    # What holds over several

    def budget(self, year: int, source: str) -> int:
        return sum(
            each["won"] for each in self.told["budgets"]
            if each["year"] == year and each["source"] == source
        )  # fmt: skip

    def days(self, place: int) -> float:
        year, season, *_ = self.periods[place]
        for wanted in (season, None):
            for each in self.told.get("crew_days", []):
                if each["year"] == year and each.get("season") == wanted:
                    return float(each["days"])
        return float("inf")

    def floors(self) -> Iterator[tuple[str, set[str], set[int], str, int]]:
        """Give name, needs, places, what is counted and how much of it there must be."""
        dongs = sorted({thing["dong"] for thing, _ in self.needs.values()})
        for each in self.told.get("minimums", []):
            places = {
                place for place, (year, *_) in enumerate(self.periods)
                if each.get("year") in {None, year}
            }  # fmt: skip
            counted = "measures" if each.get("measures") is not None else "won"
            for dong in [each["dong"]] if each.get("dong") else dongs:
                inside = {need for need, (thing, _) in self.needs.items() if thing["dong"] == dong}
                yield "minimum", inside, places, counted, each[counted]
        for each in self.told.get("deadlines", []):
            ends = [
                p
                for p, (year, season, *_) in enumerate(self.periods)
                if year == each["by"] and each.get("season") in {None, season}
            ]
            places = set(range(ends[-1] + 1))
            inside = {need for need in self.needs if self._due(each, need, places)}
            least = max(0, len(inside) - each.get("allow_late", 0))
            yield "deadline", inside, places, "measures", least

    def _due(self, until: Values, need: str, places: set[int]) -> bool:
        thing, one = self.needs[need]
        if thing.get("risk", 0) < until["risk_at_least"]:
            return False
        if until.get("group") not in {None, thing.get("group")}:
            return False
        if one.get("fixed") or any(not self.shut(need, place) for place in places):
            return True
        given = {**one, "consent": "given"}
        self.needs[need] = (thing, given)  # as it would be with the consent
        would = any(not self.shut(need, place) for place in places)
        self.needs[need] = (thing, one)
        return one.get("consent", thing.get("consent", "given")) == "given" or not would

    def broken(self, plan: dict[str, tuple[int, str]]) -> set[str]:
        """Say what a plan breaks: need -> (place, source)."""
        found: set[str] = set()
        spent: Counter[tuple[int, str]] = Counter()
        used: Counter[int] = Counter()
        for need, (place, source) in plan.items():
            found |= self.shut(need, place)
            if not self.pays(source, need):
                found.add("source")
            spent[self.periods[place][0], source] += self.cost(need)
            used[place] += round(self.crew(need) * 100)
        if any(won > self.budget(*at) for at, won in spent.items()):
            found.add("budget")
        if any(days > round(self.days(at) * 100) for at, days in used.items()
               if self.days(at) != float("inf")):  # fmt: skip
            found.add("crew_days")
        for name, inside, places, counted, least in self.floors():
            have = sum(
                1 if counted == "measures" else self.cost(need)
                for need in inside if need in plan and plan[need][0] in places
            )  # fmt: skip
            if have < least:
                found.add(name)
        if any(one.get("fixed") and need not in plan for need, (_, one) in self.needs.items()):
            found.add("fixed")
        return found

    def plan(self) -> dict[str, tuple[int, str]]:
        order = {(year, season): at for at, (year, season, *_) in enumerate(self.periods)}
        return {need: (order[when], self.payer[need]) for need, when in self.at.items()}

    # The complaints

    def complaints(self) -> Iterator[str]:
        rows = [row["need"] for row in self.answer["planned"]]
        rows += [row["need"] for row in self.answer["left_out"]]
        if sorted(rows) != sorted(self.needs):
            yield "not every need stands once, planned or left out"
            return
        plan = self.plan()
        yield from (f"not kept: {each}" for each in sorted(self.broken(plan)))
        yield from self._sums(plan)
        yield from self._pairs(plan)

    def _sums(self, plan: dict[str, tuple[int, str]]) -> Iterator[str]:
        for row in [*self.answer["planned"], *self.answer["left_out"]]:
            if row["won"] != self.cost(row["need"]):
                yield f"{row['need']} costs {self.cost(row['need'])}, not {row['won']}"
        for row in self.answer["cost_by_year"]:
            spent = sum(
                self.cost(need) for need, (place, source) in plan.items()
                if (self.periods[place][0], source) == (row["year"], row["source"])
            )  # fmt: skip
            if (row["won"], row["left"]) != (spent, row["budget"] - spent):
                yield f"{row['year']} {row['source']}: {spent} spent, not {row['won']}"

    def _pairs(self, plan: dict[str, tuple[int, str]]) -> Iterator[str]:
        claims: dict[tuple[str, str], set[str]] = {}
        counted: Counter[tuple[str, str]] = Counter()
        for each in self.answer["exceptions"]:
            claims.setdefault((each["need"], each["goes"]), set()).add(each["reason"])
        for i, j in self._passing(plan):
            hinders = self.hinders(plan, i, j)
            claimed = claims.get((j, "later"), set()) | claims.get((i, "first"), set())
            if not hinders & claimed:
                yield f"{j} after {i}: told {sorted(claimed)}, true {sorted(hinders)}"
            for need, goes in ((j, "later"), (i, "first")):
                for reason in hinders & claims.get((need, goes), set()):
                    counted[need, reason] += 1
        yield from self._uncounted(counted)

    def _passing(self, plan: dict[str, tuple[int, str]]) -> Iterator[tuple[str, str]]:
        nowhere = len(self.periods)
        places = {need: plan.get(need, (nowhere, ""))[0] for need in self.needs}
        urgency = {need: self.urgency(need) for need in self.needs}
        for i, j in itertools.permutations(self.needs, 2):
            if places[i] < places[j] and urgency[j] > urgency[i] + 1e-9:
                yield i, j

    def _uncounted(self, counted: Counter[tuple[str, str]]) -> Iterator[str]:
        for each in self.answer["exceptions"]:
            if counted[each["need"], each["reason"]] < each["others"] and each["goes"] == "later":
                yield f"{each['need']}: {each['reason']} is true of fewer than {each['others']}"

    def hinders(self, plan: dict[str, tuple[int, str]], i: str, j: str) -> set[str]:
        """Say what breaks if a less urgent ``i`` and a more urgent ``j`` change places."""
        p, q = plan[i][0], plan[j][0] if j in plan else None
        rest = {need: at for need, at in plan.items() if need not in {i, j}}
        tried = [
            {**rest, j: (p, a), **({} if q is None else {i: (q, b)})}
            for a in self.sources for b in (self.sources if q is not None else [""])
        ]  # fmt: skip
        if any(not self.broken(each) for each in tried):
            return set()
        found = set(self.shut(j, p))
        if self.needs[i][1].get("fixed") and (q is None or self.shut(i, q)):
            found.add("fixed_first")
        for name in {"minimum", "deadline"} & self.broken(tried[0]):
            found |= {f"{name}_first", f"{name}_later"}
        alone = [self.broken({**rest, j: (p, a)}) for a in self.sources]
        own = [a for a in self.sources if self.pays(a, j)]
        paid = [a for a in self.sources if "budget" not in self.broken({**rest, j: (p, a)})]
        if not set(own) & set(paid):
            found |= {"budget", "source"} if paid else {"budget"}
        if all("crew_days" in each for each in alone):
            found.add("crew_days")
        if q is not None and set(own) & set(paid) and self._no_place(rest, i, j, p, q):
            found.add("place")
        return found

    def _no_place(
        self, rest: dict[str, tuple[int, str]], i: str, j: str, p: int, q: int
    ) -> bool:  # fmt: skip
        if self.shut(i, q):
            return True
        capacity = {"budget", "crew_days", "source"}
        return all(
            self.broken({**rest, j: (p, a), i: (q, b)}) & capacity
            for a in self.sources for b in self.sources if self.pays(a, j)
        )  # fmt: skip


def complaints(plan_input: Values, answer: Values) -> list[str]:
    """Give what is wrong with an answer."""
    return list(Recount(plan_input, answer).complaints())


if __name__ == "__main__":
    read = [json.load(open(name, encoding="utf-8")) for name in sys.argv[1:3]]  # noqa: PTH123, SIM115 -- a program of its own
    wrong = complaints(*read)
    print("\n".join(wrong) or "everything is kept, every exception is explained")  # noqa: T201 -- its answer
    sys.exit(bool(wrong))
