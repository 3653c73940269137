"""What came, and which categories rise against their usual week."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from townline.casework.cases import api as cases
from townline.casework.cases.api import CaseBrief, WeekCount
from townline.prevention.policy.briefings.ports import BriefingPeriod, Source
from townline.prevention.policy.briefings.rules.facts import Fact, Key, Section
from townline.prevention.policy.briefings.rules.usual import WEEKS, rises, usual
from townline.prevention.policy.briefings.selectors.sources.telling import (
    by_scope,
    reads,
    service_names,
)

NAME = "arrivals"


def arrivals() -> Source:
    """Tell what came; four queries."""
    return Source(NAME, _facts, reads, _again)


def _facts(period: BriefingPeriod) -> Iterator[Fact]:
    arrivals, names = cases.received_cases(period.since, period.until), service_names()
    before = _before(period)
    for scope, rows in by_scope(period, ((row.department, row) for row in arrivals)).items():
        past = before.get(scope, Counter())
        yield _total(period, scope, len(rows), [past[None, back] for back in _backs()])
        for service, count in _services(rows).most_common():
            usual_count = rises(
                count, [past[service, back] for back in _backs()], known=_known_weeks(past)
            )
            if usual_count is not None:
                yield Fact(
                    scope=scope, source=NAME, section=Section.RISES, name="service_rises",
                    about=service, n=count, settled=True,
                    more={"usual": usual_count, "service": names[service]},
                    cases=tuple(row.id for row in rows if row.service == service),
                )  # fmt: skip


def _total(period: BriefingPeriod, scope: str, count: int, past: list[int]) -> Fact:
    middle = usual(past)
    return Fact(
        scope=scope, source=NAME, section=Section.CAME, name="came", n=count, settled=True,
        more={} if middle is None else {"usual": middle},
        link=f"/figures/?period=week&day={period.week.since}",
    )  # fmt: skip


def _services(rows: list[CaseBrief]) -> Counter[str]:
    return Counter(row.service for row in rows if row.service)


def _backs() -> range:
    """Give how many weeks before, the longest ago first."""
    return range(WEEKS, 0, -1)


def _known_weeks(past: Counter[tuple[str | None, int]]) -> int:
    """Say for how many weeks before anything came at all."""
    return next((back for back in _backs() if past[None, back]), 0)


def _before(period: BriefingPeriod) -> dict[str, Counter[tuple[str | None, int]]]:
    """Count by scope what came in the weeks before, by category (None: all) and week."""
    rows = cases.weekly_counts(period.since - dt.timedelta(weeks=WEEKS), period.since)
    found: dict[str, Counter[tuple[str | None, int]]] = {}
    for scope, mine in by_scope(period, ((row.department, row) for row in rows)).items():
        counts = found.setdefault(scope, Counter())
        for row in mine:
            _count(counts, row, (period.week.since - row.monday).days // 7)
    return found


def _count(counts: Counter[tuple[str | None, int]], row: WeekCount, back: int) -> None:
    counts[None, back] += row.number
    if row.service:
        counts[row.service, back] += row.number


def _again(period: BriefingPeriod) -> dict[Key, int]:
    arrivals = cases.received_cases(period.since, period.until)
    found: dict[Key, int] = {}
    for scope, rows in by_scope(period, ((row.department, row) for row in arrivals)).items():
        found[scope, "came", ""] = len(rows)
        for service, count in _services(rows).items():
            found[scope, "service_rises", service] = count
    return found
