"""What one recipient reads."""

import datetime as dt

from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.prevention.broadcasts.models import Broadcast
from townline.prevention.broadcasts.rules.binding import DAY


def words_for(row: Broadcast, language: str, day: dt.date | None = None) -> str:
    """Give the words in one of its languages, with the day that is the recipient's own."""
    words = str(row.bodies[language])
    return settle(words.replace(DAY, _day(day, row.written_at.year, language))) if day else words


def _day(day: dt.date, this_year: int, language: str) -> str:
    """Say the day; with its year where it is another than that of the words."""
    said = resident_moments.day(day, language)
    if day.year == this_year:
        return said
    return f"{day.year}년 {said}" if language == "ko" else f"{said} {day.year}"
