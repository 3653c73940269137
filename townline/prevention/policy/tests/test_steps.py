"""A matter goes from a text to a policy; each step has an owner and a day."""

import datetime as dt

import pytest
from django.apps import apps
from hypothesis import given, settings, strategies as st

from tests.undone import undone
from townline.casework.cases.api import NotAllowed, WrongState
from townline.platform.core.history import audit
from townline.platform.core.models import Email
from townline.prevention.policy import api
from townline.prevention.policy.errors import (
    DatesReversed,
    OutcomeIncomplete,
    PilotUnmeasured,
    PolicyReason,
    StepUnowned,
)
from townline.prevention.policy.models import Decision, Pilot, StepDone
from townline.prevention.policy.rules.states import AWAITS, LIVE, TRANSITIONS, PolicyEvent, Stage
from townline.prevention.policy.tests import way
from townline.prevention.policy.tests.way import act, bring_matter, fresh, open_matter, then

pytestmark = pytest.mark.django_db


def test_a_text_becomes_a_policy_step_by_step(world):
    matter = bring_matter(world, world.text("비만 오면 방에 물이 차요"))
    assert matter.state == "adopted"
    assert (matter.owner_id, matter.due_on, matter.notice_at) == (None, None, None)
    assert matter.reason == "효과가 있었습니다"
    steps = StepDone.objects.filter(matter=matter).order_by("id")
    assert [step.step for step in steps] == [
        "proposal", "decision", "start", "result", "conclusion",
    ]  # fmt: skip
    assert all(step.done_at for step in steps)
    lines = audit.history(f"policy:{matter.pk}")
    assert [line.event.split(":", 1)[1] for line in lines] == [
        "matter:open", "case:link", "proposal:make", "decision:record", "pilot:start",
        "result:record", "matter:adopt",
    ]  # fmt: skip
    assert all(line.actor.startswith("staff:") for line in lines)


def test_a_pilot_without_a_measure_is_refused(world):
    matter = bring_matter(world, steps=2)
    for wrong in ({"measure": " "}, {"control": ""}, {"control_kind": "moon"}):
        with pytest.raises(PilotUnmeasured):
            way.start_pilot(world, matter.pk, **wrong)
    with pytest.raises(DatesReversed):
        way.start_pilot(world, matter.pk, ends_on=dt.date(2020, 1, 1))
    assert fresh(matter).state == "decided"
    assert not Pilot.objects.exists()


def test_a_result_lacks_no_figure(world):
    matter = bring_matter(world, steps=3)
    for wrong in ({"after": None}, {"before_days": 0}, {"control_after": None}):
        with pytest.raises(OutcomeIncomplete):
            way.measure_pilot(world, matter.pk, **wrong)
    assert fresh(matter).state == "pilot"


def test_a_step_has_an_owner_and_a_day(world):
    for wrong in (
        api.Next("", dt.date(2026, 12, 1)),
        api.Next("nobody", dt.date(2026, 12, 1)),
        api.Next("clerk1", None),
        then(world, days=-1),
    ):
        with pytest.raises(StepUnowned):
            open_matter(world, then=wrong)


def test_an_end_says_why_and_a_reader_changes_nothing(world):
    matter = bring_matter(world, steps=4)
    with pytest.raises(PolicyReason):
        api.matter_drop(**act(world), number=matter.pk, reason="  ")
    with pytest.raises(NotAllowed):
        api.matter_drop(**act(world, "auditor"), number=matter.pk, reason="왜")
    api.matter_change(**act(world), number=matter.pk, then=then(world), reason="더 크게")
    way.start_pilot(world, matter.pk)
    assert fresh(matter).state == "pilot"
    assert Pilot.objects.filter(matter=matter).count() == 2


def test_the_decision_shows_the_votes(world):
    matter = bring_matter(world, steps=1)
    way.publish_story(world, matter.pk)
    api.opinions_switch(**act(world), number=matter.pk, on=True)
    for number, stance in (("41", "찬성"), ("42", "찬성"), ("43", "반대")):
        world.deliver(f"{stance} {matter.pk} 그래요", f"010000000{number}")
    world.route()
    way.decide_matter(world, matter.pk)
    decision = Decision.objects.get()
    assert (decision.supports, decision.opposes) == (2, 1)


_EVENTS = st.lists(st.sampled_from([e for e in PolicyEvent if e != PolicyEvent.OPEN]), max_size=12)


@pytest.mark.django_db
def test_whatever_is_pressed_the_ledger_holds(world):
    """Whatever order is pressed: by the table, or refused; live ones wait with owner and day."""
    actions = {
        "propose": way.propose_matter, "decide": way.decide_matter, "start": way.start_pilot,
        "measure": way.measure_pilot, "adopt": way.adopt_matter,
        "change": lambda w, n: api.matter_change(**act(w), number=n, then=then(w), reason="더"),
        "drop": lambda w, n: api.matter_drop(**act(w), number=n, reason="안 해요"),
        "reopen": lambda w, n: api.matter_reopen(**act(w), number=n, then=then(w), reason="다시"),
    }  # fmt: skip

    @settings(max_examples=30)
    @given(_EVENTS)
    def any_order(events):
        with undone(events):
            matter = open_matter(world)
            for event in events:
                before = Stage(fresh(matter).state)
                wanted = TRANSITIONS.get((before, event))
                if wanted is None:
                    with pytest.raises(WrongState):
                        actions[event](world, matter.pk)
                else:
                    actions[event](world, matter.pk)
                _holds(fresh(matter), wanted or before)

    any_order()


def _holds(matter, stage):
    assert matter.state == stage
    waits = StepDone.objects.filter(matter=matter, done_at=None)
    if matter.state in LIVE:
        step = waits.get()
        assert step.step == AWAITS[stage]
        assert (step.owner_id, step.due_on) == (matter.owner_id, matter.due_on)
        assert matter.ended_at is None
        assert matter.owner_id
    else:
        assert not waits.exists()
        assert (matter.owner_id, matter.due_on, matter.notice_at) == (None, None, None)
        assert matter.ended_at


def test_a_late_step_is_told_of_louder_and_louder(world, visit):
    matter = open_matter(
        world,
        world.text("물이 차요"),
        then=then(world, days=3, owner="roads.officer"),
        department="roads",
    )

    def notified_people():
        api.notify_due_steps(now=world.now)
        found = (
            apps.get_model("cases", "Notice")
            .objects.filter(kind__startswith="policy")
            .order_by("id")
        )
        people = [(n.kind.removeprefix("policy_"), n.staff.username) for n in found]
        found.delete()
        return people

    def bar(username):
        return "기한 경과 정책 과제 1건" in visit(username).get("/policy/").content.decode()

    assert notified_people() == []
    world.wait(days=3)
    assert notified_people() == [("due", "roads.officer")]
    assert notified_people() == []
    world.wait(days=1)
    assert notified_people() == [("late", "roads.officer"), ("late", "roads.head")]
    assert [bar(who) for who in ("roads.officer", "mayor", "water.officer")] == [True, True, False]
    world.wait(days=7)
    assert ("late", "deputy") in notified_people()
    assert fresh(matter).told == 3
    api.step_move(**act(world), number=matter.pk, owner="clerk1", due_on=then(world).due_on,
                  reason="휴가")  # fmt: skip
    assert notified_people() == []
    assert not bar("mayor")
    assert "policy:step:move" in {line.event for line in audit.history(f"policy:{matter.pk}")}


def test_without_a_case_it_is_told_by_mail(world):
    open_matter(world, then=then(world, days=0))
    world.wait(days=1)
    api.notify_due_steps(now=world.now)
    assert all("정책 과제" in letter.subject for letter in Email.objects.all())
