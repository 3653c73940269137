"""Orders of several measures to one firm, by a link: accepted once, done place by place."""

import datetime as dt
import uuid

import pytest

from tests.texts import texts_to_number as told_texts
from townline.platform.core.history.audit import SERVER
from townline.platform.departments.api import Act
from townline.prevention.hazards.tests.hazarding import (
    add_evidence,
    evidence_of,
    fresh,
    open_hazard,
)
from townline.prevention.work_orders import api as work_orders
from townline.prevention.work_orders.models import EvidencePhoto, OrderItem, WorkOrder
from townline.prevention.works import api as works
from townline.prevention.works.api import ConsentMissing
from townline.prevention.works.progress import api
from townline.prevention.works.progress.tests.working import (
    HERE,
    key_in,
    order_works,
    path_of,
    photo,
    press,
    ready,
    report,
    spot,
    state,
)
from townline.prevention.works.tests.things import decide_measures

pytestmark = pytest.mark.django_db


def test_two_firms_with_one_link_the_first_holds_it(world, visit):
    ids = ready(world, "1", "2")
    path = path_of(order_works(world, ids))
    one, other = visit(), visit()
    key = key_in(other.get(path))  # opened before the first one accepted
    assert press(one, path, "accept").status_code == 302
    page = other.get(path)
    assert "다른 휴대전화에서 이미 이 작업을 맡았습니다" in page.text
    assert other.post(path, {"key": key, "do": "accept"}).status_code == 409
    assert report(one, path, ids[0]).status_code == 302
    look = {"look": uuid.uuid4(), "done": "1", "moment": "after", "photos": photo()}
    assert other.post(f"{path}/{ids[1]}", {"key": key, **look}).status_code == 409
    assert [state(number) for number in ids] == ["done", "ordered"]
    assert WorkOrder.objects.get().state == "accepted"
    assert report(one, path, ids[1]).status_code == 302
    assert WorkOrder.objects.get().state == "done"


def test_a_photo_of_before_is_kept_and_finishes_nothing(world, visit):
    (number,) = ready(world, "1")
    path, firm = path_of(order_works(world, [number])), visit()
    press(firm, path, "accept")
    assert report(firm, path, number, moment="before").status_code == 302
    assert EvidencePhoto.objects.get().moment == "before"
    assert state(number) == "ordered"
    page = report(firm, path, number, photos="")
    assert page.status_code == 422
    assert "작업한 뒤의 사진이 한 장 이상 필요합니다" in page.text
    assert report(firm, path, number).status_code == 302
    assert state(number) == "done"
    assert "완료 보고 · 구청이 확인합니다" in firm.get(f"{path}/{number}").text


@pytest.mark.server
def test_nothing_is_ordered_without_consent(world):
    (row,) = decide_measures("1")
    when = works.Placing(measure_id=row.pk, year=2027, quarter=2, budget="district")
    works.measures_plan([when], actor=SERVER, now=world.now)
    with pytest.raises(ConsentMissing):
        order_works(world, [row.pk])
    assert not WorkOrder.objects.exists()
    assert state(row.pk) == "planned"


def test_a_measure_is_in_one_open_order(world):
    ids = ready(world, "1")
    order_works(world, ids)
    with pytest.raises(Exception, match=r"ordered|open order"):
        order_works(world, ids)
    assert OrderItem.objects.count() == 1


def test_place_by_place_accepted_returned_and_the_order_is_over_with_the_last(world, visit):
    ids = ready(world, "1", "2")
    sent = order_works(world, ids)
    path, firm = path_of(sent), visit()
    press(firm, path, "accept")
    for number in ids:
        report(firm, path, number)
    spot(world, ids[0])
    spot(world, ids[1], api.SpotStep.RETURN, note="모서리가 떴습니다")
    assert [state(number) for number in ids] == ["accepted", "ordered"]
    assert WorkOrder.objects.get().state == "accepted"
    assert "모서리가 떴습니다" in firm.get(path).text
    report(firm, path, ids[1])
    spot(world, ids[1])
    assert WorkOrder.objects.get().state == "approved"
    assert not OrderItem.objects.filter(open=True).exists()


def test_a_place_sent_back_says_why_while_others_are_still_to_do(world, visit):
    ids = ready(world, "1", "2")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    spot(world, ids[0], api.SpotStep.RETURN, note="모서리가 떴습니다")
    for address in (path, f"{path}/{ids[0]}"):
        assert "모서리가 떴습니다" in firm.get(address).text
    assert "모서리가 떴습니다" not in firm.get(f"{path}/{ids[1]}").text
    report(firm, path, ids[0])
    assert "보완해 주세요" not in firm.get(path).text
    page = visit("clerk1").get(f"/works/spot/{ids[0]}/").text
    assert "민원인에게 바로 발송되지 않습니다" not in page


def test_accepting_needs_a_photo_of_after(world, visit):
    ids = ready(world, "1")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0], moment="before")
    assert state(ids[0]) == "ordered"


def test_a_photo_taken_elsewhere_is_kept_with_its_distance(world, visit):
    ids = ready(world, "1")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0], latitude=HERE[0] + 0.02, longitude=HERE[1], accuracy_m=8)
    assert "2.2 km" in firm.get(path).text
    assert state(ids[0]) == "done"


def test_refused_or_cancelled_measures_may_be_ordered_again(world, visit):
    ids = ready(world, "1")
    firm = visit()
    press(firm, path_of(order_works(world, ids)), "refuse", reason="인력이 없습니다")
    assert state(ids[0]) == "ready"
    sent = order_works(world, ids)
    clerk = world.person("clerk1")
    api.works_order_cancel(Act(clerk, world.now), order_id=sent.id, reason="업체 변경")
    assert state(ids[0]) == "ready"
    path = path_of(order_works(world, ids))
    press(firm, path, "accept")
    report(firm, path, ids[0])
    with pytest.raises(api.WorkBegun):
        api.works_order_cancel(
            Act(clerk, world.now), order_id=WorkOrder.objects.latest("id").pk, reason="-"
        )


@pytest.mark.server
def test_a_silent_firm_is_reminded_by_day_and_not_once_it_is_done(world, visit):
    ids = ready(world, "1")
    path = path_of(order_works(world, ids, phone="+821000000078"))
    before = len(told_texts("01000000078"))
    assert work_orders.orders_remind(now=world.now) == 0
    world.wait(days=2)
    assert work_orders.orders_remind(now=world.now) == 1
    assert work_orders.orders_remind(now=world.now) == 0
    assert len(told_texts("01000000078")) == before + 1
    firm = visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    world.wait(days=30)
    assert work_orders.orders_remind(now=world.now) == 0


def test_a_withdrawn_consent_holds_the_work_and_the_firm_reads_it(world, visit):
    ids = ready(world, "1")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    consent = works.Consent.objects.filter(measure=ids[0]).first()
    no = works.ConsentAnswer(how=works.How.OFFICER, reason="이사합니다")
    works.consents_refuse([consent.pk], no, actor=SERVER, now=world.now)
    assert state(ids[0]) == "held"
    assert "동의가 철회되었습니다" in firm.get(path).text


def test_a_defect_inside_its_guarantee_goes_back_to_its_firm_and_outside_to_nobody(world, visit):
    ids = ready(world, "1")
    path, firm = path_of(order_works(world, ids)), visit()
    press(firm, path, "accept")
    report(firm, path, ids[0])
    spot(world, ids[0])
    spot(world, ids[0], api.SpotStep.DEFECT, note="판이 휘었습니다")
    assert state(ids[0]) == "defective"
    clerk, due = world.person("clerk1"), world.now.date() + dt.timedelta(days=10)
    sent = api.defect_order(Act(clerk, world.now), measure_id=ids[0], due_on=due)
    path = path_of(sent)
    assert press(firm, path, "accept").status_code == 302
    report(firm, path, ids[0])
    spot(world, ids[0])
    assert state(ids[0]) == "accepted"
    assert WorkOrder.objects.get(id=sent.id).state == "approved"
    world.wait(days=1_000)
    spot(world, ids[0], api.SpotStep.DEFECT, note="또 휘었습니다")
    with pytest.raises(api.PastGuarantee):
        api.defect_order(Act(clerk, world.now), measure_id=ids[0], due_on=world.now.date())


@pytest.mark.server
def test_a_hazards_repair_goes_the_same_way_and_repairs_it(world, visit):
    hazard = open_hazard(world, "pothole")
    add_evidence(world, hazard)
    works.marks_run(now=world.now)
    (row,) = works.Measure.objects.filter(object__source="hazard")
    works.measures_decide([row.pk], actor=SERVER, now=world.now)
    path, firm = path_of(order_works(world, [row.pk])), visit()
    press(firm, path, "accept")
    report(firm, path, row.pk)
    assert fresh(hazard).state == "made_safe"
    spot(world, row.pk)
    assert (state(row.pk), fresh(hazard).state) == ("accepted", "repaired")
    photos = [shot for look in evidence_of(hazard) for shot in look.photos.all()]
    assert {shot.moment for shot in photos} == {"", "after"}
