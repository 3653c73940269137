"""The front door of danger alerts."""

from townline.casework.alarms.errors import AlarmReason
from townline.casework.alarms.rules import EVERYBODY, AlarmState
from townline.casework.alarms.selectors.alarm_sight import alarm_recipients, unsaid
from townline.casework.alarms.selectors.alarms import (
    AlarmExample,
    AlarmFact,
    AlarmView,
    alarm_examples,
    alarm_facts,
    alarm_get,
    alarm_view,
    alarms_live,
    alarms_of_case,
    alarms_past,
    alarms_unseen,
    alarms_waiting,
    ever_alarmed,
)
from townline.casework.alarms.services.actions import (
    alarm_acknowledge,
    alarm_dismiss,
    alarm_put_back,
    alarm_settle,
    case_open_up,
)
from townline.casework.alarms.services.alarm_marking import case_mark_danger
from townline.casework.alarms.services.alarm_retention import alarm_retention_rules
from townline.casework.alarms.services.backfill import alarm_import
from townline.casework.alarms.services.claiming import alarm_asker
from townline.casework.alarms.services.drill import (
    DrillSeen,
    alarm_drill,
    alarm_drill_end,
    alarm_drill_seen,
)
from townline.casework.alarms.services.escalation import alarms_run
from townline.casework.alarms.services.ladder import (
    AlarmWords,
    Concern,
    Passed,
    notify_people,
    passed_stages,
    untold,
)
from townline.casework.alarms.services.marks import follow_merge, restore_undone
from townline.casework.alarms.services.raising import (
    alarm_follow,
    alarm_raise,
    danger_live,
    danger_of,
    held_text_alert,
)
from townline.casework.alarms.services.recipients import Whose, hearers
from townline.casework.alarms.services.releasing import automatic_release, texts_held
from townline.casework.alarms.services.resident import advice_text
from townline.casework.alarms.services.texts import KINDS, kind_name, warning

__all__ = [
    "EVERYBODY",
    "KINDS",
    "AlarmExample",
    "AlarmFact",
    "AlarmReason",
    "AlarmState",
    "AlarmView",
    "AlarmWords",
    "Concern",
    "DrillSeen",
    "Passed",
    "Whose",
    "advice_text",
    "alarm_acknowledge",
    "alarm_asker",
    "alarm_dismiss",
    "alarm_drill",
    "alarm_drill_end",
    "alarm_drill_seen",
    "alarm_examples",
    "alarm_facts",
    "alarm_follow",
    "alarm_get",
    "alarm_import",
    "alarm_put_back",
    "alarm_raise",
    "alarm_recipients",
    "alarm_retention_rules",
    "alarm_settle",
    "alarm_view",
    "alarms_live",
    "alarms_of_case",
    "alarms_past",
    "alarms_run",
    "alarms_unseen",
    "alarms_waiting",
    "automatic_release",
    "case_mark_danger",
    "case_open_up",
    "danger_live",
    "danger_of",
    "ever_alarmed",
    "follow_merge",
    "hearers",
    "held_text_alert",
    "kind_name",
    "notify_people",
    "passed_stages",
    "restore_undone",
    "texts_held",
    "unsaid",
    "untold",
    "warning",
]
