"""The tables of the room."""

from townline.safenumbers.models.blocks import DayCount, NumberBlock
from townline.safenumbers.models.calls import Call, CallWorker
from townline.safenumbers.models.leases import Lease, OwnerLink, OwnerPhone
from townline.safenumbers.models.pages import PageAsk
from townline.safenumbers.models.pools import Pool, SafeNumber
from townline.safenumbers.models.requests import Request, RequestPhone

__all__ = [
    "Call",
    "CallWorker",
    "DayCount",
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
