"""The front door of today: the words that parts of all rooms show alike, and its sources."""

from townline.casework.today.rules import LAYOUTS
from townline.casework.today.sources.cases import (
    approvals,
    departments,
    late,
    returned,
    soon,
    team,
    unsorted,
)
from townline.casework.today.sources.people import (
    commitments,
    decisions,
    duty,
    people,
    unassigned,
)
from townline.casework.today.sources.shared import count, due_mark, facts, number_of
from townline.casework.today.sources.watch import access, dangers, erasure
from townline.casework.today.sources.work import (
    inputs,
    own,
    own_cases,
    own_commitments,
    own_visits,
    team_inputs,
    visits,
)

__all__ = [
    "LAYOUTS",
    "access",
    "approvals",
    "commitments",
    "count",
    "dangers",
    "decisions",
    "departments",
    "due_mark",
    "duty",
    "erasure",
    "facts",
    "inputs",
    "late",
    "number_of",
    "own",
    "own_cases",
    "own_commitments",
    "own_visits",
    "people",
    "returned",
    "soon",
    "team",
    "team_inputs",
    "unassigned",
    "unsorted",
    "visits",
]
