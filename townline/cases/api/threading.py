"""Cases put together and taken apart."""

from townline.cases.selectors.bundled import Member, lead_of, members_of
from townline.cases.selectors.thread import thread_of
from townline.cases.selectors.undoing import Undoable
from townline.cases.services.threading_merge import case_merge
from townline.cases.services.threading_move import case_move, case_split
from townline.cases.services.threading_undo import regroup_undo

__all__ = [
    "Member",
    "Undoable",
    "case_merge",
    "case_move",
    "case_split",
    "lead_of",
    "members_of",
    "regroup_undo",
    "thread_of",
]
