"""Telling a delivery that comes again from a new one.

Key A: the network's own id. Key B, for parts: the same part of the same group within a day.
Key C, claims: an equal text of an ended session whose response the network may not have read.
A row found again moves to the session and place it came in now: only when that response, too,
stays unread may it be claimed once more. Within a live session equal texts are two texts.
"""

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from townline.platform.conversations.models import IncomingText, LinkSession, TextPart
from townline.platform.conversations.services import key_rotation
from townline.platform.core.database.rows import rows_update
from townline.platform.core.keys import crypto

CLAIM_WINDOW = dt.timedelta(days=3)  # networks keep a text they could not hand over for days
PART_WINDOW = dt.timedelta(hours=24)

type Received = IncomingText | TextPart
type ClaimKey = tuple[str, bytes, str, bytes, str]


@dataclass
class Sifted:
    """New texts, in order, and rows of the database that were found again."""

    fresh: list[IncomingText] = field(default_factory=list)
    again: dict[int, IncomingText] = field(default_factory=dict)
    repeats: int = 0


def claim_key(row: Received) -> ClaimKey:
    """Give what must be equal for a text to claim an earlier row."""
    return (
        row.transport,
        bytes(row.sender_lookup),
        row.destination_addr,
        bytes(row.payload_hash),
        row.charset,
    )


def network_named(row: Received) -> bool:
    """Say whether the reference is the network's own id, not our name for the place."""
    return row.provider_reference != f"{row.session}:{row.sequence}"


def mark_again(earlier: Received, row: Received) -> None:
    """Note that ``row`` is ``earlier`` once more, in the place where it came now."""
    earlier.came_again += 1
    earlier.came_again_at = row.received_at
    earlier.session, earlier.sequence = row.session, row.sequence


def again_save(model: type[Received], rows: Iterable[Received]) -> None:
    """Write what ``mark_again`` noted."""
    rows_update(model, ["came_again", "came_again_at", "session", "sequence"], list(rows))


def texts_sift(rows: Sequence[IncomingText], *, now: dt.datetime) -> Sifted:
    """Sort the whole texts of one batch, in the order they came."""
    placed = places_stored(IncomingText, rows)
    known = references_stored(IncomingText, rows)
    claims = _claimable([row for row in rows if not network_named(row)], now)
    sifted = Sifted()
    for row in rows:
        if (row.session, row.sequence) in placed:  # our own second try after a doubtful COMMIT
            sifted.repeats += 1
            continue
        waiting = None if network_named(row) else claims.get(claim_key(row))
        reference = (row.transport, row.provider_reference)
        earlier = waiting.popleft() if waiting else known.get(reference)
        if earlier is None:
            known[reference] = row
            sifted.fresh.append(row)
            continue
        mark_again(earlier, row)
        sifted.repeats += 1
        if earlier.pk:
            sifted.again[earlier.pk] = earlier
    return sifted


def places_stored(model: type[Received], rows: Sequence[Received]) -> set[tuple[UUID, int]]:
    """Find which places (session, sequence) of this batch are stored already."""
    sequences = [row.sequence for row in rows]
    found = model._default_manager.filter(
        session__in={row.session for row in rows},
        sequence__range=(min(sequences), max(sequences)),
    )
    return set(found.values_list("session", "sequence"))


def references_stored[R: (IncomingText, TextPart)](
    model: type[R], rows: Sequence[R]
) -> dict[tuple[str, str], R]:
    """Key A: find rows by the network's own ids, locked. No query where it gives none."""
    wanted = {row.provider_reference for row in rows if network_named(row)}
    if not wanted:
        return {}
    found = model._default_manager.filter(
        transport__in={row.transport for row in rows}, provider_reference__in=wanted
    )
    columns = ("id", "transport", "provider_reference", "came_again")
    return {
        (row.transport, row.provider_reference): row
        for row in found.only(*columns).order_by("id").select_for_update(no_key=True)
    }


# The limit is far beyond any window; with it, the few unread rows of each session are read from
# its end by the index, also when the planner knows nothing yet of a table that grows fast.
_CLAIMS = """
SELECT t.id FROM unnest(%s::uuid[], %s::bigint[], %s::varchar[]) AS s (id, upto, transport)
CROSS JOIN LATERAL (
  SELECT id, transport, payload_hash FROM conversations_incomingtext
  WHERE session = s.id AND sequence > s.upto
  ORDER BY sequence DESC LIMIT 10000) AS t
WHERE t.transport = s.transport AND t.payload_hash = ANY(%s)
"""


def _claimable(
    rows: Sequence[IncomingText], now: dt.datetime
) -> dict[ClaimKey, deque[IncomingText]]:
    """Key C: rows of ended sessions whose response was perhaps not read, oldest first."""
    claims: dict[ClaimKey, deque[IncomingText]] = defaultdict(deque)
    ended = list(
        LinkSession.objects.filter(
            transport__in={row.transport for row in rows}, closed_at__gt=now - CLAIM_WINDOW
        ).values_list("id", "read_upto", "transport")
    )
    if not rows or not ended:
        return claims
    with connection.cursor() as cursor:
        hashes = key_rotation.hashes(rows)
        cursor.execute(_CLAIMS, [*map(list, zip(*ended, strict=True)), hashes])
        ids = [row[0] for row in cursor.fetchall()]
    if not ids:
        return claims
    columns = ["id", "transport", "sender_lookup", "destination_addr", "payload_hash", "charset"]
    changing = crypto.ring().changing
    columns += ["sender", "payload"] if changing else []
    found = IncomingText.objects.filter(id__in=ids).only(*columns, "came_again")
    for row in found.order_by("id").select_for_update(no_key=True):
        if changing:
            key_rotation.received_renew(row)
        claims[claim_key(row)].append(row)
    return claims
