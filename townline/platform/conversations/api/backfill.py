"""The past, in bulk."""

from collections.abc import Collection, Sequence

from townline.platform.conversations.services import history as _history
from townline.platform.conversations.services.history import (
    HistoryIds,
    HistoryIncoming,
    HistoryOutgoing,
    HistorySender,
)


def history_reserve(
    *, senders: Sequence[HistorySender], incoming: int, outgoing: int
) -> HistoryIds:
    """Find or make the residents of these numbers, and take ids for texts to come."""
    return _history.history_reserve(senders=senders, incoming=incoming, outgoing=outgoing)


def history_known(*, transport: str, keys: Collection[str]) -> dict[str, str]:
    """Give those of these keys that texts of ``transport`` have, each with its text's reference.

    Erased texts are known as well: they do not come back. Holds a lock until the transaction
    ends, so that two calls side by side cannot both find a text new.
    """
    return _history.history_known(transport=transport, keys=keys)


def history_import(
    *,
    transport: str,
    destination_addr: str,
    residents: dict[str, int],
    incoming: Sequence[HistoryIncoming],
    outgoing: Sequence[HistoryOutgoing],
) -> None:
    """Write texts that were claimed and delivered long ago, with their history.

    All in one ended session of ``transport``; ids and residents are those that
    ``history_reserve`` gave. Emits no events: nobody reacts to the past.
    """
    _history.history_import(
        transport=transport,
        destination_addr=destination_addr,
        residents=residents,
        incoming=incoming,
        outgoing=outgoing,
    )
