"""Texts that go from case to case; rooms above hear of it."""

from collections.abc import Sequence

from townline.casework.cases.events import TextsMoved
from townline.casework.cases.rules import case_id_of
from townline.platform.conversations import api as conversations
from townline.platform.core import events


def texts_carry(
    *,
    from_reference: str,
    to_reference: str,
    incoming: Sequence[int] = (),
    outgoing: Sequence[int] = (),
) -> None:
    """Put texts of one locked case into another."""
    conversations.texts_move(
        from_reference=from_reference,
        to_reference=to_reference,
        incoming=incoming,
        outgoing=outgoing,
    )
    source, target = case_id_of(from_reference), case_id_of(to_reference)
    if source is None or target is None:
        return
    events.emit(
        TextsMoved(
            from_case=source, to_case=target, incoming=tuple(incoming), outgoing=tuple(outgoing)
        )
    )
