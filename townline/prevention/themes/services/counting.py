"""What the days of a theme's texts tell is worked out anew after each change."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Max, Min

from townline.prevention.themes.models import Theme, ThemeText
from townline.prevention.themes.rules.kinds import course


def themes_count(numbers: Iterable[int]) -> None:
    """Count themes anew, each with one query."""
    span = ThemeText.objects.aggregate(since=Min("day"), until=Max("day"))
    for theme in Theme.objects.filter(pk__in=list(numbers)):
        rows = list(ThemeText.objects.filter(theme=theme).values_list("day", "copied"))
        _count(theme, rows, span["since"], span["until"])


def _count(
    theme: Theme, rows: list[tuple[dt.date, bool]], since: dt.date | None, until: dt.date | None
) -> None:
    days = sorted(day for day, _ in rows)
    theme.count = len(days)
    theme.first_on, theme.last_on = (days[0], days[-1]) if days else (None, None)
    if since and until:
        told = course(days, copied=sum(same for _, same in rows), since=since, until=until)
        theme.kind, theme.trend = told.kind, told.trend
        theme.season, theme.years = list(told.season), list(told.years)
    theme.save(update_fields=["count", "first_on", "last_on", "kind", "trend", "season", "years"])
