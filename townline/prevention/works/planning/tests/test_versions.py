"""A version of the plan: made of what works knows, other money, adopted by a decision."""

import itertools
from typing import Any

import pytest

from townline.casework.cases.api import WrongState
from townline.platform.core.history import audit
from townline.platform.core.history.audit import SYSTEM
from townline.prevention.works import api as works
from townline.prevention.works.api import Measure, MeasureState
from townline.prevention.works.planning import api
from townline.prevention.works.planning.models import PlanVersion
from townline.prevention.works.planning.rules.states import TRANSITIONS, PlanEvent, PlanState
from townline.prevention.works.planning.selectors import versions
from townline.prevention.works.planning.services.adopting import PlanDecision
from townline.prevention.works.planning.services.machines import PLANS
from townline.prevention.works.planning.tests.recount import complaints
from townline.prevention.works.planning.tests.works import homes
from townline.prevention.works.tests.things import BY, now_of

pytestmark = pytest.mark.django_db
PAPER = PlanDecision(title="정비 2027-12호", file_name="결재.pdf", content=b"%PDF-1.7")
MONEY = {(2027, "district"): 1_500_000, (2028, "district"): 1_000_000}


def plan_request(**more: Any) -> api.PlanRequest:
    fields: dict[str, Any] = {"name": "첫 안", "years": [2027, 2028], "budgets": MONEY}
    return api.PlanRequest(**fields | more)


def make_version(**more: Any) -> PlanVersion:
    row = api.plan_ask(plan_request(**more), **BY)
    api.plan_run(row.pk, actor=SYSTEM)
    return PlanVersion.objects.get(pk=row.pk)


def when(row: PlanVersion) -> dict[int, int]:
    return {int(each["need"]): each["year"] for each in (row.result or {})["planned"]}


def test_what_works_knows_is_planned_worst_first_and_what_is_ordered_stays() -> None:
    first, second, third, missing, ordered = homes()
    row = make_version()
    assert row.state == PlanState.READY
    assert complaints(row.input, row.result or {}) == []
    # 700,000 won each: the ordered one and the worst in 2027, one more in 2028.
    assert when(row) == {ordered.pk: 2027, first.pk: 2027, second.pk: 2028}
    out = {int(each["need"]): each["reason"] for each in (row.result or {})["left_out"]}
    assert out == {missing.pk: "consent", third.pk: "budget"}
    moves = audit.history(api.plan_subject(row.pk)).order_by("id")
    assert [each.event.rpartition(":")[2] for each in moves] == ["ask", "begin", "finish"]


def test_a_consent_that_is_expected_comes_after_its_day() -> None:
    *_, missing, _ = homes()
    money = {**MONEY, (2028, "district"): 1_400_000}
    row = make_version(budgets=money, consent_from=BY["now"].date().replace(year=2028, month=3))
    assert when(row)[missing.pk] == 2028


def test_other_money_shows_who_moves_and_leaves_the_first_as_it_was() -> None:
    _, second, third, _, ordered = homes()
    row = make_version()
    richer = {**MONEY, (2027, "district"): 2_200_000}
    changed = api.plan_what_if(row.pk, name="더", budgets=richer, worst_first=3.0, **BY)
    api.plan_run(changed.pk, actor=SYSTEM)
    changed.refresh_from_db()
    assert changed.base_id == row.pk
    found = api.compare_plans(row.result or {}, changed.result or {})
    ways = {int(each.need): each.way for each in found.movers}
    assert ways == {second.pk: api.MoveKind.EARLIER, third.pk: api.MoveKind.IN}
    assert [(s.year, s.before, s.after) for s in found.spent if s.source == "district"] == [
        (2027, 1_400_000, 2_100_000), (2028, 700_000, 700_000),
    ]  # fmt: skip
    assert now_of(ordered).state == MeasureState.ORDERED
    row.refresh_from_db()
    assert row.state == PlanState.READY


def test_what_quarrels_is_told_and_can_be_changed() -> None:
    homes()
    row = make_version(budgets={(2027, "district"): 600_000})
    assert row.state == PlanState.INFEASIBLE
    result = row.result or {}
    kinds = {each["constraint"] for each in result["quarrel"]}
    assert kinds == {"fixed", "budget"}
    (money, *_) = result["changes"]
    assert money["changes"][0]["change"] == 100_000
    assert "raised from 600,000 to at least 700,000 won" in money["sentence"]


def test_adopting_plans_the_measures_and_replaces_the_one_before() -> None:
    first, second, third, _, ordered = homes()
    row = make_version()
    done = api.plan_adopt(row.pk, PAPER, **BY)
    assert (done.planned, done.unplanned, done.gone) == (2, 0, 0)
    planned = now_of(second)
    assert (planned.state, planned.year, planned.budget) == ("planned", 2028, "district")
    assert now_of(ordered).state == MeasureState.ORDERED
    assert now_of(third).state == MeasureState.READY
    other = make_version(budgets={(2027, "district"): 1_500_000})
    assert when(other) == {ordered.pk: 2027, first.pk: 2027}
    done = api.plan_adopt(other.pk, PAPER, **BY)
    assert (done.planned, done.unplanned) == (1, 1)
    assert now_of(second).state == MeasureState.READY
    row.refresh_from_db()
    assert row.state == PlanState.REPLACED
    assert api.adopted_version() == other


def test_a_decision_needs_its_document() -> None:
    homes()
    row = make_version()
    for paper in (
        PlanDecision(title=" ", file_name="x.pdf", content=b"x"),
        PlanDecision(title="x", file_name="x.pdf", content=b""),
        PlanDecision(title="x", file_name="x.pdf", content=bytes((10 << 20) + 1)),
    ):
        with pytest.raises(api.DecisionMissing):
            api.plan_adopt(row.pk, paper, **BY)
    assert not Measure.objects.filter(state=MeasureState.PLANNED).exists()


@pytest.mark.server
def test_what_changed_since_is_kept_and_told() -> None:
    first, second, *_ = homes()
    row = make_version()
    works.object_take_out(object_id=first.object_id, reason="철거", **BY)
    works.measures_drop([second.pk], reason="필요 없음", **BY)
    done = api.plan_adopt(row.pk, PAPER, **BY)
    assert (done.planned, done.gone) == (0, 2)
    assert {each.pk for each in versions.since(row)} == {first.pk, second.pk}


def test_input_that_does_not_fit_is_refused() -> None:
    with pytest.raises(api.PlanInput, match="unknown source nobody"):
        api.plan_ask(plan_request(budgets={(2027, "nobody"): 1}), **BY)
    assert not PlanVersion.objects.exists()


def test_a_job_runs_once_and_is_started_anew_only_when_it_is_silent() -> None:
    homes()
    row = api.plan_ask(plan_request(), **BY)
    with pytest.raises(api.PlanRuns):
        api.plan_again(row.pk, **BY)
    PlanVersion.objects.filter(pk=row.pk).update(state=PlanState.RUNNING, asked_at=BY["now"])
    api.plan_run(row.pk, actor=SYSTEM)  # taken by another, which died
    row.refresh_from_db()
    assert row.state == PlanState.RUNNING
    later = {**BY, "now": BY["now"].replace(hour=2)}
    api.plan_again(row.pk, **later)
    api.plan_run(row.pk, actor=SYSTEM)
    row.refresh_from_db()
    assert row.state == PlanState.READY


def test_asked_to_stop_it_keeps_the_best() -> None:
    homes()
    row = api.plan_ask(plan_request(), **BY)
    PlanVersion.objects.filter(pk=row.pk).update(stop_asked=True)
    api.plan_run(row.pk, actor=SYSTEM)
    row.refresh_from_db()
    assert row.state == PlanState.READY
    assert (row.result or {})["stopped"]


def test_the_moves_are_those_of_the_table() -> None:
    row = api.plan_ask(plan_request(), **BY)
    for state, event in itertools.product(PlanState, PlanEvent):
        row.state = state
        if (state, event) not in TRANSITIONS:
            with pytest.raises(WrongState):
                PLANS.move(row, event, **BY)
