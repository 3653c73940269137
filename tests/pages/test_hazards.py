"""On the spot with a telephone: without a line nothing is lost; pages are accessible."""

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.amount import ways
from tests.chromium import violations
from tests.pages.walking import WIDEST
from townline.prevention.hazards import api
from townline.prevention.hazards.models import Hazard
from townline.prevention.hazards.tests.hazarding import HERE, add_evidence, open_hazard
from townline.prevention.work_orders.models import Evidence, WorkOrder

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE_READY = "body[data-offline=ready]"
WIDTH = "document.documentElement.scrollWidth"
ONLINE = "dispatchEvent(new Event('online'))"
PHOTO = {"name": "one.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg((2400, 1800))}


def until(true, page):
    for _ in range(150):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come about")


def test_a_look_without_a_line_survives_a_closed_browser_and_arrives_once(world, look):
    hazard = open_hazard(world, "cavity")
    page = look("clerk1", f"/hazards/{hazard.pk}/spot/", width=390)
    context = page.context
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": HERE[0] + 0.01, "longitude": HERE[1], "accuracy": 12})
    page.reload()
    page.wait_for_selector(OFFLINE_READY)
    expect(page.locator("[data-where]")).to_contain_text("떨어져 있습니다")
    assert violations(page) == []
    context.set_offline(True)
    page.get_by_label("안전 조치").check()
    page.get_by_label("사진 (6장까지)").set_input_files([PHOTO])
    page.get_by_label("깊이 (cm)").fill("11")
    page.get_by_label("확인한 내용과 조치").fill("통제선을 쳤습니다.")
    page.get_by_role("button", name="저장").click()
    bar = page.locator("[data-queue]")
    expect(bar).to_contain_text("보내지 못한 기록 1건")
    assert violations(page) == []
    # Signing out would clear the telephone: the server is told, and asks.
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    assert cookies["tl-unsent"] == "1"
    page.close()
    assert not Evidence.objects.exists()

    page = context.new_page()
    page.goto(f"/hazards/{hazard.pk}/spot/")
    expect(page.locator("[data-queue]")).to_contain_text("보내지 못한 기록 1건")
    context.set_offline(False)
    page.evaluate(ONLINE)
    until(lambda: Hazard.objects.get().state == "made_safe", page)
    page.evaluate(ONLINE)
    page.goto("/hazards/")
    expect(page.locator("[data-queue]")).to_be_hidden()
    assert "tl-unsent" not in {cookie["name"] for cookie in context.cookies()}
    stored = Evidence.objects.get()
    assert (stored.depth_cm, stored.note) == (11, "통제선을 쳤습니다.")
    assert stored.photos.count() == 1
    page.goto(f"/hazards/{hazard.pk}/")
    assert page.get_by_text("등록된 위치에서").first.is_visible()


def test_a_refused_look_stays_with_its_reason_until_a_person_sends_it_again(world, look):
    hazard = open_hazard(world)
    sent = api.order_send(
        world.by("clerk1"), hazard_id=hazard.pk, contractor="한들토건", due_on=world.now.date()
    )
    page = look(None, "/w/" + sent.address.rpartition("/")[2], width=390)
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    page.get_by_role("button", name="작업 수락하기").click()
    page.wait_for_selector("[data-field]")
    page.get_by_role("button", name="보내기", exact=True).click()
    bar = page.locator("[data-queue]")
    again = bar.get_by_role("button", name="다시 보내기")
    expect(bar.get_by_role("listitem")).to_contain_text("접수되지 않음: ")
    reason = bar.get_by_role("status").locator("[data-said]").inner_text()
    assert violations(page) == []

    posts.clear()
    page.reload()
    expect(bar.get_by_role("listitem")).to_contain_text(reason)
    page.evaluate(ONLINE)
    page.wait_for_load_state("networkidle")
    assert posts == []
    assert bar.get_by_role("button", name="지금 보내기").is_hidden()

    again.click()
    expect(bar.get_by_role("status")).to_contain_text(reason)
    assert len(posts) == 1
    assert not Evidence.objects.exists()


def test_a_firm_works_behind_its_link_without_a_line(world, look):
    hazard = open_hazard(world)
    sent = api.order_send(
        world.by("clerk1"), hazard_id=hazard.pk, contractor="한들토건", due_on=world.now.date()
    )
    path = "/w/" + sent.address.rpartition("/")[2]
    page = look(None, path, width=390)
    assert violations(page) == []
    page.get_by_role("button", name="작업 수락하기").click()
    page.goto(path)
    page.wait_for_selector(OFFLINE_READY)
    page.context.set_offline(True)
    page.get_by_label("보수 후", exact=True).check()
    page.get_by_label("사진 (6장까지)").set_input_files([PHOTO])
    page.get_by_role("button", name="보내기", exact=True).click()
    expect(page.locator("[data-queue]")).to_contain_text("보내지 못한 기록 1건")
    assert violations(page) == []
    page.close()
    assert WorkOrder.objects.get().state == "accepted"
    other = page.context.new_page()
    other.goto(path)
    expect(other.locator("[data-queue]")).to_contain_text("보내지 못한 기록 1건")
    other.context.set_offline(False)
    other.evaluate(ONLINE)
    until(lambda: WorkOrder.objects.get().state == "done", other)
    assert Evidence.objects.count() == 1


def test_a_page_that_takes_the_place_of_another_says_where_no_map_can_be_drawn(world, look):
    code = world.text("시장 앞 길이 위험해요")
    page = look("clerk1", f"/hazards/new/?code={code}")
    open_hazard(world, code=code)  # somebody else was first
    page.get_by_label("위험 종류").select_option("pothole")
    page.locator("[name=place]").select_option(index=1)
    page.get_by_role("button", name="등록", exact=True).click()
    expect(page.get_by_text("이미 다른 위험 지점에")).to_be_visible()
    expect(page.locator(".tl-map-none")).to_be_visible()


@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_pages_of_hazards_are_accessible_and_nothing_is_cut_off(world, look, language):
    first = open_hazard(world, "cavity", code=world.text("시장 앞 길이 위험해요"))
    open_hazard(world, "pothole", at=(HERE[0] + 0.0001, HERE[1]))
    add_evidence(world, first, note="둘레를 막았습니다.")
    world.wait(hours=5)
    places = ("", "new/", "numbers/", f"{first.pk}/", f"{first.pk}/spot/", f"{first.pk}/sheet/")
    page = look("roads.head", "/hazards/", width=320, language=language)
    for place in places:
        page.goto(f"/hazards/{place}")
        page.set_viewport_size({"width": 320, "height": 844})
        assert page.evaluate(WIDTH) <= 320, (place, page.evaluate(WIDEST))
        assert violations(page) == [], place
