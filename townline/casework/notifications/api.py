"""The front door of notifications to staff."""

from townline.casework.notifications.errors import AlertsRefused as AlertsRefused
from townline.casework.notifications.rules import LIFE as LIFE, AlertKind as AlertKind, Way as Way
from townline.casework.notifications.selectors import (
    alert_browsers as alert_browsers,
    alert_preference as alert_preference,
)
from townline.casework.notifications.services.preferences import (
    alerts_browser_add as alerts_browser_add,
    alerts_browser_end as alerts_browser_end,
    alerts_choose as alerts_choose,
)
from townline.casework.notifications.services.queueing import (
    alert_retention_rules as alert_retention_rules,
    alerts_queue as alerts_queue,
    alerts_run as alerts_run,
    owner as owner,
)
