"""Homes of a list with people to visit them, as tests plan them."""

import datetime as dt

import pytest

from townline.platform.core import clock
from townline.platform.core.history.audit import SERVER
from townline.prevention.surveys.models import Home
from townline.prevention.surveys.routes.rules.planning import Effort
from townline.prevention.surveys.routes.services.runs import run_carry_out, run_request
from townline.prevention.surveys.services.surveyors import surveyor_add, surveyor_change
from townline.prevention.surveys.tests.lists import as_csv, invented_rows, take

# A Monday before office hours in Seoul.
NOW = dt.datetime(2026, 11, 1, 22, 30, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 2)
BY = {"actor": SERVER, "now": NOW}
AT_ONCE = Effort(seconds=0)


def people(count=2, **more):
    """Add surveyors who set out in the middle of the district."""
    made = []
    for n in range(1, count + 1):
        one, _ = surveyor_add(name=f"조사원 {n}", **BY)
        start = {"latitude": 36.6 + n * 0.002, "longitude": 125.33, "start": f"주민센터 {n}"}
        made.append(surveyor_change(surveyor_id=one.id, **BY, **(start | more)))
    return made


def homes(count=30):
    """List homes; give them by id."""
    take(as_csv(invented_rows(count)), now=NOW)
    return list(Home.objects.order_by("id"))


def plan(days=5, **more):
    """Plan from Monday on, at once."""
    run = run_request(days=days, actor=SERVER, now=NOW)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: NOW)
        return run_carry_out(run, actor=SERVER, **({"first": MONDAY, "effort": AT_ONCE} | more))
