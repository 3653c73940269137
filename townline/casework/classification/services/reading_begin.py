"""Putting a text before the triage, in the transaction that takes it in or puts it elsewhere."""

import datetime as dt
from collections.abc import Iterable

from townline.casework.cases.api import CaseOpened, ReplyReceived, TextJoined, TextsMoved, subject
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import ReadingEvent, ReadingState
from townline.casework.classification.services.reading_parts import text_reference
from townline.casework.classification.services.reading_writer import readings_transition
from townline.platform.conversations import api as conversations
from townline.platform.core import live
from townline.platform.core.database import rows
from townline.platform.triage import api as triage

WAKE = "triage"
# A reply of a few letters to what the line asked says nothing to read.
_LEAST = 5


def opened_read(event: CaseOpened) -> None:
    """Let the text that opens a case be read soon; what was split off brings its readings along."""
    if event.split_from is None:
        for text_id in event.text_ids:
            _begin(text_id, event.case_id, event.since, event.at, first=True)


def joined_read(event: TextJoined) -> None:
    """Let a text that joins a case be read soon."""
    _begin(event.text_id, event.case_id, event.received_at, event.at)


def reply_read(event: ReplyReceived) -> None:
    """Let what was taken as a reply be read as well: it may tell of a danger."""
    if len(event.body.strip()) >= _LEAST:
        _begin(event.text_id, event.case_id, event.received_at, event.at)


def _begin(
    text_id: int, case_id: int, received_at: dt.datetime, now: dt.datetime, *, first: bool = False
) -> None:
    """Cost one row, perhaps together with others."""
    row = TextReading(
        text_id=text_id,
        case_id=case_id,
        at=received_at,
        text_first=first,
        next_at=received_at,
        asked_at=now,
    )
    rows.row_insert(row)
    live.wake(live.channel(WAKE))


def readings_again(text_ids: Iterable[int], *, now: dt.datetime) -> int:
    """Let texts be read anew, because more is known of them; what waits already stays so."""
    done = TextReading.objects.select_for_update().filter(text_id__in=list(text_ids))
    found = list(done.exclude(state=ReadingState.WAITING).order_by("text_id"))
    for row in found:
        row.tries, row.next_at, row.asked_at = 0, now, now
    readings_transition(
        found, ReadingEvent.AGAIN, now=now, columns=("tries", "next_at", "asked_at")
    )
    if found:
        live.wake(live.channel(WAKE))
    return len(found)


def placed_again(reference: str, *, now: dt.datetime) -> int:
    """Let texts be read anew of whose photos it is known by now where they were taken."""
    placed = [
        text.id
        for text in conversations.thread(reference)
        if text.direction == "in" and any(p.latitude is not None for p in text.photos)
    ]
    unplaced = TextReading.objects.filter(pk__in=placed, place_source__in=["", "text"])
    return readings_again(unplaced.values_list("pk", flat=True), now=now) if placed else 0


def readings_follow(event: TextsMoved) -> None:
    """Let readings and marks of likeness follow texts that a person has put into another case."""
    if not event.incoming:
        return
    moved = TextReading.objects.filter(text_id__in=event.incoming)
    moved.update(case=event.to_case, topic_same=False)
    _first_mend(event.from_case, event.to_case)
    triage.index_move(
        references=[text_reference(one) for one in event.incoming], subject=subject(event.to_case)
    )


def _first_mend(*case_ids: int) -> None:
    """Say anew which text opened each case, after texts were put in or taken out."""
    for case_id in case_ids:
        of_case = TextReading.objects.filter(case=case_id)
        first = of_case.order_by("at", "text_id").first()
        if first is not None:
            of_case.exclude(pk=first.pk).filter(text_first=True).update(text_first=False)
            of_case.filter(pk=first.pk, text_first=False).update(text_first=True)
