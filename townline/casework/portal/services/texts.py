"""The district's words, settings and hours for what residents say and are asked."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from townline.casework.cases.api import Text
from townline.casework.portal.rules.follow_ups import FollowKind, OfficeHours, office_moment
from townline.casework.portal.rules.residents import LineWords, folded_all, handled_by_line
from townline.platform.core import clock, district
from townline.platform.core.models import Holiday
from townline.platform.core.text import line_words as line_words_known

_LINK_DAYS, _NOT_FIXED = 30, "P90D"


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether a district asks this, how long after an answer, and how long a reply counts."""

    enabled: bool
    after: dt.timedelta
    open_for: dt.timedelta
    declined: bool


def asking(kind: FollowKind) -> Asking:
    """Read ``rating`` or ``check_in`` of the district; off where it says nothing."""
    raw: dict[str, Any] = district.current().raw.get(kind.value, {})
    return Asking(
        enabled=bool(raw.get("enabled", False)),
        after=clock.parse_duration(raw.get("after", "P30D")),
        open_for=clock.parse_duration(raw.get("open_for", "P7D")),
        declined=bool(raw.get("declined", False)),
    )


def link_life() -> dt.timedelta:
    """Say how long a link to a case page works."""
    return dt.timedelta(days=int(district.current().raw.get("case_link_days", _LINK_DAYS)))


def not_fixed_window() -> dt.timedelta:
    """Say how long after an answer "not fixed" opens the case again."""
    return clock.parse_duration(district.current().raw.get("not_fixed_window", _NOT_FIXED))


def office_time(at: dt.datetime) -> dt.datetime:
    """Give ``at`` within office hours of a working day, else the next opening; one query."""
    data = district.current()
    raw = data.raw["office_hours"]
    hours = OfficeHours(
        weekdays=frozenset(raw["weekdays"]),
        start=dt.time.fromisoformat(raw["start"]),
        end=dt.time.fromisoformat(raw["end"]),
        zone=data.zone,
    )
    near = Holiday.objects.filter(date__gte=at.date() - dt.timedelta(days=1))
    days_off = near.order_by("date").values_list("date", flat=True)
    return office_moment(at, hours, frozenset(days_off[:60]))


def not_fixed_word(language: str) -> str:
    """Give the district's first word for "not fixed" in a language."""
    words: dict[str, list[str]] = district.current().raw["texts"]["words"]["not_fixed"]
    return (words.get(language) or words["ko"])[0]


def line_words() -> LineWords:
    """Give the words of commands and replies, read once for each time the settings are."""
    return district.made(_line_words)


def _line_words(settings: district.Settings) -> LineWords:
    return LineWords(
        prefix=settings.raw["case_code_prefix"],
        lexicon=line_words_known.lexicon(),
        around=folded_all(line_words_known.said(settings, *_AROUND)),
        stars=tuple(settings.raw["texts"]["words"].get("rating_stars", ())),
    )


# Whoever rates may thank as well.
_AROUND = ("rating", "thanks", "thanks_fillers")


def resident_text_handled(text: Text) -> bool:
    """Say whether the line handles a resident's text by itself: a command, or a bare rating."""
    return handled_by_line(text, line_words())
