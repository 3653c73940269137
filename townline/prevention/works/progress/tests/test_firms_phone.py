"""A firm's telephone: a new link goes on, photos differ, refused records are discarded."""

import re
import uuid

import pytest

from tests.texts import texts_to_number as texts_to
from townline.platform.core.history.audit import history
from townline.platform.core.models import Transition
from townline.prevention.work_orders.models import Evidence, WorkOrder
from townline.prevention.works.progress import api
from townline.prevention.works.progress.tests.working import (
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

pytestmark = pytest.mark.django_db


def test_a_new_link_on_another_telephone_goes_on_with_the_accepted_order(world, visit):
    (number,) = ready(world, "1")
    sent = order_works(world, [number])
    press(visit(), path_of(sent), "accept", planned_on="2027-01-05")
    again = api.works_order_renew(world.by("clerk1"), order_id=sent.id)
    other = visit()
    page = other.get(path_of(again)).text
    assert "이미 수락한 작업입니다" in page
    assert 'value="2027-01-05"' in page
    assert press(other, path_of(again), "accept", planned_on="2027-01-05").status_code == 302
    order = WorkOrder.objects.get()
    assert (order.state, order.planned_on.isoformat()) == ("accepted", "2027-01-05")
    events = list(history(order.about).values_list("event", flat=True))
    assert "order:work:take_over" in events
    assert "order:work:move" not in events
    assert report(other, path_of(again), number).status_code == 302
    assert state(number) == "done"


def test_the_photo_of_before_is_no_photo_of_after(world, visit):
    (number,) = ready(world, "1")
    path, firm = path_of(order_works(world, [number])), visit()
    press(firm, path, "accept")
    report(firm, path, number, moment="before")
    answer = report(firm, path, number, photos=photo("before"))
    assert answer.status_code == 422
    assert "같은 파일입니다" in answer.text
    assert state(number) == "ordered"
    assert report(firm, path, number).status_code == 302


def test_a_refused_record_is_discarded_with_a_reason_in_the_history(world, visit):
    (number,) = ready(world, "1")
    path, firm = path_of(order_works(world, [number])), visit()
    press(firm, path, "accept")
    key, place = str(uuid.uuid4()), f"{path}/{number}"
    fields = {"key": key_in(firm.get(place)), "do": "discard", "look": key}
    assert firm.post(place, fields | {"reason": ""}).status_code == 422
    for _ in range(2):
        assert firm.post(place, fields | {"reason": "다른 집 사진"}).status_code == 200
    order = WorkOrder.objects.get()
    lines = history(order.about).filter(event="order:evidence:discard")
    assert [line.reason for line in lines] == ["다른 집 사진"]
    assert not Evidence.objects.exists()


def test_an_officer_discards_a_record_too(world, visit):
    (number,) = ready(world, "1")
    fields = {"do": "discard", "look": str(uuid.uuid4()), "reason": "잘못 찍음"}
    clerk = visit("clerk1")
    assert clerk.post(f"/works/spot/{number}/", fields).status_code == 200
    lines = history(f"measure:{number}").filter(event="measure:evidence:discard")
    assert lines.count() == 1


def test_what_the_firm_sent_stands_apart_from_what_the_officer_writes(world, visit):
    (number,) = ready(world, "1")
    path, firm = path_of(order_works(world, [number])), visit()
    press(firm, path, "accept")
    report(firm, path, number, note="현관에 달았습니다")
    page = visit("clerk1").get(f"/works/spot/{number}/").text
    own, _, records = page.partition("업체 기록")
    assert "담당자 확인" in own
    assert 'name="moment"' not in own
    assert "작업을 마쳤습니다" not in own
    assert "현관에 달았습니다" in records.partition("담당자 기록")[0]


def test_the_text_to_a_firm_names_the_office_and_its_telephone(world, settings):
    settings.TOWNLINE_PUBLIC_URL = "https://town.example"
    (number,) = ready(world, "1")
    order_works(world, [number], phone="+821000000436")
    text = texts_to("+821000000436")[-1]
    assert "[한들구]" in text
    assert "문의 02-" in text


def test_the_first_photo_is_one_of_before_until_there_is_one(world, visit):
    (number,) = ready(world, "1")
    path, firm = path_of(order_works(world, [number])), visit()
    press(firm, path, "accept")
    for moment in ("before", "after"):
        form = firm.get(path).text.partition("data-field")[2].partition("</form>")[0]
        chosen = re.findall(r'name="moment" value="(\w+)" checked', form)
        assert chosen == [moment]
        # Nobody has finished before the work began.
        assert ('name="done" value="1" checked' in form) == (moment == "after")
        report(firm, path, number, moment="before")
    # The choice and the field for files are two things, and are called so.
    assert "<legend>언제 찍은 사진인가요?</legend>" in form
    assert ">사진</legend>" not in form


@pytest.mark.parametrize("more", [{}, {"moment": "before", "done": "1"}, {"note": "  "}])
def test_a_record_without_a_photo_and_words_is_refused(world, visit, more):
    (number,) = ready(world, "1")
    path, firm = path_of(order_works(world, [number])), visit()
    press(firm, path, "accept")
    look = {"look": uuid.uuid4(), "moment": "before"} | more
    place = f"{path}/{number}"
    answer = firm.post(place, {"key": key_in(firm.get(place)), "do": "", **look})
    assert answer.status_code == 422
    assert "사진을 붙이거나 확인한 내용을 적어 주세요" in answer.text
    assert not Evidence.objects.exists()
    look["note"] = "문이 잠겨 있어 다시 갑니다"
    answer = firm.post(place, {"key": key_in(firm.get(place)), "do": "", **look})
    assert answer.status_code == 302


def test_an_order_and_its_places_have_one_word_for_one_state(world, visit):
    ids = ready(world, "1", "2")
    sent = order_works(world, ids)
    path, firm, clerk = path_of(sent), visit(), visit("clerk1")

    def order_page():
        page = clerk.get(f"/works/orders/{sent.id}/").text
        head, _, places = page.partition('id="wp-places"')
        return tuple(
            re.findall(r'class="tl-mark[^>]*>(?:<svg.*?</svg>)?\s*([^<]+?)\s*<', part, re.S)
            for part in (head.partition("</h1>")[2], places)
        )

    assert order_page() == (["업체 확인 중"], ["업체 확인 중"] * 2)
    press(firm, path, "accept")
    assert order_page() == (["착수 예정"], ["착수 예정"] * 2)
    report(firm, path, ids[0])
    assert order_page() == (["착수 예정"], ["완료 보고", "착수 예정"])
    assert "완료 보고" in firm.get(path).text
    spot(world, ids[0])
    assert order_page() == (["착수 예정"], ["준공 승인", "착수 예정"])
    assert "준공 승인" in firm.get(path).text
    assert "준공 승인" in clerk.get(f"/works/spot/{ids[0]}/").text


@pytest.mark.parametrize("known", [True, False])
def test_the_order_shows_its_firm_s_telephone_masked_and_in_full_with_a_reason(world, visit, known):
    (number,) = ready(world, "1")
    sent = order_works(world, [number], phone="+821000000437" if known else "")
    clerk, page = visit("clerk1"), f"/works/orders/{sent.id}/"
    shown = clerk.get(page).text
    assert ("0437" in shown, "등록된 업체 휴대전화가 없습니다" in shown) == (known, not known)
    assert "010-0000-0437" not in shown
    answer = clerk.post(f"{page}number", {"reason": "착공일 확인"})
    assert answer.status_code == (200 if known else 404)
    assert ("010-0000-0437" in answer.text) == known
    assert clerk.post(f"{page}number", {"reason": ""}).status_code == (422 if known else 404)
    entries = Transition.objects.filter(event="resident:number:reveal")
    assert [entry.reason for entry in entries] == (["착공일 확인"] if known else [])
