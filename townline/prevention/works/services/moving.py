"""Many locked measures by one event, with what each needs of its own."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move
from townline.prevention.works.errors import ObjectGone, RepairedElsewhere, WorkReasonNeeded
from townline.prevention.works.models import Measure
from townline.prevention.works.ports import source
from townline.prevention.works.rules import MeasureEvent, MeasureState, ObjectState
from townline.prevention.works.services.machines import MEASURES

_REASON = 500  # characters


def reason_of(reason: str) -> str:
    """Give a reason without spaces around. Raises WorkReasonNeeded."""
    if not (text := reason.strip()[:_REASON]):
        raise WorkReasonNeeded("this needs a reason")
    return text


def measures_move(
    rows: Iterable[Measure],
    event: MeasureEvent,
    *,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: Callable[[Measure], dict[str, Any]] = lambda _: {},
    back_to: Callable[[Measure], MeasureState] | None = None,
    data: dict[str, Any] | None = None,
) -> list[Measure]:
    """Move locked measures, each once. Raises what the machine refuses; then none has moved."""
    found = list(rows)
    moves = [
        Move(
            row=each,
            event=event,
            changes=changes(each),
            back_to=back_to and back_to(each),
            data=data,
        )
        for each in found
    ]
    MEASURES.move_all(moves, actor=actor, now=now, reason=reason)
    return found


def not_elsewhere(ids: Iterable[int]) -> None:
    """Hold the objects at their sources, before they are locked here. Raises RepairedElsewhere.

    In the order in which a source's own changes come here: its row, then the object's.
    """
    rows = Measure.objects.filter(id__in=list(ids))
    by_source: dict[str, set[str]] = {}
    for code, reference in rows.values_list("object__source", "object__reference"):
        by_source.setdefault(code, set()).add(reference)
    for code, references in sorted(by_source.items()):
        if (known := source(code)) and known.elsewhere(references):
            raise RepairedElsewhere(f"an order of its own repairs a {code}")


def active(rows: Sequence[Measure]) -> Sequence[Measure]:
    """Give measures whose objects stand. Raises ObjectGone."""
    for each in rows:
        if each.object.state != ObjectState.ACTIVE:
            raise ObjectGone(f"object {each.object_id} is {each.object.state}")
    return rows
