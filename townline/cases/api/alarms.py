"""Alarms for life: raised, acknowledged, over, or not urgent after all."""

from townline.cases.rules.alarms import AlarmState
from townline.cases.selectors.limited import leads
from townline.cases.services.alarm_claiming import alarm_claim
from townline.cases.services.alarm_deeds import (
    alarm_acknowledge,
    alarm_dismiss,
    alarm_put_back,
    alarm_settle,
    case_open_up,
)
from townline.cases.services.alarm_escalating import alarms_run
from townline.cases.services.alarms import alarm_raise

__all__ = [
    "AlarmState",
    "alarm_acknowledge",
    "alarm_claim",
    "alarm_dismiss",
    "alarm_put_back",
    "alarm_raise",
    "alarm_settle",
    "alarms_run",
    "case_open_up",
    "leads",
]
