"""What people are told outside of these pages, and who is called in a note."""

from townline.cases.models import AlertWish
from townline.cases.rules.alerts import AlertKind, Way
from townline.cases.selectors.alerts import alert_browsers, alert_wish
from townline.cases.selectors.mentions import Marked, callable_for
from townline.cases.services.alert_wishes import (
    alerts_browser_add,
    alerts_browser_end,
    alerts_choose,
)
from townline.cases.services.alerting import alert_retention_rules, alerts_queue, alerts_run

__all__ = [
    "AlertKind",
    "AlertWish",
    "Marked",
    "Way",
    "alert_browsers",
    "alert_retention_rules",
    "alert_wish",
    "alerts_browser_add",
    "alerts_browser_end",
    "alerts_choose",
    "alerts_queue",
    "alerts_run",
    "callable_for",
]
