"""The people at work: what each owes, what is handed over, many cases in one press."""

from townline.cases.rules.batch import MOST as BATCH_MOST
from townline.cases.rules.batch import BatchDeed, LineState
from townline.cases.selectors.batches import BatchLineView, BatchView, batch_get
from townline.cases.selectors.handover import Handover, Meanwhile, handover
from townline.cases.selectors.team import PersonLoad, Week, team_cases, team_load
from townline.cases.selectors.work_list import Owed, OwedKind, owed_by, work_list
from townline.cases.services.batches import BatchWish, batch_retention_rules, batch_run
from townline.cases.services.batches_undo import batch_undo
from townline.cases.services.handover import handovers_run

__all__ = [
    "BATCH_MOST",
    "BatchDeed",
    "BatchLineView",
    "BatchView",
    "BatchWish",
    "Handover",
    "LineState",
    "Meanwhile",
    "Owed",
    "OwedKind",
    "PersonLoad",
    "Week",
    "batch_get",
    "batch_retention_rules",
    "batch_run",
    "batch_undo",
    "handover",
    "handovers_run",
    "owed_by",
    "team_cases",
    "team_load",
    "work_list",
]
