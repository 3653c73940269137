"""Threads: what belongs together is for the rooms to say."""

from collections.abc import Sequence

from townline.platform.conversations.services import moving as _moving
from townline.platform.conversations.services.moving import ThreadIds


def incoming_lock(*, reference: str, ids: Sequence[int] | None = None) -> list[int]:
    """Lock incoming texts of a thread (all, or those of ``ids``) and give those that are there.

    To be called before a room locks its own rows, in the order in which a late part does it.
    """
    return _moving.incoming_lock(reference=reference, ids=ids)


def thread_ids(reference: str) -> ThreadIds:
    """Give the ids of a thread's texts, with two queries."""
    return _moving.thread_ids(reference)


def texts_move(
    *,
    from_reference: str,
    to_reference: str,
    incoming: Sequence[int] = (),
    outgoing: Sequence[int] = (),
) -> None:
    """Put texts into another thread. Raises LookupError when one is not where it should be."""
    _moving.texts_move(
        from_reference=from_reference,
        to_reference=to_reference,
        incoming=incoming,
        outgoing=outgoing,
    )
