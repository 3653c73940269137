"""What was promised in answers, and not kept."""

from collections.abc import Iterator

from townline.casework.deadlines import api as deadlines
from townline.prevention.policy.briefings.ports import BriefingPeriod, Source
from townline.prevention.policy.briefings.rules.facts import Fact, Key, Section
from townline.prevention.policy.briefings.selectors.sources.telling import (
    OFFICE,
    by_scope,
    narrow_link,
    reads,
)

NAME = "commitments"
_MOST = 2_000
_PAGE = "/promises/?whose=all"


def commitments() -> Source:
    """Tell which promised dates passed; three queries at most."""
    return Source(NAME, _facts, reads, _again)


def _facts(period: BriefingPeriod) -> Iterator[Fact]:
    yield from _missed_facts(period)
    for scope, values in _week(period).items():
        yield Fact(
            scope=scope, source=NAME, section=Section.PROMISED, name="promised_week",
            n=values.count("kept"), more={"whole": len(values)}, settled=True,
            link=f"{_PAGE}&state=all{narrow_link(period, scope)}",
        )  # fmt: skip


def _missed_facts(period: BriefingPeriod) -> Iterator[Fact]:
    wanted = deadlines.PromisedFilters(state="missed")
    rows = deadlines.promised_list(viewer=OFFICE, filters=wanted, limit=_MOST)
    passed = [row for row in rows if row.due_at < period.now]
    for scope, mine in by_scope(period, ((row.department, row) for row in passed)).items():
        oldest = min(row.due_at for row in mine).astimezone(period.since.tzinfo).date()
        yield Fact(
            scope=scope, source=NAME, section=Section.PROMISED, name="promised_missed",
            n=len(mine), more={"oldest": oldest.isoformat()},
            link=f"{_PAGE}&state=missed{narrow_link(period, scope)}",
        )  # fmt: skip


def _week(period: BriefingPeriod) -> dict[str, list[str]]:
    found = deadlines.promised_facts(since=period.since, until=period.until)
    return by_scope(period, ((one.department, one.value) for one in found))


def _again(period: BriefingPeriod) -> dict[Key, int]:
    return {
        (scope, "promised_week", ""): values.count("kept")
        for scope, values in _week(period).items()
    }
