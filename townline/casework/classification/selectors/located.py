"""Where a case lies, by what was read in its texts and what people said about that."""

from collections.abc import Sequence
from dataclasses import dataclass

from townline.casework.classification.models import TextReading


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


def located(rows: Sequence[TextReading]) -> Located | None:
    """Give the place of a case by its readings, oldest first.

    What a person said last counts, also that nobody knows; then what a sure text told last.
    """
    said = [row for row in rows if row.place_by_id is not None]
    told = [row for row in rows if row.place_name_ko]
    sure = [row for row in told if row.place_sure]
    last = (said or sure or told)[-1:]
    return _located(last[0]) if last and last[0].place_name_ko else None


def _located(row: TextReading) -> Located:
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
