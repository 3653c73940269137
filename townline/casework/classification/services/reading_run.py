"""Reading what waits: claimed with a lease, read outside of any transaction, stored one by one."""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F

from townline.casework.cases.api import (
    CaseOpened,
    ReplyReceived,
    TextJoined,
    TextsMoved,
    publish,
    subject,
)
from townline.casework.classification.models import TextReading
from townline.casework.classification.ports import NumberedPlace
from townline.casework.classification.rules.readings import (
    ASK_AGAIN,
    LEASE,
    TRIES,
    ReadingEvent,
    ReadingState,
    pause_after,
)
from townline.casework.classification.services import reading_parts as parts
from townline.casework.classification.services.reading_apart import reopened_apart
from townline.casework.classification.services.reading_parts import text_reference
from townline.casework.classification.services.reading_store import (
    TextFindings,
    reading_store,
    readings_transition,
)
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import live
from townline.platform.core.database import availability, rows
from townline.platform.core.personal_data import persons
from townline.platform.triage import api as triage
from townline.platform.triage.api import FoundPlace, NotRead, Reading

log = logging.getLogger(__name__)

# Small, so that a danger that came behind others is told of within a second.
BATCH = 16
_PATIENCE = 15.0
# The newest first: what waits since long is no danger that anybody can still avert.
_CLAIM = """
UPDATE cases_textreading SET next_at = %(until)s, tries = tries + 1
WHERE text_id = ANY(ARRAY(
  SELECT text_id FROM cases_textreading WHERE state = 'waiting' AND next_at <= %(now)s
  ORDER BY next_at DESC LIMIT %(limit)s FOR UPDATE SKIP LOCKED))
RETURNING text_id, tries
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """``taken`` were claimed and ``read`` stored; ``away``: no reader answered."""

    taken: int = 0
    read: int = 0
    away: bool = False


def readings_run(*, now: dt.datetime, limit: int = BATCH) -> Ran:
    """Read up to ``limit`` texts that wait; safe to repeat, to run many times and to kill.

    Raises errors of the database only; whatever else is the matter with a text, that text
    rests a while, and after five tries it is marked as not read.
    """
    lease = now + LEASE
    claimed = _claim(now, lease, limit)
    if not claimed:
        return Ran()
    _give_up([one for one, tries in claimed.items() if tries > TRIES], lease, now)
    ids = [one for one, tries in claimed.items() if tries <= TRIES]
    texts = conversations.incoming_many(ids)
    readings = _read_texts([_words(texts.get(one)) for one in ids])
    unread = [one for one, got in zip(ids, readings, strict=True) if got is None]
    _leave(unread, lease, now)
    read = 0
    # What may be a danger is stored before the rest of its batch.
    for one, got in sorted(zip(ids, readings, strict=True), key=lambda pair: _calm(pair[1])):
        if got is not None:
            read += _settle_reading(one, lease, texts.get(one), got, now)
    return Ran(len(claimed), read, away=bool(unread) and not read)


def _calm(got: Reading | NotRead | None) -> bool:
    return not (isinstance(got, Reading) and got.danger)


def _claim(now: dt.datetime, lease: dt.datetime, limit: int) -> dict[int, int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"until": lease, "now": now, "limit": limit})
        return dict(cursor.fetchall())


def _words(text: ThreadText | None) -> str:
    return "" if text is None or text.body == persons.WORDS else text.body


def _read_texts(bodies: Sequence[str]) -> list[Reading | NotRead | None]:
    """Ask for all at once, and singly where that failed: one text may be what the reader dies of.

    None stands for a text that nobody was there to read.
    """
    apart = [_apart(body) for body in bodies]
    try:
        return list(triage.read(bodies, patience=_PATIENCE, apart=apart))
    except NotRead:
        if not _awake():
            return [None] * len(bodies)
    pairs = zip(bodies, apart, strict=True)
    return [_alone(body, rest) if _awake() else None for body, rest in pairs]


def _apart(body: str) -> str:
    """Leave known places out; where that breaks, a text is read with them."""
    try:
        return parts.place_free(body)
    except Exception as error:
        if availability.is_connection_lost(error):
            raise
        log.warning("places were not set apart error=%s", type(error).__name__)
        return body


def _awake() -> bool:
    try:
        return bool(triage.read([""], patience=_PATIENCE))
    except NotRead:
        return False


def _alone(body: str, apart: str) -> Reading | NotRead:
    try:
        return triage.read([body], patience=_PATIENCE, apart=[apart])[0]
    except NotRead as error:
        return error


def _leave(ids: Sequence[int], lease: dt.datetime, now: dt.datetime) -> None:
    """Give back what nobody was there to read; that is no fault of these texts."""
    TextReading.objects.filter(text_id__in=ids, next_at=lease, state=ReadingState.WAITING).update(
        next_at=now + ASK_AGAIN, tries=F("tries") - 1
    )


def _settle_reading(
    text_id: int, lease: dt.datetime, text: ThreadText | None, got: Reading | NotRead,
    now: dt.datetime,
) -> bool:  # fmt: skip
    if text is None or isinstance(got, NotRead):
        return _run_guarded(text_id, lease, now, lambda: _refuse(got))
    return _run_guarded(text_id, lease, now, lambda: _store(text_id, lease, text, got, now))


def _refuse(got: object) -> bool:
    raise got if isinstance(got, NotRead) else NotRead("there is no such text")


def _store(
    text_id: int, lease: dt.datetime, text: ThreadText, got: Reading, now: dt.datetime
) -> bool:
    numbered = _numbered_place(text)
    place = numbered.place if numbered else _place(text)
    found = TextFindings(text=text, reading=got, place=place, numbered=numbered)
    reopened_apart(text, got, found.place, now)
    return reading_store(text_id=text_id, lease=lease, found=found, now=now)


def _numbered_place(text: ThreadText) -> NumberedPlace | None:
    """Find what a text names by its number, which says more than any name of a street."""
    return _found_or_none(text, parts.numbered_of)


def _place(text: ThreadText) -> FoundPlace | None:
    return _found_or_none(text, parts.place_of)


def _found_or_none[T](text: ThreadText, find: Callable[[ThreadText], T | None]) -> T | None:
    """Find a place; a text whose place breaks something is read, and alarms, all the same."""
    try:
        return find(text)
    except Exception as error:
        if availability.is_connection_lost(error):
            raise
        log.warning("no place for a text id=%s error=%s", text.id, type(error).__name__)
        return None


def _run_guarded(
    text_id: int, lease: dt.datetime, now: dt.datetime, action: Callable[[], bool]
) -> bool:
    """Do it; a text that breaks anything rests a while, and the others go on."""
    try:
        return action()
    except Exception as error:
        if availability.is_connection_lost(error):
            raise
        # Neither words of residents nor messages that may hold them go into the log.
        log.warning("a text could not be read id=%s error=%s", text_id, type(error).__name__)
    _rest(text_id, lease, now)
    return False


@transaction.atomic
def _rest(text_id: int, lease: dt.datetime, now: dt.datetime) -> None:
    row = _ours(text_id, lease)
    if row is None:
        return
    if row.tries >= TRIES:
        _fail(row, now)
    else:
        row.next_at = now + pause_after(row.tries)
        row.save(update_fields=["next_at"])


def _give_up(ids: Sequence[int], lease: dt.datetime, now: dt.datetime) -> None:
    for one in ids:
        with transaction.atomic():
            row = _ours(one, lease)
            if row is not None:
                _fail(row, now)


def _ours(text_id: int, lease: dt.datetime) -> TextReading | None:
    waiting = TextReading.objects.select_for_update().select_related(None)
    return waiting.filter(text_id=text_id, next_at=lease, state=ReadingState.WAITING).first()


def _fail(row: TextReading, now: dt.datetime) -> None:
    row.next_at = None
    readings_transition([row], ReadingEvent.FAIL, now=now, columns=["next_at"])
    publish(row.case)


def readings_waiting() -> int:
    """Count the texts that wait to be read."""
    return TextReading.objects.filter(state=ReadingState.WAITING).count()


# Putting a text before the triage, in the transaction that takes it in or puts it elsewhere.

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
