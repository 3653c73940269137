"""However texts are split, moved, merged and put back: none is lost, none is in two places."""

import contextlib
import itertools
from typing import Any

from hypothesis import HealthCheck, Phase, settings, strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.amount import examples
from tests.world import World
from townline.casework.cases import api
from townline.casework.cases.models import Case, CaseResident
from townline.casework.cases.rules import OPEN, CaseState, subject
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.core.history import audit

SENDERS = ["01000000041", "01000000042", "01000000043"]
type Cases = dict[str, Any]  # by code
PICK = st.randoms(use_true_random=False)


class Regrouping(RuleBasedStateMachine):
    """Three residents, a clerk who regroups, an officer and a mayor who answer."""

    def __init__(self) -> None:
        super().__init__()
        self.world: World | None = None
        self.sent: list[str] = []
        self.answers: list[str] = []

    @initialize()
    def begin(self) -> None:
        district.forget()
        self.world = World()
        for sender in SENDERS:
            self._text(sender)

    @property
    def w(self) -> World:
        assert self.world is not None
        return self.world

    def _text(self, sender: str) -> None:
        body = f"길이 파였어요 {len(self.sent)}번"
        self.sent.append(body)
        self.w.deliver(body, sender)
        self.w.route()

    def _living(self) -> list[str]:
        living = Case.objects.exclude(state=CaseState.MERGED).order_by("id")
        return [code or "" for code in living.values_list("code", flat=True)]

    def _clerk(self, action, **arguments) -> None:
        # A refusal is as good as a deed: nothing may be lost by either.
        with contextlib.suppress(api.CaseError):
            action(self.w.by("clerk1"), **arguments)

    @rule(sender=st.sampled_from(SENDERS))
    def write(self, sender: str) -> None:
        self._text(sender)

    @rule(minutes=st.integers(1, 12))
    def wait(self, minutes: int) -> None:
        self.w.wait(minutes=minutes)

    @rule(pick=PICK)
    def split(self, pick) -> None:
        code = pick.choice(self._living())
        incoming = [t.id for t in self.w.case(code).thread if t.direction == "in"]
        self._clerk(
            api.case_split, code=code, texts=pick.sample(incoming, pick.randint(1, len(incoming)))
        )

    @rule(pick=PICK)
    def move(self, pick) -> None:
        code = pick.choice(self._living())
        to = pick.choice(list(Case.objects.order_by("id").values_list("code", flat=True)))
        incoming = [t.id for t in self.w.case(code).thread if t.direction == "in"]
        picked = pick.sample(incoming, pick.randint(1, len(incoming)))
        self._clerk(api.case_move, code=code, texts=picked, to=to)

    @rule(pick=PICK)
    def merge(self, pick) -> None:
        codes = list(Case.objects.order_by("id").values_list("code", flat=True))
        self._clerk(api.case_merge, code=pick.choice(codes), into=pick.choice(codes), confirm=True)

    @rule(pick=PICK)
    def put_back(self, pick) -> None:
        code = pick.choice(list(Case.objects.order_by("id").values_list("code", flat=True)))
        self._clerk(api.regroup_undo, code=code)

    @precondition(lambda self: len(self.answers) < 3)
    @rule(pick=PICK)
    def answer(self, pick) -> None:
        code = pick.choice(self._living())
        if self.w.case(code).row.state not in OPEN - {CaseState.CONFIRMED}:
            return
        body = f"오늘 메웠습니다 {len(self.answers)}"
        self._clerk(api.case_assign, code=code, department="roads")
        self.w.draft(code, body)
        self.w.submit(code)
        self.w.confirm(code)
        self.answers.append(body)
        self.w.wait(seconds=21)
        if pick.random() < 0.7:
            self.w.send()

    @rule()
    def link(self) -> None:
        self.w.send()

    @invariant()
    def nothing_is_lost(self) -> None:
        """Look at each living case once, as the clerk sees it: that is what a step costs."""
        if self.world is None:
            return
        living = {code: self.w.case(code) for code in self._living()}
        self._every_text_is_in_exactly_one(living)
        self._no_answer_is_lost(living)
        self._a_merged_case_leads_to_a_living_one_and_is_empty(living)

    def _every_text_is_in_exactly_one(self, living: Cases) -> None:
        found: list[str] = []
        for code, case in living.items():
            incoming = [t for t in case.thread if t.direction == "in"]
            assert incoming, code
            found += [t.body for t in incoming]
        assert sorted(found) == sorted(self.sent)

    def _no_answer_is_lost(self, living: Cases) -> None:
        shown = {
            t.body
            for case in living.values()
            for t in case.thread
            if t.kind == "answer" and t.state != "cancelled"
        }
        held = {case.draft.body for case in living.values() if case.draft is not None}
        held |= {merged_draft.body for case in living.values() for merged_draft in case.kept}
        assert set(self.answers) <= shown | held

    def _a_merged_case_leads_to_a_living_one_and_is_empty(self, living: Cases) -> None:
        for case in Case.objects.filter(state=CaseState.MERGED):
            assert self.w.case(case.code or "").row.code in living
            assert conversations.thread(subject(case.id)) == []

    @invariant()
    def each_case_says_what_its_texts_say(self) -> None:
        for case in Case.objects.exclude(state=CaseState.MERGED):
            incoming = [t for t in conversations.thread(subject(case.id)) if t.direction == "in"]
            others = CaseResident.objects.filter(case=case).values_list("resident", flat=True)
            assert {case.resident_id, *others} == {t.resident_id for t in incoming}
            assert case.last_incoming_id in {t.id for t in incoming}
            assert case.last_text_at == max(t.at for t in incoming)

    @invariant()
    def the_history_is_whole(self) -> None:
        for case in Case.objects.all():
            steps = [
                (line.from_state, line.to_state)
                for line in audit.history(subject(case.id))
                if line.to_state
            ]
            assert steps[0][0] == ""
            for (_, reached), (left, _) in itertools.pairwise(steps):
                assert reached == left
            assert steps[-1][1] == case.state


class TestRegrouping(TestCase):
    """Each run of the machine in a transaction of its own, which is undone."""

    def test_at_random(self) -> None:
        from django.db import transaction
        from hypothesis.stateful import run_state_machine_as_test

        class Undone(Regrouping):
            def __init__(self) -> None:
                self.around = transaction.atomic()
                self.around.__enter__()
                super().__init__()

            def teardown(self) -> None:
                transaction.set_rollback(True)
                self.around.__exit__(None, None, None)

        run_state_machine_as_test(
            Undone,
            settings=settings(
                max_examples=examples(12),
                stateful_step_count=15,
                # Each step is a dozen transactions: a failure is read, not made smaller.
                phases=[Phase.generate],
                deadline=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )
