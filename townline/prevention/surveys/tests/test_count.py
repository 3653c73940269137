"""However lists are taken in, merged, taken out, put back and graded: the count adds up."""

from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.undone import undone
from townline.casework.cases.api import WrongState
from townline.platform.core.history.audit import SERVER, history
from townline.prevention.surveys.errors import NeedsEvidence
from townline.prevention.surveys.models import DuplicatePair, Home
from townline.prevention.surveys.rules.states import Exclusion, VisitOutcome
from townline.prevention.surveys.selectors.counts import reconcile_list
from townline.prevention.surveys.services.attempts import attempt_add
from townline.prevention.surveys.services.duplicates import duplicate_decide
from townline.prevention.surveys.services.grading import grade_withdraw, home_grade
from townline.prevention.surveys.services.homes import home_exclude, home_put_back
from townline.prevention.surveys.tests.lists import KIND, NOW, import_rows, row
from townline.prevention.surveys.tests.test_grading import BEST

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"actor": SERVER, "now": NOW}
HERE = (36.6, 125.33)


def exclude(home, why=Exclusion.DEMOLISHED, **more):
    return home_exclude(home_id=home, why=why, reason="헐렸음", **({"point": HERE} | BY | more))


ACTS = {
    "exclude": lambda home, _: exclude(home),
    "empty": lambda home, _: exclude(home, Exclusion.NOT_LIVED_IN),
    "back": lambda home, _: home_put_back(home_id=home, reason="", **BY),
    "grade": lambda home, _: home_grade(home_id=home, answers=BEST, **BY),
    "worse": lambda home, _: home_grade(home_id=home, answers={}, **BY),
    "withdraw": lambda home, _: grade_withdraw(home_id=home, reason="", **BY),
    "in_vain": lambda home, nth: attempt_add(
        home_id=home, key=f"k{nth}", outcome=VisitOutcome.NOBODY_HOME, at=NOW, **BY
    ),
    "merge": lambda home, nth: _decide(nth, same=True),
    "apart": lambda home, nth: _decide(nth, same=False),
    "import": lambda home, nth: import_rows(row(f"new{nth}", address=f"한들로 {home}")),
    "again": lambda home, nth: import_rows(*_rows()),
}


def _rows():
    return [row(str(n), address=f"새벗로 {n // 2 + 1}", unit="지하 1호") for n in range(6)]


def _decide(nth, same):
    pair = DuplicatePair.objects.filter(decision="").order_by("id").first()
    if pair is not None:
        keep = (pair.first_id, pair.second_id)[nth % 2]
        duplicate_decide(pair_id=pair.id, same=same, keep=keep, **BY)


_STEPS = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 5)), max_size=12)


@settings(max_examples=40)
@given(steps=_STEPS)
def test_listed_is_excluded_and_not_yet_seen_and_graded(steps):
    with undone(steps):
        import_rows(*_rows())
        homes = list(Home.objects.order_by("id").values_list("id", flat=True))
        for nth, (act, at) in enumerate(steps):
            before = reconcile_list(KIND)
            try:
                ACTS[act](homes[at], nth)
            except WrongState:
                assert reconcile_list(KIND).counted == before.counted
            now = reconcile_list(KIND)
            assert now.adds_up
            assert now.counted.listed >= before.counted.listed
        for home in Home.objects.all():
            assert (home.state == "excluded") == bool(home.excluded_for)
            assert home.state != "graded" or home.grade
            assert home.grades.filter(current=True).count() == bool(home.grade)
            assert list(history(f"home:{home.id}"))[-1].to_state in {home.state, ""}


def test_a_home_is_taken_out_with_words_and_evidence_only():
    import_rows(row("1"))
    home = Home.objects.get()
    for wrong in ({"point": None}, {"reason": " "}, {"why": Exclusion.DUPLICATE}):
        with pytest.raises(NeedsEvidence):
            home_exclude(
                **({"home_id": home.id, "why": Exclusion.DEMOLISHED, "reason": "헐림",
                    "point": HERE} | BY | wrong)
            )  # fmt: skip
    exclude(home.id)
    with pytest.raises(WrongState):
        exclude(home.id)
    line = list(history(f"home:{home.id}"))[-1]
    assert (line.event, line.reason, line.data["why"]) == (
        "home:entry:exclude", "헐렸음", "demolished"
    )  # fmt: skip


def test_what_was_graded_is_graded_again_when_it_is_put_back():
    import_rows(row("1"))
    home = Home.objects.get()
    home_grade(home_id=home.id, answers=BEST, **BY)
    exclude(home.id, Exclusion.NOT_LIVED_IN)
    assert home_put_back(home_id=home.id, reason="다시 입주", **BY).state == "graded"
    assert reconcile_list(KIND).counted.graded == {"A+": 1}


def test_a_visit_in_vain_is_kept_once_and_the_home_is_to_be_seen_again():
    import_rows(row("1"))
    home = Home.objects.get()
    for _ in range(2):
        attempt_add(home_id=home.id, key="one", outcome=VisitOutcome.REFUSED, at=NOW, **BY)
    home.refresh_from_db()
    assert (home.state, home.attempts_made, home.last_outcome) == ("listed", 1, "refused")
    assert str(home.come_back_on) == "2026-09-28"


def test_two_lines_that_are_one_home_and_back():
    import_rows(row("1"), row("2"))
    pair = DuplicatePair.objects.get()
    duplicate_decide(pair_id=pair.id, same=True, keep=pair.second_id, **BY)
    goes = Home.objects.get(id=pair.first_id)
    assert (goes.excluded_for, goes.merged_into_id) == ("duplicate", pair.second_id)
    with pytest.raises(WrongState):
        duplicate_decide(pair_id=pair.id, same=False, keep=None, **BY)
    home_put_back(home_id=goes.id, reason="", **BY)
    pair.refresh_from_db()
    assert pair.decision == ""
    duplicate_decide(pair_id=pair.id, same=False, keep=None, **BY)
    import_rows(row("1"), row("2"), row("3", address="새벗로 5"))
    assert DuplicatePair.objects.filter(decision="").count() == 0
