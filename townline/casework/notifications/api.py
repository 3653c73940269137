"""The front door of notifications to staff."""

from townline.casework.notifications.errors import AlertsRefused
from townline.casework.notifications.rules import LIFE, AlertKind, Way
from townline.casework.notifications.selectors import alert_browsers, alert_preference
from townline.casework.notifications.services.preferences import (
    alerts_browser_add,
    alerts_browser_end,
    alerts_choose,
)
from townline.casework.notifications.services.queueing import (
    alert_retention_rules,
    alerts_queue,
    alerts_run,
    owner,
)

__all__ = [
    "LIFE",
    "AlertKind",
    "AlertsRefused",
    "Way",
    "alert_browsers",
    "alert_preference",
    "alert_retention_rules",
    "alerts_browser_add",
    "alerts_browser_end",
    "alerts_choose",
    "alerts_queue",
    "alerts_run",
    "owner",
]
