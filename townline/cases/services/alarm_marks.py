"""What an alarm writes: its own state, the marks on its case, and the history of both."""

import datetime as dt
from typing import Any

from django.db import transaction

from townline.cases.errors import AlarmOver
from townline.cases.events import CasesMerged, DeedUndone
from townline.cases.models import Alarm, AlarmTold, Case
from townline.cases.rules import subject
from townline.cases.rules.alarms import (
    LIVE,
    AlarmEvent,
    AlarmRemark,
    AlarmState,
    alarm_after,
    alarm_subject,
)
from townline.cases.selectors.aliases import merged_ids
from townline.core import audit


@transaction.atomic(savepoint=False)
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
    """Move a locked alarm along the table, with a line in its history and in its case's.

    ``case``: the one that its texts lie in today, locked. Raises AlarmOver.
    """
    before = AlarmState(alarm.state)
    after = alarm_after(before, event, back_to)
    if after is None:
        raise AlarmOver(f"{event} is not possible while the alarm is {before}", state=before)
    alarm.state = after
    for name, value in (changes or {}).items():
        setattr(alarm, name, value)
    alarm.save(update_fields=["state", *(changes or {})])
    alarm_record(alarm, case, event, actor, now, before=before, after=after, reason=reason)
    return after


def alarm_record(
    alarm: Alarm,
    case: Case | None,
    event: AlarmEvent | AlarmRemark,
    actor: audit.Actor,
    now: dt.datetime,
    *,
    before: str = "",
    after: str = "",
    reason: str = "",
    **data: object,
) -> None:
    """Write one line into the history of the alarm, and one without states into its case's."""
    own = audit.Entry(
        subject=alarm_subject(alarm.pk),
        event=event,
        actor=actor,
        at=now,
        from_state=before,
        to_state=after,
        reason=reason,
        data=data | {"kind": alarm.kind},
    )
    lines = [own]
    if case is not None:
        beside = data | {"alarm": alarm.pk}
        lines.append(
            audit.Entry(
                subject=subject(case.id),
                event=event,
                actor=actor,
                at=now,
                reason=reason,
                data=beside,
            )
        )
    audit.record_many(lines)


def case_marks(case: Case, now: dt.datetime) -> None:
    """Have a locked case marked as its alarms stand: danger while one is live."""
    mine = Alarm.objects.filter(case__in=[case.id, *merged_ids(case.id)])
    case.danger = mine.filter(state__in=sorted(LIVE)).exists()
    case.private = mine.filter(private=True).exclude(state=AlarmState.NOT_URGENT).exists()
    case.updated_at = max(case.updated_at, now)
    case.save(update_fields=["danger", "private", "updated_at"])


def told_follow(event: CasesMerged) -> None:
    """Let those who were told of a danger in one case see it in the one that goes on."""
    _told_in(event.case_id, event.into_id)


def told_return(event: DeedUndone) -> None:
    """Let those who were told of a danger see it again in the case that it was in."""
    _told_in(event.case_id, event.case_id)


def _told_in(source: int, target: int) -> None:
    came = [source, *merged_ids(source)]
    AlarmTold.objects.filter(alarm__case__in=came).update(case=target)
