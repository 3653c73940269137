"""What the days of a theme's texts tell is worked out anew after each change."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max

from townline.prevention.policy.themes.models import Theme, ThemeText
from townline.prevention.policy.themes.rules.kinds import STRAYS, course


def themes_count(numbers: Iterable[int]) -> None:
    """Count themes anew, each with one query."""
    since, until = _span()
    for theme in Theme.objects.filter(pk__in=list(numbers)):
        rows = list(ThemeText.objects.filter(theme=theme).values_list("day", "copied"))
        _count(theme, rows, since, until)


def _span() -> tuple[dt.date | None, dt.date | None]:
    """Give since when texts came in earnest, and until when: a few from long ago tell of nothing.

    Two queries.
    """
    days = ThemeText.objects.order_by("day").values_list("day", flat=True)
    strays = int(days.count() * STRAYS)
    ends = days.aggregate(until=Max("day"))
    return days[strays : strays + 1].first(), ends["until"]


def _count(
    theme: Theme, rows: list[tuple[dt.date, bool]], since: dt.date | None, until: dt.date | None
) -> None:
    days = sorted(day for day, _ in rows)
    theme.count = len(days)
    theme.first_on, theme.last_on = (days[0], days[-1]) if days else (None, None)
    if since and until:
        result = course(days, copied=sum(same for _, same in rows), since=since, until=until)
        theme.kind, theme.trend = result.kind, result.trend
        theme.season, theme.years = list(result.season), list(result.years)
    theme.save(update_fields=["count", "first_on", "last_on", "kind", "trend", "season", "years"])
