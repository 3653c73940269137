"""Texts that go from case to case take along what was read in them."""

from collections.abc import Sequence

from townline.cases.events import TextsMoved
from townline.cases.rules import case_id_of
from townline.cases.services.reading_begin import first_mend, readings_move
from townline.cases.services.reading_parts import text_reference
from townline.conversations import api as conversations
from townline.core import events
from townline.triage import api as triage


def texts_carry(
    *,
    from_reference: str,
    to_reference: str,
    incoming: Sequence[int] = (),
    outgoing: Sequence[int] = (),
) -> None:
    """Put texts of one locked case into another, with their readings and marks of likeness."""
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
    if not incoming:
        return
    readings_move(incoming, to_case=target)
    first_mend(source, target)
    triage.index_move(references=[text_reference(one) for one in incoming], subject=to_reference)
