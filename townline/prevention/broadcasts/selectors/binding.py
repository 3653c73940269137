"""What an approval binds of a broadcast as it stands."""

from townline.prevention.broadcasts.models import Broadcast, BroadcastRecipient
from townline.prevention.broadcasts.rules.binding import Recipient, binding_hash


def hash_of(row: Broadcast) -> str:
    """Give the hash over its words and its stored recipients; one query."""
    rows = BroadcastRecipient.objects.filter(broadcast=row)
    return binding_hash(
        bodies=row.bodies,
        urgent=row.urgent,
        recipients=[
            Recipient(resident or 0, language, day)
            for resident, language, day in rows.values_list("resident_id", "language", "day")
        ],
    )
