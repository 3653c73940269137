"""The district's words, settings and hours for what residents say and are asked."""

import datetime as dt

from townline.casework.cases.api import TextLike
from townline.casework.cases.settings import Cases
from townline.casework.portal.rules.follow_ups import FollowKind, OfficeHours, office_moment
from townline.casework.portal.rules.residents import LineWords, folded_all, handled_by_line
from townline.casework.portal.settings import Asking, Residents
from townline.platform.core import district
from townline.platform.core.models import Holiday
from townline.platform.core.settings import Vocabulary, Working
from townline.platform.core.text import line_words as line_words_known


def rating_with_answer() -> bool:
    """Say whether a rating is asked in the answer's own text."""
    return district.part(Residents).rating.with_answer


def asking(kind: FollowKind) -> Asking:
    """Give ``rating`` or ``check_in`` of the district; off where it says nothing."""
    settings = district.part(Residents)
    return settings.rating if kind is FollowKind.RATING else settings.check_in


def link_life() -> dt.timedelta:
    """Say how long a link to a case page works."""
    return dt.timedelta(days=district.part(Residents).case_link_days)


def office_time(at: dt.datetime) -> dt.datetime:
    """Give ``at`` within office hours of a working day, else the next opening; one query."""
    office_hours = district.part(Working).office_hours
    hours = OfficeHours(
        weekdays=frozenset(office_hours.weekdays),
        start=office_hours.start,
        end=office_hours.end,
        zone=district.current().zone,
    )
    near = Holiday.objects.filter(date__gte=at.date() - dt.timedelta(days=1))
    days_off = near.order_by("date").values_list("date", flat=True)
    return office_moment(at, hours, frozenset(days_off[:60]))


def line_words() -> LineWords:
    """Give the words of commands and replies, read once for each time the settings are."""
    return district.derive(_line_words)


def _line_words(settings: district.Settings) -> LineWords:
    return LineWords(
        prefix=settings.part(Cases).case_code_prefix,
        lexicon=line_words_known.lexicon(),
        around=folded_all(line_words_known.group_words(settings, *_AROUND)),
        stars=settings.part(Vocabulary).words.rating_stars,
    )


# Whoever rates may thank as well.
_AROUND = ("rating", "thanks", "thanks_fillers")


def resident_text_handled(text: TextLike) -> bool:
    """Say whether the line handles a resident's text by itself: a command, or a bare rating."""
    return handled_by_line(text, line_words())
