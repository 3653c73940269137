"""Alarms that live, in the lists of cases."""

import datetime as dt
from collections.abc import Sequence

from townline.casework.alarms.rules import BY_PERSON, AlarmState
from townline.casework.alarms.selectors import Live, alarms_of
from townline.casework.alarms.services.texts import kind_name
from townline.casework.alarms.views.labels import to_acknowledge
from townline.casework.cases.ports import Danger, ListPart


def _dangers(case_ids: Sequence[int], now: dt.datetime) -> dict[int, Danger]:
    return {live.case_id: _danger(live, now) for live in alarms_of(case_ids)}


def _danger(live: Live, now: dt.datetime) -> Danger:
    # A list is seen over a shoulder; what a person raised has no name but danger.
    is_named = not live.private and live.kind != BY_PERSON
    until = live.acknowledge_by if live.state == AlarmState.RAISED else None
    return Danger(
        kind=kind_name(live.kind) if is_named else "",
        until=until,
        left=to_acknowledge(until - now) if until else "",
    )


PART = ListPart(beside={"danger": _dangers})
