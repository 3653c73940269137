"""A lease is over: its number rests, links to its page stop working."""

import datetime as dt

from townline.lines.safenumbers.models import Lease, OwnerLink
from townline.lines.safenumbers.rules.leases import LIVE, LeaseEvent
from townline.lines.safenumbers.services.leases.writer import LEASES
from townline.lines.safenumbers.services.notices import notices_end
from townline.lines.safenumbers.services.numbers import number_rest
from townline.platform.core.history.audit import Actor


def lease_over(
    row: Lease, *, event: LeaseEvent, actor: Actor, now: dt.datetime, reason: str = ""
) -> None:
    """End a locked lease and let its number rest; links to its page stop working."""
    held = row.state in LIVE
    LEASES.move(row, event, actor=actor, now=now, reason=reason)
    if held and row.number_id:
        number_rest(number=row.number_id, actor=actor, now=now)
    OwnerLink.objects.filter(lease=row).delete()
    notices_end(row.id)
