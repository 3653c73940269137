"""Counts by dong, language and channel, for comparing how they are served."""

import datetime as dt

from townline.prevention.policy.insights.rules.counting import By, GroupCounts
from townline.prevention.policy.insights.rules.periods import Span
from townline.prevention.policy.insights.selectors.figures import (
    Departments,
    group_rows,
    live_days,
    sum_groups,
)


def fairness(
    *, span: Span, departments: Departments, today: dt.date, now: dt.datetime
) -> dict[By, dict[str, GroupCounts]]:
    """Give the groups of a span, for some departments (None: all); at most six queries."""
    live = live_days(span, today, now)
    found = sum_groups(group_rows(span, departments, live, By))
    return {by: dict(found[by]) for by in By}
