"""Cars and telephones that nobody has, for tests of the room."""

import datetime as dt

from townline.lines.safenumbers import api
from townline.lines.safenumbers.api import Audience, LeaseRequest, LeaseView, Via

PHONE = "010-0000-0042"
OTHER = "010-0000-0043"
OFFICE = "02-0000-0100"


def lease_request(plate: str = "12가3456", **more: object) -> LeaseRequest:
    """Give what somebody asks for at the counter."""
    values: dict[str, object] = {
        "phones": [PHONE],
        "audience": Audience.RESIDENT,
        "language": "ko",
        "consent": "2026-11",
    }
    return LeaseRequest(plate=plate, **(values | more))  # type: ignore[arg-type] # values by name


def issue(now: dt.datetime, plate: str = "12가3456", **more: object) -> LeaseView:
    """Issue a number as the owner would get it."""
    return api.lease_issue(
        by=api.OWNER, wish=lease_request(plate, **more), via=Via.COUNTER, now=now
    )


def small_pool(count: int, *, days: int = 90, now: dt.datetime) -> None:
    """Have one pool of so many numbers."""
    last = f"0504{9000 + count - 1:08d}"
    api.pools_load([api.PoolEntry("050400009000", last, days)], now=now)


def plate(number: int) -> str:
    """Give one of ten thousand plates."""
    return f"{100 + number // 1000}가{number % 10000:04d}"
