"""The duty room is asked to help, and tells that it has."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from townline.lines.safenumbers.errors import HelpTaskOver
from townline.lines.safenumbers.models import Call, HelpTask, Request
from townline.lines.safenumbers.rules.help_tasks import (
    TRANSITIONS,
    HelpEvent,
    HelpState,
    help_subject,
)
from townline.lines.safenumbers.services.leases.writer import OWNER, By, acting
from townline.platform.core.history import audit, marks
from townline.platform.core.history.machine import Machine

HELP_MARK = "help_tasks"  # there while a to-do is open: what the bar of every page reads

HELP_TASKS: Machine[HelpTask, HelpState, HelpEvent] = Machine(
    model=HelpTask,
    table=TRANSITIONS,
    subject=lambda row: help_subject(row.id),
    refusal=lambda row, event: HelpTaskOver(
        f"{event} is not possible while the to-do is {row.state}", state=str(row.state)
    ),
    data=lambda step: {"lease": str(step.row.lease_id)},
    columns=lambda step: {"ended_at": step.at},
)


def help_ask(
    *, lease_id: UUID, now: dt.datetime, call: Call | None = None, request: Request | None = None
) -> None:
    """Give the duty room a to-do, in the caller's transaction; a second one is the first."""
    row, made = HelpTask.objects.get_or_create(
        state=HelpState.OPEN,
        **({"request": request} if request else {"call": call}),
        defaults={"lease_id": lease_id, "call": call, "made_at": now},
    )
    if made:
        audit.record(
            audit.AuditEntry(
                subject=help_subject(row.id),
                event="help:task:make",
                actor=OWNER,
                at=now,
                to_state=HelpState.OPEN,
                data={"lease": str(lease_id)},
            )
        )
        _mark(now)


def help_withdraw(*, request: Request, now: dt.datetime) -> None:
    """End the to-do of a request whose owner can come after all, in the caller's transaction."""
    open_ones = HelpTask.objects.select_for_update(of=("self",)).filter(
        request=request, state=HelpState.OPEN
    )
    for row in open_ones:
        HELP_TASKS.move(row, HelpEvent.WITHDRAW, actor=OWNER, now=now)
        _mark(now)


@transaction.atomic
def help_finish(*, by: By, task_id: UUID, now: dt.datetime) -> bool:
    """Note that the duty room has helped. False when the to-do was over already.

    Raises NotAllowed.
    """
    actor = acting(by)
    row = HELP_TASKS.lock(task_id)
    if row is None or row.state != HelpState.OPEN:
        return False
    HELP_TASKS.move(row, HelpEvent.FINISH, actor=actor, now=now)
    _mark(now)
    return True


def help_mark_recount(*, now: dt.datetime) -> None:
    """Set or drop the mark by the to-dos that are open.

    To-dos of a version without the mark have none, and one that goes with its lease leaves it.
    """
    is_open = HelpTask.objects.filter(state=HelpState.OPEN).exists()
    if is_open != (marks.mark_get(HELP_MARK) is not None):
        with transaction.atomic():
            _mark(now)


def _mark(now: dt.datetime) -> None:
    """Keep the mark while a to-do is open, and drop it with the last one."""
    # Written before the look: another transaction that makes or ends a to-do waits here for
    # this one, so that neither drops the mark of a to-do that it could not see yet.
    marks.mark_put(HELP_MARK, at=now)
    if not HelpTask.objects.filter(state=HelpState.OPEN).exists():
        marks.mark_drop(HELP_MARK)
