"""State diagrams of READMEs, made from the tables in rules.py.

`python -m tests.diagrams` writes them; a test fails when a README and its table differ.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from townline.casework.alarms import rules
from townline.casework.cases import rules as cases
from townline.casework.classification.rules import assignment, incidents, readings
from townline.casework.coordination.rules import joint, meeting, referral
from townline.casework.deadlines.rules import commitments, statutory
from townline.casework.desk import rules as batch
from townline.casework.notifications import rules as alerts
from townline.casework.portal.rules import follow_ups
from townline.casework.visits.rules import visit
from townline.lines.queues.rules import days, tickets
from townline.lines.safenumbers.rules import help_tasks, leases, requests, ringing
from townline.platform.departments import duty
from townline.prevention.assets.rules import states as assets
from townline.prevention.hazards.explorations.rules import anomalies
from townline.prevention.hazards.rules import states
from townline.prevention.incidents import rules as events
from townline.prevention.incidents.broadcasts import rules as broadcasts
from townline.prevention.incidents.surge.rules import states as surge
from townline.prevention.policy.rules import states as policy
from townline.prevention.policy.themes.rules import states as themes
from townline.prevention.surveys.routes.rules import replies
from townline.prevention.surveys.rules import states as surveys
from townline.prevention.work_orders import rules as orders
from townline.prevention.works import rules as consents, rules as works
from townline.prevention.works.planning.rules import states as works_planning

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "townline" / "casework"
DEPARTMENTS = ROOT / "townline" / "platform" / "departments" / "README.md"
QUEUES = ROOT / "townline" / "lines" / "queues" / "README.md"
ROUTES = ROOT / "townline" / "prevention" / "surveys" / "routes" / "README.md"
SURVEYS = ROOT / "townline" / "prevention" / "surveys" / "README.md"
EXPLORATIONS = ROOT / "townline" / "prevention" / "hazards" / "explorations" / "README.md"
ASSETS = ROOT / "townline" / "prevention" / "assets" / "README.md"
HAZARDS = ROOT / "townline" / "prevention" / "hazards" / "README.md"
THEMES = ROOT / "townline" / "prevention" / "policy" / "themes" / "README.md"
SURGE = ROOT / "townline" / "prevention" / "incidents" / "surge" / "README.md"
POLICY = ROOT / "townline" / "prevention" / "policy" / "README.md"
WORKS_PLANNING = ROOT / "townline" / "prevention" / "works" / "planning" / "README.md"
WORKS = ROOT / "townline" / "prevention" / "works" / "README.md"
ORDERS = ROOT / "townline" / "prevention" / "work_orders" / "README.md"
BROADCASTS = ROOT / "townline" / "prevention" / "incidents" / "broadcasts" / "README.md"
INCIDENTS = ROOT / "townline" / "prevention" / "incidents" / "README.md"
SAFE = ROOT / "townline" / "lines" / "safenumbers" / "README.md"
type Table = Mapping[Any, str | frozenset[Any]]
# By README and whose states they are; "" is the room's main thing.
TABLES: dict[tuple[Path, str], Table] = {
    (WORK / "cases" / "README.md", ""): {**cases.TRANSITIONS, **cases.PUT_BACK},
    (WORK / "alarms" / "README.md", "alarms"): {**rules.TRANSITIONS, **rules.PUT_BACK},
    (WORK / "notifications" / "README.md", "alerts"): alerts.TRANSITIONS,
    (WORK / "classification" / "README.md", "rules"): assignment.TRANSITIONS,
    (WORK / "portal" / "README.md", "follow-ups"): follow_ups.TRANSITIONS,
    (WORK / "classification" / "README.md", "suggested incidents"): incidents.TRANSITIONS,
    (WORK / "deadlines" / "README.md", "legal clocks"): statutory.TRANSITIONS,
    (WORK / "coordination" / "README.md", "hand-offs"): referral.TRANSITIONS,
    (WORK / "desk" / "README.md", "lines of a batch"): batch.TRANSITIONS,
    (WORK / "coordination" / "README.md", "meetings"): meeting.TRANSITIONS,
    (WORK / "coordination" / "README.md", "positions"): joint.TRANSITIONS,
    (WORK / "deadlines" / "README.md", "promised dates"): commitments.TRANSITIONS,
    (WORK / "classification" / "README.md", "readings"): readings.TRANSITIONS,
    (WORK / "visits" / "README.md", "visits"): visit.TRANSITIONS,
    (DEPARTMENTS, "leave"): duty.TRANSITIONS,
    (QUEUES, "days"): days.TRANSITIONS,
    (QUEUES, "tickets"): tickets.TRANSITIONS,
    (SAFE, "calls"): ringing.TRANSITIONS,
    (SAFE, "leases"): leases.TRANSITIONS,
    (SAFE, "numbers"): leases.NUMBER_TRANSITIONS,
    (SAFE, "help tasks"): help_tasks.TRANSITIONS,
    (SAFE, "requests"): requests.TRANSITIONS,
    (EXPLORATIONS, "anomalies"): anomalies.ANOMALY_TRANSITIONS,
    (HAZARDS, "hazards"): {**states.TRANSITIONS, **states.PUT_BACK},
    (ASSETS, "assets"): assets.TRANSITIONS,
    (ORDERS, "orders"): orders.ORDER_TRANSITIONS,
    (INCIDENTS, "incidents"): events.INCIDENT_TRANSITIONS,
    (BROADCASTS, "broadcasts"): broadcasts.TRANSITIONS,
    (INCIDENTS, "needs"): events.NEED_TRANSITIONS,
    (ROUTES, "appointments"): replies.TRANSITIONS,
    (SURVEYS, "homes"): {**surveys.TRANSITIONS, **surveys.PUT_BACK},
    (THEMES, "themes"): themes.TRANSITIONS,
    (SURGE, "surges"): surge.TRANSITIONS,
    (POLICY, "matters"): policy.TRANSITIONS,
    (WORKS_PLANNING, "plans"): works_planning.TRANSITIONS,
    (WORKS, "objects"): works.OBJECT_TRANSITIONS,
    (WORKS, "measures"): {**works.MEASURE_TRANSITIONS, **works.MEASURE_PUT_BACK},
    (WORKS, "consents"): consents.CONSENT_TRANSITIONS,
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
