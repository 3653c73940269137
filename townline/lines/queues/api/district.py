"""The district's data of this room: checking and storing it."""

from townline.lines.queues.rules.plans import PlanInvalid
from townline.lines.queues.rules.plans import plan_of as plan_check
from townline.lines.queues.services.loading import (
    DeskEntry,
    QueueEntry,
    SiteEntry,
    Sites,
    forms_load,
    sites_load,
)

__all__ = [
    "DeskEntry",
    "PlanInvalid",
    "QueueEntry",
    "SiteEntry",
    "Sites",
    "forms_load",
    "plan_check",
    "sites_load",
]
