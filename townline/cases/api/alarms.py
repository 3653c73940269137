"""Alarms for life: raised, acknowledged, over, or not urgent after all."""

from townline.cases.models import Alarm
from townline.cases.rules.alarms import AlarmState
from townline.cases.selectors.alarm_sight import alarm_told, unsaid
from townline.cases.selectors.alarms import (
    AlarmFact,
    AlarmLesson,
    AlarmView,
    alarm_facts,
    alarm_get,
    alarm_lessons,
    alarm_view,
    alarms_live,
    alarms_of_case,
    alarms_past,
    alarms_unseen,
    alarms_waiting,
)
from townline.cases.selectors.limited import leads
from townline.cases.services.alarm_claiming import alarm_asker
from townline.cases.services.alarm_deeds import (
    alarm_acknowledge,
    alarm_dismiss,
    alarm_put_back,
    alarm_settle,
    case_open_up,
)
from townline.cases.services.alarm_drill import (
    DrillSeen,
    alarm_drill,
    alarm_drill_end,
    alarm_drill_seen,
)
from townline.cases.services.alarm_escalating import alarms_run
from townline.cases.services.alarm_marks import told_follow, told_return
from townline.cases.services.alarm_past import alarm_import
from townline.cases.services.alarm_pressing import case_mark_danger
from townline.cases.services.alarm_retention import alarm_retention_rules
from townline.cases.services.alarm_words import KINDS as ALARM_KINDS
from townline.cases.services.alarms import alarm_raise

__all__ = [
    "ALARM_KINDS",
    "Alarm",
    "AlarmFact",
    "AlarmLesson",
    "AlarmState",
    "AlarmView",
    "DrillSeen",
    "alarm_acknowledge",
    "alarm_asker",
    "alarm_dismiss",
    "alarm_drill",
    "alarm_drill_end",
    "alarm_drill_seen",
    "alarm_facts",
    "alarm_get",
    "alarm_import",
    "alarm_lessons",
    "alarm_put_back",
    "alarm_raise",
    "alarm_retention_rules",
    "alarm_settle",
    "alarm_told",
    "alarm_view",
    "alarms_live",
    "alarms_of_case",
    "alarms_past",
    "alarms_run",
    "alarms_unseen",
    "alarms_waiting",
    "case_mark_danger",
    "case_open_up",
    "leads",
    "told_follow",
    "told_return",
    "unsaid",
]
