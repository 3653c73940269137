"""Solapi's codes as data."""

from typing import Final

from townline.platform.conversations.ports import MessageState

# Status codes of a message; every other one means that it failed.
REPORTS: Final[dict[str, MessageState]] = {
    "2000": "enroute",
    "3000": "accepted",
    "4000": "delivered",
}
REPORT_EVENTS: Final = ("SINGLE-REPORT",)


def state(status_code: str) -> MessageState:
    """Read a status code of a report."""
    return REPORTS.get(status_code, "undeliverable")
