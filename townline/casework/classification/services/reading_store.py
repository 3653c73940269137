"""Storing what was read in one text, and doing what follows from it, in one transaction."""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from townline.casework.cases.api import (
    UNSORTED,
    ActionUndone,
    CaseAssigned,
    PetitionKindSet,
    WrongState,
    publish,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.ports import NumberedPlace
from townline.casework.classification.rules.catalogue import is_clear, translate_guesses
from townline.casework.classification.rules.readings import (
    TRANSITIONS,
    How,
    Likely,
    ReadingEvent,
    ReadingState,
    guesses_to_json,
    reading_subject,
    suggesting,
)
from townline.casework.classification.services import reading_parts as parts
from townline.casework.classification.services.asking_place import place_ask
from townline.casework.classification.services.reading_assign import (
    assign_by_itself,
    assign_by_number,
)
from townline.casework.classification.services.setting_aside import aside_decide
from townline.casework.classification.settings import Catalogue, Sorting
from townline.platform.conversations import api as conversations
from townline.platform.conversations.api import ThreadText
from townline.platform.core import district
from townline.platform.core.database import availability
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine, Move
from townline.platform.core.personal_data import persons
from townline.platform.departments import api as departments
from townline.platform.triage import api as triage
from townline.platform.triage.api import FoundPlace, Guess, Reading

# How readings change their state (``core/history/machine.py``).

READINGS: Machine[TextReading, ReadingState, ReadingEvent] = Machine(
    model=TextReading,
    table=TRANSITIONS,
    subject=lambda row: reading_subject(row.text_id),
    refusal=WrongState.of_move("the reading"),
    data=lambda step: {"case": step.row.case_id, "version": step.row.version},
)


def readings_transition(
    found: Sequence[TextReading],
    event: ReadingEvent,
    *,
    now: dt.datetime,
    columns: Sequence[str] = (),
    reason: str = "",
) -> None:
    """Move locked readings along the table, with ``columns`` already set on them."""
    moves = [
        Move(row=row, event=event, changes={name: getattr(row, name) for name in columns})
        for row in found
    ]
    READINGS.move_all(moves, actor=audit.SYSTEM, now=now, reason=reason)


log = logging.getLogger(__name__)

_READ = (
    "tries", "next_at", "version", "services", "service", "probability", "kinds", "kind", "sure",
    "danger", "danger_probability", "danger_words", "danger_start", "danger_end", "language",
    "spam", "full", "read_at", "alarmed_at", "spam_set_aside",
)  # fmt: skip
_PLACE = (
    "place_kind", "place_name_ko", "place_name_en", "dong", "latitude", "longitude",
    "place_words", "place_source", "place_sure",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFindings:
    """What is known of one text, ready to be stored."""

    text: ThreadText
    reading: Reading
    place: FoundPlace | None
    numbered: NumberedPlace | None = None


@transaction.atomic
def reading_store(
    *, text_id: int, lease: dt.datetime, found: TextFindings, now: dt.datetime
) -> bool:
    """Store what was read, if the row is still ours; say whether it was.

    The case is locked first, as whoever moves texts does it.
    """
    row = TextReading.objects.filter(text_id=text_id).first()
    case = Case.objects.select_for_update().filter(id=row.case_id).first() if row else None
    row = TextReading.objects.select_for_update().filter(text_id=text_id).first()
    if row is None or case is None or row.case_id != case.id:
        return False
    if row.state != ReadingState.WAITING or row.next_at != lease:
        return False
    is_new = not row.version
    _fill(row, found.reading, now)
    columns: tuple[str, ...] = _READ
    if row.place_by_id is None:
        _place(row, found.place)
        columns += _PLACE
    if found.numbered:
        parts.numbered_follow(case, found.numbered, now)
    _follow(row, case, found, now, is_new=is_new)
    conversations.receipts_release(text_id=row.text_id, now=now)
    readings_transition([row], ReadingEvent.READ, now=now, columns=columns)
    _index(row, found)
    publish(case)
    return True


def _index(row: TextReading, found: TextFindings) -> None:
    """Make the text comparable; where that fails it is read, and perhaps an alarm, all the same."""
    if not found.text.body or found.text.body == persons.WORDS:
        return
    try:
        with transaction.atomic():
            parts.index(row, found.text, found.reading.vector, found.place)
    except Exception as error:
        if availability.is_connection_lost(error):
            raise
        log.warning("a text is not in the index id=%s error=%s", row.pk, type(error).__name__)


def _fill(row: TextReading, reading: Reading, now: dt.datetime) -> None:
    row.tries, row.next_at, row.read_at = 0, None, now
    row.version, row.full = reading.version, reading.full
    guesses, meanings = _likely(reading.services), district.part(Catalogue).meanings()
    services, kinds = translate_guesses(guesses, meanings), _likely(reading.kinds)
    row.services, row.kinds = guesses_to_json(services), guesses_to_json(kinds)
    row.service = services[0].code if services else ""
    row.probability = services[0].probability if services else 0.0
    row.kind = kinds[0].code if kinds else ""
    # A reader that learnt from another catalogue may be sure of a service that is not here.
    row.sure = reading.sure and is_clear(guesses, meanings)
    row.language, row.spam = reading.language[:8], reading.spam
    danger = reading.danger
    row.danger = danger.kind if danger else ""
    row.danger_probability = danger.probability if danger else 0.0
    row.danger_words = list(danger.words) if danger else []
    row.danger_start, row.danger_end = (danger and danger.span) or (None, None)


def _likely(guesses: tuple[Guess, ...]) -> list[Likely]:
    return [
        Likely(code=one.code, probability=one.probability, words=one.words) for one in guesses[:3]
    ]


def _place(row: TextReading, place: FoundPlace | None) -> None:
    row.place_kind = place.kind[:20] if place else ""
    row.place_name_ko = place.name_ko[:100] if place else ""
    row.place_name_en = place.name_en[:100] if place else ""
    row.dong = place.dong[:60] if place else ""
    row.latitude = place.latitude if place else None
    row.longitude = place.longitude if place else None
    row.place_words = list(place.words) if place else []
    row.place_source = place.source if place else ""
    row.place_sure = place.sure if place else False


def _follow(
    row: TextReading, case: Case, found: TextFindings, now: dt.datetime, *, is_new: bool
) -> None:
    """Do what a fresh text asks for; one that was read long after it came changes no case.

    ``is_new``: it was never read before.
    """
    if now - row.at > alarm_within():
        return
    if is_new:
        _speak(row, case, found.text)
    danger = found.reading.danger
    if danger is not None and row.alarmed_at is None:
        # Only ever once for a text: being read anew must not wake anybody again.
        row.alarmed_at = now
        parts.alarm(case, row, danger, now)
    elif danger is None and is_new and case.danger and not row.text_first:
        parts.alarm_further(case, row, now)
    _look_first(case, found.reading)
    aside_decide(row, case, found.text, now)
    if danger is None and case.is_promised:
        _assign(case, row, found, now)
    if not found.text.photos:
        # Where a photo was taken may not be known yet, and a person may see it on it.
        place_ask(row, case, now)


def _assign(case: Case, row: TextReading, found: TextFindings, now: dt.datetime) -> None:
    """Send a case to who looks after what its text names by number, else where it surely goes."""
    if found.numbered and assign_by_number(case, row, found.numbered.service, now):
        return
    if row.sure:
        assign_by_itself(case, row, now)


def alarm_within() -> dt.timedelta:
    """Give how old a text may be that still changes something (setting ``triage``)."""
    return district.part(Sorting).triage.alarm_within


def _speak(row: TextReading, case: Case, text: ThreadText) -> None:
    """Count the language among its sender's; a case of theirs follows what they are judged by."""
    resident = text.resident_id or case.resident_id
    code = conversations.language_note(resident_id=resident, code=row.language)
    if resident == case.resident_id and code != case.language:
        case.language = code
        case.save(update_fields=["language"])


def _look_first(case: Case, reading: Reading) -> None:
    """Put what is in a language that was not learnt before a person, ahead of what can wait."""
    if reading.foreign and case.state in UNSORTED and not case.look_first:
        case.look_first = True
        case.save(update_fields=["look_first"])


# What of a reading goes when the words of its case go.


def readings_erase(case_ids: Iterable[int]) -> None:
    """Erase words and places; what was suggested and decided stays as a figure."""
    ids = list(case_ids)
    _words_erase(TextReading.objects.filter(case__in=ids))
    triage.index_forget(subjects=[subject(one) for one in ids])


def sender_readings_erase(resident_id: int) -> None:
    """Erase the same of all texts of one resident, also of those in cases of others."""
    incoming = conversations.person_texts(resident_id=resident_id)["texts_in"]
    _words_erase(TextReading.objects.filter(text_id__in=[text["id"] for text in incoming]))
    triage.index_forget(senders=[f"resident:{resident_id}"])


def _words_erase(rows: QuerySet[TextReading]) -> None:
    rows.update(
        services=[],
        kinds=[],
        danger_words=[],
        danger_start=None,
        danger_end=None,
        place_kind="",
        place_name_ko="",
        place_name_en="",
        place_words=[],
        latitude=None,
        longitude=None,
    )


# What a person decided about a case, written beside what was suggested for it.

SPAM = "spam"


def decision_note(event: CaseAssigned) -> None:
    """Note which service a locked case was sent for; the last word counts.

    Where only a department was named, what was suggested counts as accepted if it leads there,
    and as changed to something unknown else.
    """
    rows = TextReading.objects.filter(case=event.case_id)
    rows.filter(spam_set_aside=True).update(spam_set_aside=False)
    row = suggesting(list(rows))
    if row is None:
        return
    own = departments.service_department(row.service) if row.service else None
    named = event.service or (row.service if own and own == event.department else "")
    row.decided_service = named
    row.decided_at, row.decided_by_id = event.at, event.staff_id or None
    row.how = _how(row, named, event.staff_id)
    row.save(update_fields=["decided_service", "decided_at", "decided_by", "how"])


def _how(row: TextReading, named: str, staff_id: int) -> How:
    if not staff_id:
        return How.BY_ITSELF
    return How.ACCEPTED if named and named == row.service else How.CHANGED


def decision_forget(event: ActionUndone) -> None:
    """Take back what was noted with a press (``assign``, ``dismiss``) that was wrong."""
    rows = TextReading.objects.filter(case=event.case_id, decided_at__isnull=False)
    if event.deed == "assign":
        rows.update(decided_service="", decided_at=None, decided_by=None, how="")
    elif event.deed == "dismiss":
        rows.filter(decided_kind=SPAM).update(
            decided_kind="", decided_at=None, decided_by=None, spam_said=None
        )


def kind_note(event: PetitionKindSet) -> None:
    """Note which kind of petition a person said that a case is."""
    row = suggesting(list(TextReading.objects.filter(case=event.case_id)))
    if row is not None:
        row.decided_kind = event.kind[:20]
        row.save(update_fields=["decided_kind"])
