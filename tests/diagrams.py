"""State diagrams of READMEs, made from the tables in rules.py.

`python -m tests.diagrams` writes them; a test fails when a README and its table differ.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from townline.cases import rules as cases
from townline.cases.rules import (
    alarms,
    alerts,
    assigning,
    batch,
    clocks,
    follow_ups,
    incidents,
    joint,
    meeting,
    promised,
    readings,
    referral,
    visit,
)
from townline.departments import duty
from townline.queues.rules import days, tickets
from townline.safenumbers.rules import leases, requests, ringing

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "townline" / "cases" / "README.md"
DEPARTMENTS = ROOT / "townline" / "departments" / "README.md"
QUEUES = ROOT / "townline" / "queues" / "README.md"
SAFE = ROOT / "townline" / "safenumbers" / "README.md"
type Table = Mapping[Any, str | frozenset[Any]]
# By README and whose states they are; "" is the room's main thing.
TABLES: dict[tuple[Path, str], Table] = {
    (CASES, ""): {**cases.TRANSITIONS, **cases.PUT_BACK},
    (CASES, "alarms"): {**alarms.TRANSITIONS, **alarms.PUT_BACK},
    (CASES, "alerts"): alerts.TRANSITIONS,
    (CASES, "rules"): assigning.TRANSITIONS,
    (CASES, "follow-ups"): follow_ups.TRANSITIONS,
    (CASES, "suggested incidents"): incidents.TRANSITIONS,
    (CASES, "legal clocks"): clocks.TRANSITIONS,
    (CASES, "hand-offs"): referral.TRANSITIONS,
    (CASES, "lines of a batch"): batch.TRANSITIONS,
    (CASES, "meetings"): meeting.TRANSITIONS,
    (CASES, "positions"): joint.TRANSITIONS,
    (CASES, "promised dates"): promised.TRANSITIONS,
    (CASES, "readings"): readings.TRANSITIONS,
    (CASES, "visits"): visit.TRANSITIONS,
    (DEPARTMENTS, "leave"): duty.TRANSITIONS,
    (QUEUES, "days"): days.TRANSITIONS,
    (QUEUES, "tickets"): tickets.TRANSITIONS,
    (SAFE, "calls"): ringing.TRANSITIONS,
    (SAFE, "leases"): leases.TRANSITIONS,
    (SAFE, "numbers"): leases.NUMBER_TRANSITIONS,
    (SAFE, "requests"): requests.TRANSITIONS,
}


def marks(whose: str = "") -> tuple[str, str]:
    """Give the two lines between which a diagram stands."""
    states = f"states of {whose}" if whose else "states"
    return f"<!-- {states}: begin -->", f"<!-- {states}: end -->"


def diagram(table: Table) -> str:
    """Draw a table as a Mermaid state diagram; events between the same two states share an arrow.

    What leads back to the same state is left out: it changes nothing.
    """
    arrows: dict[tuple[str, str], list[str]] = {}
    for (before, event), reached in table.items():
        for after in {reached} if isinstance(reached, str) else reached:
            if before != after:
                arrows.setdefault((str(before), str(after)), []).append(str(event))
    lines = [f"  {a} --> {b}: {', '.join(sorted(e))}" for (a, b), e in sorted(arrows.items())]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def with_diagram(text: str, table: Table, whose: str = "") -> str:
    """Put the diagram between the two marks."""
    begin, end = marks(whose)
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{diagram(table)}\n{end}", text)


def main() -> None:
    for (path, whose), table in TABLES.items():
        path.write_text(with_diagram(path.read_text(), table, whose))


if __name__ == "__main__":
    main()
