"""What an alarm writes: its own state, the marks on its case, and the history of both."""

import datetime as dt
from typing import Any

from townline.casework.alarms.errors import AlarmOver
from townline.casework.alarms.models import Alarm, AlarmTold
from townline.casework.alarms.rules import (
    LIVE,
    PUT_BACK,
    TRANSITIONS,
    AlarmEvent,
    AlarmRemark,
    AlarmState,
    alarm_subject,
)
from townline.casework.cases.api import ActionUndone, CasesMerged, merged_ids, subject
from townline.casework.cases.models import Case
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.core.history.tags import nested_tag

ALARMS: Machine[Alarm, AlarmState, AlarmEvent] = Machine(
    model=Alarm,
    table=TRANSITIONS,
    put_back=PUT_BACK,
    subject=lambda alarm: alarm_subject(alarm.pk),
    refusal=AlarmOver.of_move("the alarm"),
    data=lambda step: {"kind": step.row.kind},
)


def alarm_transition(
    *,
    alarm: Alarm,
    case: Case | None,
    event: AlarmEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    back_to: AlarmState | None = None,
) -> AlarmState:
    """Move a locked alarm along the table, with a line in its case's history as well.

    ``case``: the one that its texts lie in today, locked. Raises AlarmOver.
    """
    return ALARMS.move(
        alarm,
        event,
        actor=actor,
        now=now,
        reason=reason,
        changes=changes,
        back_to=back_to,
        extra_entries=_case_entries(alarm, case, event.tag, actor, now, {}, reason),
    )


def alarm_record(
    alarm: Alarm,
    case: Case | None,
    event: AlarmRemark,
    actor: audit.Actor,
    now: dt.datetime,
    **data: object,
) -> None:
    """Write one line into the history of the alarm, and one into its case's."""
    own = audit.AuditEntry(
        subject=alarm_subject(alarm.pk),
        event=event,
        actor=actor,
        at=now,
        data=data | {"kind": alarm.kind},
    )
    audit.record_many([own, *_case_entries(alarm, case, event, actor, now, data)])


def _case_entries(  # noqa: PLR0917 -- all that a line says
    alarm: Alarm,
    case: Case | None,
    tag: str,
    actor: audit.Actor,
    now: dt.datetime,
    data: dict[str, object],
    reason: str = "",
) -> list[audit.AuditEntry]:
    if case is None:
        return []
    return [
        audit.AuditEntry(
            subject=subject(case.id),
            event=nested_tag("case", tag),
            actor=actor,
            at=now,
            reason=reason,
            data=data | {"alarm": alarm.pk},
        )
    ]


def case_marks(case: Case, now: dt.datetime) -> None:
    """Have a locked case marked as its alarms stand: danger while one is live."""
    mine = Alarm.objects.filter(case__in=[case.id, *merged_ids(case.id)])
    case.danger = mine.filter(state__in=sorted(LIVE)).exists()
    case.private = mine.filter(private=True).exclude(state=AlarmState.NOT_URGENT).exists()
    case.updated_at = max(case.updated_at, now)
    case.save(update_fields=["danger", "private", "updated_at"])


def follow_merge(event: CasesMerged) -> None:
    """Let those who were told of a danger in one case see it in the one that goes on."""
    _move_recipients(event.case_id, event.into_id)


def restore_undone(event: ActionUndone) -> None:
    """Let those who were told of a danger see it again in the case that it was in."""
    _move_recipients(event.case_id, event.case_id)


def _move_recipients(source: int, target: int) -> None:
    source_ids = [source, *merged_ids(source)]
    AlarmTold.objects.filter(alarm__case__in=source_ids).update(case=target)
