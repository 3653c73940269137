"""The front door of today: the words that parts of all rooms show alike, and its sources."""

from townline.casework.today.sources.cases import (
    approvals as approvals,
    departments as departments,
    late as late,
    returned_cases as returned_cases,
    soon as soon,
    team as team,
    unsorted_texts as unsorted_texts,
)
from townline.casework.today.sources.people import (
    commitments as commitments,
    decisions as decisions,
    duty as duty,
    people as people,
    unassigned_cases as unassigned_cases,
)
from townline.casework.today.sources.shared import (
    count as count,
    due_mark as due_mark,
    facts as facts,
    number_of as number_of,
)
from townline.casework.today.sources.watch import (
    access as access,
    dangers as dangers,
    erasure as erasure,
)
from townline.casework.today.sources.work import (
    inputs as inputs,
    own as own,
    own_cases as own_cases,
    own_commitments as own_commitments,
    own_visits as own_visits,
    team_inputs as team_inputs,
    visits as visits,
)
