"""What one recipient reads."""

import datetime as dt

from townline.platform.core import resident_moments
from townline.platform.core.text.particles import settle
from townline.prevention.broadcasts.models import Broadcast
from townline.prevention.broadcasts.rules.binding import DAY


def words_for(row: Broadcast, language: str, day: dt.date | None = None) -> str:
    """Give the words in one of its languages, with the day that is the recipient's own."""
    words = str(row.bodies[language])
    if day is None:
        return words
    day_words = resident_moments.day(day, language, year=day.year != row.written_at.year)
    return settle(words.replace(DAY, day_words))
