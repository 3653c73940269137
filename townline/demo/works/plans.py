"""The plan of the works: one that a decision adopted, and what less money would do to it."""

import datetime as dt
from collections.abc import Iterable

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.prevention.works.api import Measure
from townline.prevention.works.planning import api as planning
from townline.prevention.works.planning.api import PlanDecision, PlanRequest

_BY = audit.SYSTEM
_YEARS = 4
_SOURCES = {"district": 0.6, "city": 0.4}
_MONEY = 0.92  # of what everything would cost
_SECONDS = 1.0
_PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n"
)


def plans(now: dt.datetime) -> None:
    """Make both from the works as they stand; nothing where there are none."""
    rows = list(Measure.objects.exclude(state__in=["dropped", "refused"]).exclude(estimate=None))
    if not rows:
        return
    first = now.astimezone(district.current().zone).year - 1
    years = range(first, first + _YEARS)
    plan_request = PlanRequest(
        name="4개년 정비 계획", years=list(years), budgets=_budgets(rows, years),
        consent_from=dt.date(first + 2, 1, 1),
    )  # fmt: skip
    made = planning.plan_ask(plan_request, actor=_BY, now=now)
    planning.plan_run(made.pk, actor=_BY, seconds=_SECONDS)
    made.refresh_from_db()
    if made.state != planning.PlanState.READY:
        return
    paper = PlanDecision(title="4개년 정비 계획 결재", file_name="결재.pdf", content=_PAPER)
    planning.plan_adopt(made.pk, paper, actor=_BY, now=now)
    less = {
        at: won * 4 // 5 if at[0] > first + 1 else won for at, won in plan_request.budgets.items()
    }
    other = planning.plan_what_if(
        made.pk, name="남은 두 해 예산을 20% 줄이면", budgets=less, worst_first=None,
        actor=_BY, now=now,
    )  # fmt: skip
    planning.plan_run(other.pk, actor=_BY, seconds=_SECONDS)


def _budgets(rows: Iterable[Measure], years: Iterable[int]) -> dict[tuple[int, str], int]:
    """Give each year its part, and never less than what was ordered in it already."""
    known = list(rows)
    part = sum(row.estimate or 0 for row in known) * _MONEY / _YEARS
    found = {}
    for year in years:
        for source, share in _SOURCES.items():
            bound = sum(
                row.price if row.price is not None else row.estimate or 0
                for row in known if row.year == year and row.budget == source
                and row.ordered_at is not None
            )  # fmt: skip
            found[year, source] = max(round(part * share / 100_000) * 100_000, bound)
    return found
