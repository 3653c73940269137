"""What is late: answers, statutory deadlines, steps of policy."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from townline.casework.cases import api as cases
from townline.platform.core import district
from townline.platform.departments.api import Act
from townline.prevention.policy import api as policy
from townline.prevention.policy.briefings.ports import BriefingPeriod, Source
from townline.prevention.policy.briefings.rules.facts import WHOLE, Fact, Section
from townline.prevention.policy.briefings.selectors.sources.telling import (
    OFFICE,
    by_scope,
    department_names,
    narrow_link,
    reads,
)

NAME = "lateness"
_MOST_DEPARTMENTS = 3


def lateness() -> Source:
    """Tell what is late at this moment; five queries."""
    return Source(NAME, _facts, reads)


def _facts(period: BriefingPeriod) -> Iterator[Fact]:
    yield from _answers(period)
    yield from _statutory(period)
    yield from _steps(period)


def _late(period: BriefingPeriod, view: str) -> list[tuple[str | None, dt.datetime]]:
    found = cases.filtered_cases(Act(OFFICE, period.now), cases.CaseFilters(view=view))
    return list(found.values_list("department_id", "answer_due_at"))


def _answers(period: BriefingPeriod) -> Iterator[Fact]:
    rows = _late(period, "overdue")
    for scope, dues in by_scope(period, rows).items():
        yield Fact(
            scope=scope, source=NAME, section=Section.LATE, name="answers_late", n=len(dues),
            more={"oldest": min(dues).astimezone(period.since.tzinfo).date().isoformat()},
            link=f"/inbox/?view=overdue{narrow_link(period, scope)}",
        )  # fmt: skip
    counts = Counter(department for department, _ in rows if department)
    if len(counts) > 1:
        yield from _departments(counts)


def _departments(counts: Counter[str]) -> Iterator[Fact]:
    names = department_names()
    for code, count in counts.most_common(_MOST_DEPARTMENTS):
        yield Fact(
            scope=WHOLE, source=NAME, section=Section.LATE, name="department_late", about=code,
            n=count, more={"department": names[code]},
            link=f"/inbox/?view=overdue&department={code}",
        )  # fmt: skip


def _statutory(period: BriefingPeriod) -> Iterator[Fact]:
    for scope, rows in by_scope(period, _late(period, "legal_overdue")).items():
        yield Fact(
            scope=scope, source=NAME, section=Section.LATE, name="statutory_late", n=len(rows),
            link=f"/inbox/?view=legal_overdue{narrow_link(period, scope)}",
        )  # fmt: skip


def _steps(period: BriefingPeriod) -> Iterator[Fact]:
    day = period.now.astimezone(district.current().zone).date()
    late, _ = policy.ledger(policy.LedgerFilters(view="late"), day=day)
    for scope, rows in by_scope(period, ((row.department, row) for row in late)).items():
        more = {"title": rows[0].title} if len(rows) == 1 else {}
        yield Fact(
            scope=scope, source=NAME, section=Section.LATE, name="policy_late", n=len(rows),
            more=more, link=f"/policy/?view=late{narrow_link(period, scope)}",
        )  # fmt: skip
