"""Moments of a week, and who stands above whom."""

import datetime as dt

from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.prevention.policy.briefings.ports import BriefingPeriod
from townline.prevention.policy.briefings.rules.weeks import Week, publish_at, reported_week
from townline.prevention.policy.briefings.settings import Briefings


def briefing_period(week: Week, now: dt.datetime) -> BriefingPeriod:
    """Ask about a week as it stands at a moment; one query."""
    return BriefingPeriod(
        week=week, since=_moment(week.since), until=_moment(week.until), now=now, above=_above()
    )


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), district.current().zone)


def _above() -> dict[str, list[str]]:
    parents = {d.code: d.parent_id for d in departments.departments()}
    return {code: _line(code, parents) for code in parents}


def _line(code: str, parents: dict[str, str | None]) -> list[str]:
    found: list[str] = []
    at: str | None = code
    while at is not None and at not in found:
        found.append(at)
        at = parents.get(at)
    return found


def week_publish_at(week: Week) -> dt.datetime:
    """Give from when on a week is told, by the district's weekday and hour."""
    when = district.part(Briefings).briefings
    local = publish_at(week, weekday=when.weekday, hour=when.hour)
    return local.replace(tzinfo=district.current().zone)


def week_due(now: dt.datetime) -> Week:
    """Give the last week of which a briefing is due, by the district's weekday and hour."""
    when = district.part(Briefings).briefings
    local = now.astimezone(district.current().zone)
    return reported_week(local, weekday=when.weekday, hour=when.hour)
