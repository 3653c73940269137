"""Alarms that wait to be acknowledged, in the lists of cases."""

import datetime as dt
from collections.abc import Sequence

from townline.casework.alarms.selectors.alarms import alarm_deadlines
from townline.casework.alarms.views.labels import to_acknowledge
from townline.casework.cases.ports.lists import Countdown, ListPart


def _waiting(case_ids: Sequence[int], now: dt.datetime) -> dict[int, Countdown]:
    found = alarm_deadlines(case_ids)
    return {
        case: Countdown(until=until, left=to_acknowledge(until - now))
        for case, until in found.items()
    }


PART = ListPart(beside={"alarm": _waiting})
