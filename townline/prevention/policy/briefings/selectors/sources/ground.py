"""Dangerous spots and works: opened, closed, late; measures done against the plan."""

from collections.abc import Iterator

from townline.platform.core import district
from townline.platform.departments.api import Viewer
from townline.prevention.hazards import api as hazards
from townline.prevention.policy.briefings.ports import BriefingPeriod, Source
from townline.prevention.policy.briefings.rules.facts import Fact, Key, Section
from townline.prevention.policy.briefings.selectors.sources.telling import by_scope, reads
from townline.prevention.works import api as works_api
from townline.prevention.works.progress import api as works_progress
from townline.prevention.works.settings import Works

HAZARDS, WORKS = "hazards", "works"
_LISTS = {"opened": "all", "closed": "finished", "late": "overdue"}


def spots() -> Source:
    """Tell of dangerous spots; one query."""
    return Source(HAZARDS, _spots, reads, _spots_again)


def _counts(period: BriefingPeriod) -> dict[tuple[str, str], int]:
    rows = hazards.hazards_weekly(since=period.since, until=period.until, now=period.now)
    found: dict[tuple[str, str], int] = {}
    for scope, mine in by_scope(period, ((row.department, row) for row in rows)).items():
        for what in _LISTS:
            found[scope, what] = sum(getattr(row, what) for row in mine)
    return found


def _spots(period: BriefingPeriod) -> Iterator[Fact]:
    for (scope, what), count in _counts(period).items():
        yield Fact(
            scope=scope, source=HAZARDS, section=Section.GROUND, name=f"hazards_{what}",
            n=count, link=f"/hazards/?view={_LISTS[what]}", settled=what != "late",
        )  # fmt: skip


def _spots_again(period: BriefingPeriod) -> dict[Key, int]:
    return {(scope, f"hazards_{what}", ""): n for (scope, what), n in _counts(period).items()}


def works() -> Source:
    """Tell how works go on; one query. For who sees all, and the department that does them."""
    return Source(WORKS, _works, _sees_works)


def _sees_works(viewer: Viewer) -> bool:
    return works_api.reads(viewer)


def _works(period: BriefingPeriod) -> Iterator[Fact]:
    year = period.week.last.year
    today = period.now.astimezone(period.since.tzinfo).date()
    found = works_progress.works_weekly(
        since=period.since, until=period.until, year=year, today=today
    )
    figures = {
        "works_accepted": (found.accepted, {}, f"/works/progress/?year={year}"),
        "works_plan": (found.done, {"whole": found.planned, "year": year},
                       f"/works/progress/?year={year}"),
        "works_late": (found.late, {}, "/works/orders/"),
    }  # fmt: skip
    for scope in period.scopes([district.part(Works).department]):
        for name, (count, more, link) in figures.items():
            yield Fact(
                scope=scope, source=WORKS, section=Section.GROUND, name=name, n=count,
                more=more, link=link,
            )  # fmt: skip
