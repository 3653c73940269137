"""How often themes came lately, beside the time before: for who tells of a week."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from townline.prevention.themes.models import Theme
from townline.prevention.themes.rules.states import ThemeState

LATELY, TIMES = 28, 13  # days that are "lately", and how many such times are a year
_COUNTS = """
SELECT t.theme_id, c.department_id, (%(last)s::date - t.day) / %(days)s, count(*)
FROM themes_text t JOIN cases_case c ON c.id = t.case_id
WHERE t.day > %(first)s::date AND t.day <= %(last)s::date
GROUP BY 1, 2, 3
"""
_NAMED = """
SELECT t.theme_id, h.said, h.name, (%(last)s::date - t.day) / %(days)s, count(*)
FROM themes_text t JOIN themes_theme h ON h.id = t.theme_id
WHERE t.day > %(first)s::date AND t.day <= %(last)s::date AND h.state = 'found' AND h.count > 0
GROUP BY 1, 2, 3, 4
"""


class ThemeCount(NamedTuple):
    """Texts of a theme to one department, in the time that lies ``back`` times before the last."""

    theme: int
    department: str | None
    back: int
    number: int


def themes_lately(last: dt.date) -> tuple[dict[int, Theme], list[ThemeCount]]:
    """Give the themes that there are, and their texts of the year up to a day; two queries."""
    first = last - dt.timedelta(days=LATELY * TIMES)
    known = Theme.objects.filter(state=ThemeState.FOUND, count__gt=0).in_bulk()
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"first": first, "last": last, "days": LATELY})
        rows = [ThemeCount(*row) for row in cursor.fetchall()]
    return known, [row for row in rows if row.theme in known]


def themes_counted(last: dt.date) -> list[tuple[int, str, int, int]]:
    """Give theme, what it is called, how many times back, and how many texts; one query.

    Of the themes that there are, in the year up to a day, as ``themes_lately``.
    """
    first = last - dt.timedelta(days=LATELY * TIMES)
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {"first": first, "last": last, "days": LATELY})
        return [(theme, said or name, back, n) for theme, said, name, back, n in cursor.fetchall()]
