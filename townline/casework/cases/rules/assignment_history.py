"""Who had a case when, and returns from department to department."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

# With the second return the mayor's office decides; what it says binds.
OFFICE_DECIDES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """A line of history as far as it tells who has the case."""

    event: str
    at: dt.datetime
    actor: str
    reason: str
    department: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """``department`` had the case (None: nobody yet, the front desk sorts it).

    ``until`` is None for who has it now. ``actor`` as the history writes it (``staff:3``);
    ``event`` says how it came there.
    """

    department: str | None
    since: dt.datetime
    until: dt.datetime | None
    actor: str
    reason: str
    event: str


_TO_DEPARTMENT = frozenset({"case:department:assign", "case:department:escalate"})
_TO_DESK = frozenset({"case:status:open", "case:department:return"})


def owners(lines: Iterable[HistoryLine]) -> list[Owned]:
    """Tell from the history, oldest first, who had a case from when until when, by whom and why."""
    found: list[Owned] = []
    for line in lines:
        if line.event not in _TO_DEPARTMENT | _TO_DESK:
            continue
        to = line.department if line.event in _TO_DEPARTMENT else None
        if found and found[-1].department == to and to is not None:
            continue  # sent to where it was: to another person there
        if found:
            found[-1] = replace(found[-1], until=line.at)
        found.append(
            Owned(
                department=to,
                since=line.at,
                until=None,
                actor=line.actor,
                reason=line.reason,
                event=line.event,
            )
        )
    return found
