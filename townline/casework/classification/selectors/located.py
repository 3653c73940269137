"""Where a case lies, by what was read in its texts and what people said about that."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.cases.models import Case
from townline.casework.classification.models import TextReading
from townline.casework.classification.rules.readings import ReadingState
from townline.platform.triage import api as triage

TITLE = "title"
# Of thousands of cases: the rest of a reading, its lists of odds above all, takes longer to read.
_COLUMNS = (
    "case_id", "text_id", "at", "place_kind", "place_name_ko", "place_name_en", "place_source",
    "place_sure", "place_by_id", "dong", "latitude", "longitude",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place with its names, the dong ("" where several would do), and perhaps a position.

    ``source``: ``text``, ``photo`` or ``both``; ``sure``: nothing spoke against it; ``by_person``:
    somebody of the office said so. ``text_id``: the text that told it.
    """

    text_id: int
    kind: str
    name_ko: str
    name_en: str
    dong: str
    latitude: float | None
    longitude: float | None
    source: str
    sure: bool
    by_person: bool


def case_location(rows: Sequence[TextReading]) -> Located | None:
    """Give the place of a case by its readings, oldest first.

    What a person said last counts, also that nobody knows; then what a sure text told last.
    """
    by_person = [row for row in rows if row.place_by_id is not None]
    named = [row for row in rows if row.place_name_ko]
    sure = [row for row in named if row.place_sure]
    last = (by_person or sure or named)[-1:]
    return _location_of(last[0]) if last and last[0].place_name_ko else None


def title_location(title: str, text_id: int = 0) -> Located | None:
    """Give the place that a case's title names: staff write it when they know it."""
    place = triage.place_find(title)
    if place is None:
        return None
    return Located(
        text_id=text_id,
        kind=place.kind,
        name_ko=place.name_ko,
        name_en=place.name_en,
        dong=place.dong,
        latitude=place.latitude,
        longitude=place.longitude,
        source=TITLE,
        sure=place.sure,
        by_person=False,
    )


def spots_of(case_ids: Sequence[int], _now: dt.datetime) -> dict[int, Located]:
    """Say where cases lie that somebody may see, by id; those of which it is known. Two queries."""
    read: dict[int, list[TextReading]] = defaultdict(list)
    rows = TextReading.objects.filter(case__in=case_ids).only(*_COLUMNS)
    for row in rows.order_by("at", "text_id"):
        read[row.case_id].append(row)
    found = {number: place for number in read if (place := case_location(read[number]))}
    corrected = {number for number, rows in read.items() if any(row.place_by_id for row in rows)}
    left = set(case_ids) - found.keys() - corrected
    for number, title in Case.objects.filter(id__in=left).values_list("id", "title"):
        if place := title_location(title):
            found[number] = place
    return found


def read_as_danger(case_ids: Sequence[int]) -> set[int]:
    """Give those of some cases in which anything was read as danger, or is not read yet."""
    rows = TextReading.objects.filter(case__in=case_ids)
    rows = rows.exclude(danger="", state=ReadingState.READ)
    return set(rows.values_list("case_id", flat=True))


def _location_of(row: TextReading) -> Located:
    return Located(
        text_id=row.text_id,
        kind=row.place_kind,
        name_ko=row.place_name_ko,
        name_en=row.place_name_en,
        dong=row.dong,
        latitude=row.latitude,
        longitude=row.longitude,
        source=row.place_source,
        sure=row.place_sure,
        by_person=row.place_by_id is not None,
    )
