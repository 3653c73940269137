"""How a home changes its state (``core/history/machine.py``)."""

from collections.abc import Iterable

from townline.casework.cases.api import NotFound, WrongState
from townline.platform.core.history.machine import Machine, MachineStep
from townline.prevention.surveys.events import HomeMoved
from townline.prevention.surveys.models import Home, PlannedVisit
from townline.prevention.surveys.rules.states import (
    PUT_BACK,
    TRANSITIONS,
    HomeEvent,
    HomeState,
    home_subject,
)


def _columns(step: MachineStep[Home]) -> dict[str, object]:
    """A phone must hear of every step; what is settled has its moment."""
    settled = step.at if step.after in {HomeState.EXCLUDED, HomeState.GRADED} else None
    settled_at = step.row.settled_at if step.before == step.after else settled
    return {"version": step.row.version + 1, "settled_at": settled_at}


def _moved_events(step: MachineStep[Home]) -> tuple[HomeMoved]:
    moved = HomeMoved(
        home_id=step.row.pk,
        event=step.event,
        from_state=step.before,
        to_state=step.after,
        at=step.at,
        into=step.row.merged_into_id,
    )
    return (moved,)


HOMES: Machine[Home, HomeState, HomeEvent] = Machine(
    model=Home,
    table=TRANSITIONS,
    put_back=PUT_BACK,
    subject=lambda home: home_subject(home.id),
    refusal=WrongState.of_move("the home"),
    columns=_columns,
    emits=_moved_events,
)


def visits_open(homes: Iterable[Home]) -> dict[int, int]:
    """Give the open visit of each home that has one, by home; one query."""
    rows = PlannedVisit.objects.filter(home__in=[home.id for home in homes], done_at=None)
    return dict(rows.values_list("home_id", "id"))


def was_of(home: Home, visit: int | None = None) -> dict[str, object]:
    """Give what a press may change of a locked home, ready for JSON, for who takes it back.

    ``visit``: the open one that the press ends.
    """
    return {
        "why": home.excluded_for,
        "into": home.merged_into_id,
        "come_back_on": home.come_back_on.isoformat() if home.come_back_on else None,
        "settled_at": home.settled_at.isoformat() if home.settled_at else None,
        "visit": visit,
    }


def home_lock(home_id: int) -> Home:
    """Lock a home. Raises NotFound."""
    home = HOMES.lock(home_id)
    if home is None:
        raise NotFound(f"there is no home {home_id}")
    return home
