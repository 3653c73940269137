"""The front door of danger alerts."""

from townline.casework.alarms.errors import AlarmReason as AlarmReason
from townline.casework.alarms.rules import EVERYBODY as EVERYBODY, AlarmState as AlarmState
from townline.casework.alarms.selectors import (
    AlarmExample as AlarmExample,
    AlarmFact as AlarmFact,
    AlarmView as AlarmView,
    alarm_examples as alarm_examples,
    alarm_facts as alarm_facts,
    alarm_get as alarm_get,
    alarm_recipients as alarm_recipients,
    alarm_view as alarm_view,
    alarms_live as alarms_live,
    alarms_of_case as alarms_of_case,
    alarms_past as alarms_past,
    alarms_unseen as alarms_unseen,
    alarms_waiting as alarms_waiting,
    ever_alarmed as ever_alarmed,
    unsaid as unsaid,
)
from townline.casework.alarms.services.actions import (
    alarm_acknowledge as alarm_acknowledge,
    alarm_dismiss as alarm_dismiss,
    alarm_put_back as alarm_put_back,
    alarm_settle as alarm_settle,
    case_open_up as case_open_up,
)
from townline.casework.alarms.services.alarm_marking import case_mark_danger as case_mark_danger
from townline.casework.alarms.services.alarm_retention import (
    alarm_retention_rules as alarm_retention_rules,
)
from townline.casework.alarms.services.backfill import alarm_import as alarm_import
from townline.casework.alarms.services.claiming import (
    alarm_asker as alarm_asker,
    automatic_release as automatic_release,
    texts_held as texts_held,
)
from townline.casework.alarms.services.drill import (
    DrillSeen as DrillSeen,
    alarm_drill as alarm_drill,
    alarm_drill_end as alarm_drill_end,
    alarm_drill_seen as alarm_drill_seen,
)
from townline.casework.alarms.services.escalation import alarms_run as alarms_run
from townline.casework.alarms.services.ladder import (
    AlarmWords as AlarmWords,
    Concern as Concern,
    Passed as Passed,
    notify_people as notify_people,
    passed_stages as passed_stages,
    untold as untold,
)
from townline.casework.alarms.services.marks import (
    follow_merge as follow_merge,
    restore_undone as restore_undone,
)
from townline.casework.alarms.services.raising import (
    alarm_follow as alarm_follow,
    alarm_raise as alarm_raise,
    danger_live as danger_live,
    danger_of as danger_of,
    held_text_alert as held_text_alert,
)
from townline.casework.alarms.services.recipients import Whose as Whose, hearers as hearers
from townline.casework.alarms.services.resident import advice_text as advice_text
from townline.casework.alarms.services.texts import (
    KINDS as KINDS,
    kind_name as kind_name,
    warning as warning,
)
