"""What a reading leads to in other parts of the house, one small function each.

``place_of`` and ``look_of`` run before the transaction that stores a reading, the others in it.
"""

import datetime as dt

from townline.casework.alarms.api import alarm_follow, alarm_raise
from townline.casework.cases.api import subject
from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.ports import NUMBERED_PLACES, NumberedPlace
from townline.platform.conversations.api import ThreadText
from townline.platform.core.personal_data import persons
from townline.platform.triage import api as triage
from townline.platform.triage.api import Danger, FoundPlace


def place_of(text: ThreadText) -> FoundPlace | None:
    """Find where a text speaks of: by its words, and where its first placed photo was taken."""
    placed = [p for p in text.photos if p.latitude is not None and p.longitude is not None]
    where = placed[0] if placed else None
    return triage.place_find(
        text.body,
        latitude=where.latitude if where else None,
        longitude=where.longitude if where else None,
    )


def numbered_of(text: ThreadText) -> NumberedPlace | None:
    """Find what a text names by a number that stands on it."""
    if not text.body or text.body == persons.WORDS:
        return None
    return NUMBERED_PLACES.value.find(text.body)


def numbered_follow(case: Case, found: NumberedPlace, now: dt.datetime) -> None:
    """Link a locked case with what its text names by number."""
    NUMBERED_PLACES.value.follow(case.id, found.ids, now)


def place_free(body: str) -> str:
    """Give a text without the names of the district's places."""
    return triage.place_free(body)


def alarm(case: Case, row: TextReading, danger: Danger, now: dt.datetime) -> None:
    """Raise an alarm about a locked case."""
    alarm_raise(
        case=case,
        text_id=row.text_id,
        kind=danger.kind,
        probability=danger.probability,
        now=now,
    )


def alarm_further(case: Case, row: TextReading, now: dt.datetime) -> None:
    """Answer a further text of somebody whose danger is not over yet."""
    alarm_follow(case=case, text_id=row.text_id, now=now)


def index(row: TextReading, text: ThreadText, vector: bytes, place: FoundPlace | None) -> None:
    """Put a text into the index of likeness."""
    triage.index_put(
        reference=text_reference(row.text_id),
        subject=subject(row.case_id),
        body=text.body,
        vector=vector,
        at=row.at,
        place=place,
        photos=tuple(p.likeness for p in text.photos if p.likeness is not None),
        service=row.service,
        sender=f"resident:{text.resident_id}" if text.resident_id else "",
    )


def text_reference(text_id: int) -> str:
    """Name a text in the index of likeness: ``text:12``."""
    return f"text:{text_id}"
