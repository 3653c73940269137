"""The tables of the room."""

from townline.lines.safenumbers.models.blocks import DayCount, NumberBlock
from townline.lines.safenumbers.models.calls import Call, CallWorker
from townline.lines.safenumbers.models.help_tasks import HelpTask
from townline.lines.safenumbers.models.leases import Lease, OwnerLink, OwnerPhone
from townline.lines.safenumbers.models.pages import PageAsk
from townline.lines.safenumbers.models.pools import Pool, SafeNumber
from townline.lines.safenumbers.models.requests import Request, RequestPhone

__all__ = [
    "Call",
    "CallWorker",
    "DayCount",
    "HelpTask",
    "Lease",
    "NumberBlock",
    "OwnerLink",
    "OwnerPhone",
    "PageAsk",
    "Pool",
    "Request",
    "RequestPhone",
    "SafeNumber",
]
