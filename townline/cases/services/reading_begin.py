"""Putting a text before the triage, in the transaction that takes it in."""

import datetime as dt
from collections.abc import Iterable

from townline.cases.models import TextReading
from townline.cases.rules import case_id_of
from townline.cases.rules.readings import ReadingEvent, ReadingState
from townline.cases.services.reading_writer import readings_transition
from townline.conversations import api as conversations
from townline.conversations.api import Claim, IncomingView
from townline.core import live, rows

WAKE = "triage"
# A reply of a few letters to what the line asked says nothing to read.
_LEAST = 5


def reading_begin(view: IncomingView, claim: Claim, *, first: bool = False) -> Claim:
    """Let a text that has a case be read soon; costs one row. Gives the claim back."""
    case_id = case_id_of(claim.reference)
    if case_id is not None:
        row = TextReading(
            text_id=view.id,
            case_id=case_id,
            at=view.received_at,
            text_first=first,
            next_at=view.received_at,
            asked_at=view.now,
        )
        rows.row_insert(row)
        live.wake(live.channel(WAKE))
    return claim


def reply_begin(view: IncomingView, claim: Claim | None) -> Claim | None:
    """Let what was taken as a reply be read as well: it may tell of a danger."""
    if claim is None or len(view.body.strip()) < _LEAST:
        return claim
    return reading_begin(view, claim)


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


def readings_move(text_ids: Iterable[int], *, to_case: int) -> None:
    """Let readings follow texts that a person has put into another case."""
    TextReading.objects.filter(text_id__in=list(text_ids)).update(case=to_case, topic_same=False)


def first_mend(*case_ids: int) -> None:
    """Say anew which text opened each case, after texts were put in or taken out."""
    for case_id in case_ids:
        of_case = TextReading.objects.filter(case=case_id)
        first = of_case.order_by("at", "text_id").first()
        if first is not None:
            of_case.exclude(pk=first.pk).filter(text_first=True).update(text_first=False)
            of_case.filter(pk=first.pk, text_first=False).update(text_first=True)
