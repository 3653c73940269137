"""Whatever is decided, asked, said and ordered, nothing is ordered that lacks a consent."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings, strategies as st

from tests.undone import undone
from townline.casework.cases.api import CaseError
from townline.platform.core.history.audit import history
from townline.prevention.works import api as works
from townline.prevention.works.api import ConsentMissing, ConsentState, Measure, MeasureState
from townline.prevention.works.tests.things import (
    BY,
    NO,
    YES,
    consents,
    decide_measures,
    needy,
    now_of,
    order_measures,
    plan_measures,
    propose_measures,
    ready,
    take_objects,
)

pytestmark = pytest.mark.django_db
NEEDS = ("flood-barrier", "flood-alarm", "hazard-repair")  # two consents, one, none
_ONE = {"actor": BY["actor"], "now": BY["now"]}


def _placing(pk):
    return works.Placing(measure_id=pk, year=2027, quarter=1, budget="city")


ACTS = {
    "decide": lambda pk, _: works.measures_decide([pk], **BY),
    "drop": lambda pk, _: works.measures_drop([pk], reason="지원 취소", **BY),
    "undo": lambda pk, _: works.measures_undo([pk], **BY),
    "reopen": lambda pk, _: works.measures_reopen([pk], **BY),
    "plan": lambda pk, _: works.measures_plan([_placing(pk)], **BY),
    "unplan": lambda pk, _: works.measures_unplan([pk], **BY),
    "order": lambda pk, _: works.measures_order({pk: None}, **BY),
    "cancel": lambda pk, _: works.measures_order_cancel([pk], reason="업체 사정", **BY),
    "finish": lambda pk, _: works.measures_finish([pk], **BY),
    "return": lambda pk, _: works.measures_return([pk], reason="실리콘 보완", **BY),
    "accept": lambda pk, _: works.measures_accept([pk], **BY),
    "hold": lambda pk, _: works.measures_hold([pk], reason="확인 중", **BY),
    "resume": lambda pk, _: works.measures_resume([pk], **BY),
    "give": lambda _, consent: works.consents_give([consent], YES, **BY),
    "refuse": lambda _, consent: works.consents_refuse([consent], NO, **BY),
    "ask": lambda _, consent: works.consents_ask([consent], works.How.LINK, **BY),
    "expire": lambda _, consent: works.consents_expire([consent], **BY),
    "gone": lambda pk, _: take_objects(needy("1", *NEEDS, gone="taken_out", gone_for="헐림")),
    "back": lambda pk, _: take_objects(needy("1", *NEEDS)),
    "owner": lambda pk, _: _parties(pk, ["landlord"]),
    "let": lambda pk, _: _parties(pk, ["landlord", "tenant"]),
}


def _parties(pk, roles):
    works.parties_set(object_id=Measure.objects.get(pk=pk).object_id, roles=roles, **BY)


def _acts(measures, which, nth):
    own = measures[nth % len(measures)]
    found = consents(own)
    ACTS[which](own.pk, found[nth % len(found)] if found else 0)


def _lacks_consent(row):
    required = set(works.measure_kind(row.kind).consent) & set(row.object.parties)
    given_by = {each.role for each in row.consents.all() if each.state == ConsentState.GIVEN}
    return bool(required - given_by)


_STEPS = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 7)), max_size=25)


@settings(max_examples=60)
@given(steps=_STEPS)
def test_nothing_is_ordered_that_lacks_a_consent(steps):
    with undone(steps):
        measures = propose_measures("1", *NEEDS)
        for which, nth in steps:
            try:
                with transaction.atomic():
                    _acts(measures, which, nth)
            except CaseError:
                pass
            for row in Measure.objects.select_related("object").prefetch_related("consents"):
                assert row.state != MeasureState.ORDERED or not _lacks_consent(row)
                assert (row.state == MeasureState.HELD) == bool(row.held_from)
                # The last line of its history says where it is.
                moved = history(f"measure:{row.pk}").exclude(to_state="")
                assert moved.last().to_state == row.state


def test_the_table_itself_takes_no_order_without_consent():
    (row,) = decide_measures()
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.filter(pk=row.pk).update(state="ordered")
    (row,) = ready("2")
    Measure.objects.filter(pk=row.pk).update(state="ordered")  # the control


def test_an_order_without_consent_is_refused_and_none_of_those_asked_is_ordered():
    (whole,), (half,) = plan_measures("1"), decide_measures("2")
    works.measures_plan([_placing(half.pk)], **BY)
    with pytest.raises(ConsentMissing):
        works.measures_order({whole.pk: None, half.pk: None}, **BY)
    assert {now_of(whole).state, now_of(half).state} == {"planned"}


def test_a_consent_withdrawn_after_the_order_holds_it_and_tells_why():
    (row,) = order_measures()
    works.consents_refuse(consents(row)[:1], NO, **BY)
    held = now_of(row)
    assert (held.state, held.held_from, held.held_for) == ("held", "ordered", "consent")
    with pytest.raises(ConsentMissing):
        works.measures_resume([row.pk], **BY)
    works.consents_give(consents(row)[:1], YES, **BY)
    works.measures_resume([row.pk], **BY)
    assert (now_of(row).state, now_of(row).held_for) == ("ordered", "")


def test_a_refusal_takes_a_measure_out_of_the_plan_and_a_yes_brings_it_back_to_the_decided():
    (row,) = plan_measures()
    works.consents_refuse(consents(row)[:1], NO, **BY)
    assert (now_of(row).state, now_of(row).year) == ("refused", None)
    last = history(f"measure:{row.pk}").filter(event="measure:consent:close").last()
    assert (last.data["year"], last.data["budget"]) == (2027, "district")
    works.consents_give(consents(row)[:1], YES, **BY)
    assert now_of(row).state == "ready"


def test_what_was_gone_goes_on_where_it_was_and_nothing_is_lost():
    (row,) = order_measures()
    take_objects(needy(gone="taken_out", gone_for="헐림"))
    assert (now_of(row).state, now_of(row).held_for) == ("held", "object")
    assert now_of(row).ordered_at
    works.consents_refuse(consents(row)[:1], NO, **BY)
    take_objects(needy())  # it is back, and its consent is not
    assert (now_of(row).state, now_of(row).held_for) == ("held", "consent")
