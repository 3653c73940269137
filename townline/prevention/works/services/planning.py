"""When a measure is done and from whose money; a room above makes the plan."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.platform.core.history import audit
from townline.prevention.works.models import Measure
from townline.prevention.works.rules import CONSENTED, MeasureEvent, MeasureState
from townline.prevention.works.selectors.kinds import budget_check
from townline.prevention.works.services.locking import measures_lock
from townline.prevention.works.services.moving import active, measures_move


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where in the plan a measure stands. ``quarter`` 1 to 4; ``budget``: a code of a source."""

    measure_id: int
    year: int
    quarter: int
    budget: str
    fixed: bool = False

    @property
    def columns(self) -> dict[str, Any]:
        """Give what a measure's row keeps of it."""
        return {
            "year": self.year,
            "quarter": self.quarter,
            "budget": self.budget,
            "fixed": self.fixed,
        }


@transaction.atomic
def measures_plan(
    placings: Sequence[Placing], *, actor: audit.Actor, now: dt.datetime, reason: str = ""
) -> list[Measure]:
    """Plan decided, ready and planned measures, each once; give those that moved.

    Raises UnknownBudget, NoPrice, ObjectGone, WrongState; then none is planned.
    """
    for budget in {each.budget for each in placings}:
        budget_check(budget)
    by_id = {each.measure_id: each.columns for each in placings}
    rows = active(measures_lock(by_id))
    moving = [row for row in rows if not _stands(row, by_id[row.pk])]
    return measures_move(
        moving, MeasureEvent.PLAN, actor=actor, now=now, reason=reason,
        changes=lambda row: by_id[row.pk],
    )  # fmt: skip


@transaction.atomic
def measures_unplan(
    ids: Iterable[int], *, actor: audit.Actor, now: dt.datetime, reason: str = ""
) -> list[Measure]:
    """Take measures out of the plan. Raises WrongState."""
    rows = measures_lock(ids)
    return measures_move(
        rows, MeasureEvent.UNPLAN, actor=actor, now=now, reason=reason,
        back_to=lambda row: (
            MeasureState.READY if row.consent in CONSENTED else MeasureState.DECIDED
        ),
    )  # fmt: skip


def _stands(row: Measure, columns: dict[str, Any]) -> bool:
    known = all(getattr(row, name) == value for name, value in columns.items())
    return row.state == MeasureState.PLANNED and known
