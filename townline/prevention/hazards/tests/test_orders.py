"""Repair orders by a link: the first telephone that accepts holds it; an officer approves."""

import datetime as dt
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from townline.platform.core.redaction import mask_message
from townline.platform.departments.api import Act
from townline.prevention.hazards import api
from townline.prevention.hazards.tests.hazarding import add_evidence, fresh, open_hazard, picture
from townline.prevention.work_orders.models import Contractor, WorkOrder

pytestmark = pytest.mark.django_db


def send_order(world, hazard, **more):
    more.setdefault("due_on", world.now.date())
    return api.order_send(world.by("clerk1"), hazard_id=hazard.pk, contractor="한들토건", **more)


def path_of(order):
    return "/w/" + order.address.rpartition("/")[2]


def key_in(page):
    return page.text.partition('name="key" value="')[2].partition('"')[0]


def press(client, path, do, **fields):
    return client.post(path, {"key": key_in(client.get(path)), "do": do, **fields})


def photos():
    return SimpleUploadedFile("a.jpg", picture(), "image/jpeg")


def test_two_telephones_with_one_link(world, visit):
    hazard = open_hazard(world)
    order = send_order(world, hazard)
    path = path_of(order)
    one, other = visit(), visit()
    key = key_in(other.get(path))  # opened before the first one accepted
    assert press(one, path, "accept").status_code == 302
    # The second reads a plain sentence, sees the order, and changes nothing.
    page = other.get(path)
    assert "다른 휴대전화에서 이미 이 작업을 맡았습니다" in page.text
    assert other.post(path, {"key": key, "do": "accept"}).status_code == 409
    assert other.post(path, {"key": key, "do": "refuse", "reason": "바쁨"}).status_code == 409
    look = {"look": uuid.uuid4(), "done": "1", "moment": "after", "photos": photos()}
    assert other.post(path, {"key": key, **look}).status_code == 409
    assert WorkOrder.objects.get().state == "accepted"
    look["photos"] = photos()
    assert press(one, path, "", **look).status_code == 302
    assert WorkOrder.objects.get().state == "done"
    # The firm says so; the hazard is repaired when an officer has looked.
    assert fresh(hazard).state == "reported"
    api.order_approve(world.by("clerk1"), order_id=order.id)
    assert fresh(hazard).state == "repaired"


def test_looking_changes_nothing_and_a_wrong_link_looks_like_an_old_one(world, visit):
    hazard = open_hazard(world)
    path = path_of(send_order(world, hazard))
    client = visit()
    page = client.get(path)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert not client.cookies.get("tl-work")
    assert WorkOrder.objects.get().state == "sent"
    wrong = client.get("/w/" + "0" * 32)
    assert wrong.status_code == 410
    assert client.post(path, {"do": "accept"}).status_code == 403
    assert path.rpartition("/")[2] not in mask_message(f"GET {path} 200")


def test_the_token_is_not_kept_and_the_telephone_is_sealed(world):
    hazard = open_hazard(world)
    order = send_order(world, hazard, phone="+821000000077")
    row = WorkOrder.objects.get()
    assert path_of(order).rpartition("/")[2] not in str(WorkOrder.objects.values().get())
    assert len(path_of(order).rpartition("/")[2]) == 32
    assert row.contractor.resident_id
    assert "0077" not in str(Contractor.objects.values().get())


def test_a_new_link_ends_the_old_one_and_its_holder(world, visit):
    hazard = open_hazard(world)
    order = send_order(world, hazard)
    one = visit()
    press(one, path_of(order), "accept")
    again = api.order_link_renew(world.by("clerk1"), order_id=order.id)
    assert one.get(path_of(order)).status_code == 410
    assert WorkOrder.objects.get().holder_hash == ""
    other = visit()
    assert press(other, path_of(again), "accept").status_code == 302
    assert WorkOrder.objects.get().holder_hash


def test_what_is_not_right_goes_back_and_a_cancelled_order_says_so(world, visit):
    hazard = open_hazard(world)
    order = send_order(world, hazard)
    client, path = visit(), path_of(order)
    press(client, path, "accept")
    look = {"look": uuid.uuid4(), "done": "1", "moment": "after", "photos": photos()}
    press(client, path, "", **look)
    viewer = world.person("clerk1")
    api.order_return(Act(viewer, world.now), order_id=order.id, reason="둘레가 낮음")
    assert "둘레가 낮음" in client.get(path).text
    api.order_cancel(Act(viewer, world.now), order_id=order.id, reason="도로 전체를 고침")
    assert "이 작업은 취소되었습니다" in client.get(path).text
    send_order(world, hazard)
    with pytest.raises(api.OrderOpen):
        send_order(world, hazard)


def test_done_needs_a_photo_of_after(world, visit):
    hazard = open_hazard(world)
    client, path = visit(), path_of(send_order(world, hazard))
    press(client, path, "accept")
    look = {"look": uuid.uuid4(), "done": "1", "moment": "before", "photos": photos()}
    assert press(client, path, "", **look).status_code == 302
    assert WorkOrder.objects.get().state == "accepted"
    look = {"look": uuid.uuid4(), "done": "1", "moment": "after"}
    assert press(client, path, "", **look).status_code == 422
    assert WorkOrder.objects.get().state == "accepted"


def test_a_firm_moves_the_work_to_no_day_that_is_over_here(world, visit):
    hazard = open_hazard(world)
    client, path = visit(), path_of(send_order(world, hazard))
    press(client, path, "accept")
    yesterday = timezone.localdate(world.now)
    world.wait(hours=10)  # 00:32, and still yesterday in UTC
    assert press(client, path, "move", planned_on=yesterday).status_code == 422
    today = yesterday + dt.timedelta(days=1)
    assert press(client, path, "move", planned_on=today).status_code == 302
    assert WorkOrder.objects.get().planned_on == today


def test_a_firm_reads_no_word_for_officers_where_it_notes_its_work(world, visit):
    hazard = open_hazard(world)
    client, path = visit(), path_of(send_order(world, hazard))
    press(client, path, "accept")
    page = client.get(path).text
    assert 'id="f-note"' in page
    assert "f-note-hint" not in page
    assert "f-note-hint" in visit("clerk1").get(f"/hazards/{hazard.pk}/spot/").text


def test_the_page_of_the_hazard_shows_the_firm_s_telephone(world, visit):
    hazard = open_hazard(world)
    order = send_order(world, hazard, phone="+821000000438")
    clerk, page = visit("clerk1"), f"/hazards/{hazard.pk}/"
    shown = clerk.get(page).text
    assert "0438" in shown
    assert "010-0000-0438" not in shown
    form = {"reason": "현장 확인"}
    assert "010-0000-0438" in clerk.post(f"{page}order/{order.id}/number", form).text
    other = open_hazard(world)
    strange = f"/hazards/{other.pk}/order/{order.id}/number"
    assert clerk.post(strange, form).status_code == 404


def test_late_orders_are_loud_in_the_list(world, visit):
    hazard = open_hazard(world, severity="low")
    send_order(world, hazard)
    add_evidence(world, hazard, files=[])
    world.wait(days=2)
    page = visit("clerk1").get("/hazards/?view=orders").text
    assert f'href="/hazards/{hazard.pk}/"' in page
    assert "기한 경과" in page
