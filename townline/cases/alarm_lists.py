"""Alarms that wait to be acknowledged, in the lists of cases."""

import datetime as dt
from collections.abc import Sequence

from townline.cases.ports.lists import Countdown, ListPart
from townline.cases.selectors.alarms import alarm_deadlines
from townline.cases.views.alarm_words import to_acknowledge


def _waiting(case_ids: Sequence[int], now: dt.datetime) -> dict[int, Countdown]:
    found = alarm_deadlines(case_ids)
    return {
        case: Countdown(until=until, left=to_acknowledge(until - now))
        for case, until in found.items()
    }


PART = ListPart(beside={"alarm": _waiting})
