"""The district's data of this room: checking and storing it."""

from townline.queues.rules.plans import PlanInvalid
from townline.queues.rules.plans import plan_of as plan_check
from townline.queues.services.loading import (
    DeskEntry,
    QueueEntry,
    SiteEntry,
    Sites,
    sites_load,
)

__all__ = [
    "DeskEntry",
    "PlanInvalid",
    "QueueEntry",
    "SiteEntry",
    "Sites",
    "plan_check",
    "sites_load",
]
