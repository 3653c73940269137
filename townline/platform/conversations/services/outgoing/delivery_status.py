"""From the states of segments to the state of their text."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from townline.platform.conversations import rules
from townline.platform.conversations.models import OutgoingSegment, OutgoingText
from townline.platform.conversations.services.transitions import OUTGOING
from townline.platform.core.database.rows import rows_update
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Move

_SEGMENT_FIELDS = (
    "state",
    "transport",
    "message_id",
    "raw_status",
    "message_state",
    "user_message_reference",
    "accepted_at",
    "settled_at",
)


class LockedTexts:
    """Texts locked for settling, with all their segments, in the present transaction."""

    def __init__(self, text_ids: Iterable[int], *, skip_locked: bool = False) -> None:
        texts = OutgoingText.objects.filter(id__in=set(text_ids)).order_by("id")
        locked = texts.select_for_update(no_key=True, skip_locked=skip_locked)
        self.texts = {text.pk: text for text in locked}
        segments = OutgoingSegment.objects.filter(text__in=list(self.texts))
        self.segments = {segment.pk: segment for segment in segments.order_by("text", "number")}

    def of(self, text_id: int) -> list[OutgoingSegment]:
        """Give the segments of one text, in order."""
        return [segment for segment in self.segments.values() if segment.text_id == text_id]

    def save(
        self,
        changed: Sequence[OutgoingSegment],
        *,
        actor: audit.Actor,
        now: dt.datetime,
        reason: str = "",
    ) -> None:
        """Write changed segments, and move their texts as far as the table allows."""
        if not changed:
            return
        rows_update(OutgoingSegment, _SEGMENT_FIELDS, changed)
        by_text: dict[int, list[OutgoingSegment]] = defaultdict(list)
        for segment in self.segments.values():
            by_text[segment.text_id].append(segment)
        touched = dict.fromkeys(segment.text_id for segment in changed)
        moves = [_move(self.texts[text_id], by_text[text_id]) for text_id in touched]
        OUTGOING.move_all(filter(None, moves), actor=actor, now=now, reason=reason)


def _move(text: OutgoingText, segments: Sequence[OutgoingSegment]) -> Move[OutgoingText] | None:
    outcome = rules.text_outcome([segment.state for segment in segments])
    event = rules.EVENT_TOWARDS.get(outcome)
    # What the table has no step for stays: a late report never lowers a delivered text.
    if event is None or OUTGOING.after(text.state, event) is None:
        return None
    accepted = [segment.accepted_at for segment in segments if segment.accepted_at]
    whole = len(accepted) == len(segments) and text.accepted_at is None
    return Move(row=text, event=event, changes={"accepted_at": max(accepted)} if whole else {})
