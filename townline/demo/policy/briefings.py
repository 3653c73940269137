"""Briefings of the last weeks, as the district would have had them, made of the demo's own data."""

import datetime as dt

from townline.prevention.policy.briefings import api

_WEEKS = 4


def briefings(now: dt.datetime) -> int:
    """Make the briefings of the last weeks, the oldest first; returns how many."""
    last, made = api.week_due(now), 0
    for back in range(_WEEKS - 1, -1, -1):
        week = last.back(back)
        made += api.briefing_make(week=week, now=api.week_publish_at(week), mails=False)
    return made
