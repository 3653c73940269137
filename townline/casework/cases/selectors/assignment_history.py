"""Who had a case when, by whom and why: read from its history."""

from collections.abc import Iterable

from townline.casework.cases.rules.assignment_history import HistoryLine, Owned, owners
from townline.platform.core.models import Transition

Holding = Owned


def owners_of(history: Iterable[Transition]) -> list[Holding]:
    """Tell from a case's history, oldest first, who had it from when until when."""
    return owners(
        HistoryLine(
            event=line.event,
            at=line.at,
            actor=line.actor,
            reason=line.reason,
            department=line.data.get("department"),
        )
        for line in history
    )
