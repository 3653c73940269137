"""The front door of the desk: lists of work, teams, bulk actions."""

from townline.casework.desk.errors import BatchEmpty, BatchTooLarge, BatchUndone, DutyRefusal
from townline.casework.desk.rules import MOST, BatchAction, LineState
from townline.casework.desk.selectors.batches import BatchLineView, BatchView, batch_get
from townline.casework.desk.selectors.handover import handover
from townline.casework.desk.selectors.team import (
    PersonLoad,
    present_at,
    team_cases,
    team_load,
    team_open,
)
from townline.casework.desk.selectors.work_list import WorkItem, WorkKind, work_list
from townline.casework.desk.services.batches import BatchInput, batch_retention_rules, batch_run
from townline.casework.desk.services.batches_undo import batch_undo
from townline.casework.desk.services.handover import handovers_run

__all__ = [
    "MOST",
    "BatchAction",
    "BatchEmpty",
    "BatchInput",
    "BatchLineView",
    "BatchTooLarge",
    "BatchUndone",
    "BatchView",
    "DutyRefusal",
    "LineState",
    "PersonLoad",
    "WorkItem",
    "WorkKind",
    "batch_get",
    "batch_retention_rules",
    "batch_run",
    "batch_undo",
    "handover",
    "handovers_run",
    "present_at",
    "team_cases",
    "team_load",
    "team_open",
    "work_list",
]
