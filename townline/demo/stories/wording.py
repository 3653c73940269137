"""Fills the demo's placeholders: places, days and moments, in the text's language."""

import datetime as dt
import random
import re
from collections.abc import Callable

from townline.platform.core import district, resident_moments

_PLACEHOLDER = re.compile(r"\{(place|time|day|hour)([+-]\d+)?\}")
# What tells that {time} lies on the day of the resident's text, not on that of the answer.
_FIRST_DAY = re.compile(
    r"(알려 주신 날|그날|보내신 날|받은 날|that day|the day you wrote)\W*$", re.I
)
_DAY_BEFORE = re.compile(r"\{day([+-]\d+)\},? *(?:at )?$")
_LOOK_BACK = 24
_A_WHILE = dt.timedelta(hours=1)
_OPENS, _CLOSES = 9, 18


def fill(text: str, values: Callable[[str, int, str], str]) -> str:
    """Replace placeholders by what ``values(name, number, text before it)`` gives."""

    def one(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        return values(match[1], int(match[2] or 0), before)

    return _PLACEHOLDER.sub(one, text)


class Filler:
    """Fills one scenario: the same place throughout, days from the first text on."""

    def __init__(self, lang: str, place: str, first: dt.datetime, rng: random.Random) -> None:
        self._lang, self._place, self._first, self._rng = lang, place, first, rng

    def __call__(self, text: str, at: dt.datetime) -> str:
        """Fill a text that is written at a moment; every {time} lies before it."""

        def value(name: str, number: int, before: str) -> str:
            if name == "place":
                return self._place
            if name == "day":
                return resident_moments.day(self._first + dt.timedelta(days=number), self._lang)
            return resident_moments.hour(self._between(at, before), self._lang)

        return fill(text, value)

    def _between(self, at: dt.datetime, before: str) -> dt.datetime:
        """Choose a moment on the day that the words before it name, else on the answer's day."""
        zone = district.current().zone
        first, last = self._first.astimezone(zone), at.astimezone(zone)
        date = self._date(before, first, last)
        opens = last.replace(year=date.year, month=date.month, day=date.day, hour=_OPENS, minute=0)
        closes = opens.replace(hour=_CLOSES)
        if date == first.date():
            opens, closes = first, max(closes, first + _A_WHILE)
        if date == last.date():
            closes = last
            opens = min(opens, last - _A_WHILE) if date != first.date() else first
        chosen = opens + (closes - opens) * self._rng.uniform(0.3, 0.85)
        # People name the minutes of five when they tell of a morning's work.
        spare = chosen.minute % 5 if closes - opens > _A_WHILE else 0
        return chosen - dt.timedelta(minutes=spare)

    def _date(self, before: str, first: dt.datetime, last: dt.datetime) -> dt.date:
        named = _DAY_BEFORE.search(before)
        if named:
            return first.date() + dt.timedelta(days=int(named[1]))
        return first.date() if _FIRST_DAY.search(before) else last.date()
