"""Warnings as they were sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from townline.platform.departments.api import Viewer
from townline.prevention.broadcasts import api as broadcasts
from townline.prevention.warnings.errors import WarningNotFound
from townline.prevention.warnings.models import WarningNotice
from townline.prevention.warnings.rules.names import WARNING

PAGE = 50


@dataclass(frozen=True, slots=True)
class SentWarning:
    """A warning with its words and what became of its texts; ``sent``: None for none written."""

    row: WarningNotice
    sent: broadcasts.BroadcastSummary | None


def warning_of(number: int, viewer: Viewer) -> WarningNotice:
    """Give one warning. Raises WarningNotFound, also for who reads no cases."""
    found = WarningNotice.objects.filter(pk=number).first() if viewer.reads else None
    if found is None:
        raise WarningNotFound(f"there is no warning {number}")
    return found


def history(*, kind: str = "", offset: int = 0, limit: int = PAGE) -> tuple[list[SentWarning], int]:
    """List warnings, the newest first, and say how many there are; four queries."""
    rows = WarningNotice.objects.filter(kind=kind) if kind else WarningNotice.objects.all()
    found = list(rows.order_by("-id")[offset : offset + limit])
    return sent_warnings(found), rows.count()


def sent_warnings(rows: Sequence[WarningNotice]) -> list[SentWarning]:
    """Put to warnings what became of them."""
    sent = {
        one.row.owner: one
        for one in reversed(broadcasts.sent_of(WARNING, [row.pk for row in rows], late=False))
    }
    return [SentWarning(row, sent.get(row.pk)) for row in rows]
