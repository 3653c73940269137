"""Maps on the pages that have one: what lies on them is what their lists say."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.amount import ways
from tests.chromium import violations
from tests.reader import reading
from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.casework.visits import api as visits
from townline.platform.core.history.audit import SERVER
from townline.platform.departments import api as departments
from townline.prevention.hazards.models import Hazard
from townline.prevention.surveys.models import PlannedVisit, Surveyor
from townline.prevention.surveys.routes.services.runs import run_carry_out, run_request
from townline.prevention.surveys.routes.tests.town import AT_ONCE, homes, people
from townline.prevention.work_orders.models import EvidencePhoto

PHOTO = {"name": "one.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg((1200, 900))}
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draw(look, drawing, settings, map_file):
    settings.TOWNLINE_MAPS = map_file

    def open_(username, path, **how):
        page = look(username, path, browser=drawing, **how)
        page.locator("tl-map").first.scroll_into_view_if_needed()
        expect(page.locator("tl-map").first).to_have_attribute(
            "data-state", "ready", timeout=60_000
        )
        return page

    return open_


def marks(page):
    return page.evaluate(
        "document.querySelector('tl-map').view.layers.own.features.map((f) => f.properties.mark)"
    )


def test_an_area_is_drawn_without_a_new_page(world, draw):
    page = draw("roads.officer", "/hazards/new/?kind=pothole")
    page.locator("#n-photos").set_input_files([PHOTO])
    page.locator("#n-shape").select_option("area")
    canvas = page.locator("tl-map canvas")
    for at in ((100, 100), (200, 110), (150, 180), (60, 200)):
        canvas.click(position={"x": at[0], "y": at[1]})
    corners = page.locator("#n-corners")
    corners_before = corners.input_value().split()
    assert len(corners_before) == 4
    corner = page.locator(".tl-map-corner")
    corner.nth(3).focus()
    page.keyboard.press("Delete")
    expect(corner).to_have_count(3)
    held = corner.nth(1).bounding_box()
    page.mouse.move(held["x"] + 9, held["y"] + 9)
    page.mouse.down()
    page.mouse.move(held["x"] + 49, held["y"] + 9, steps=3)
    page.mouse.up()
    moved = corners.input_value().split()
    assert [moved[0], moved[2]] == [corners_before[0], corners_before[2]]
    assert moved[1] != corners_before[1]
    assert violations(page) == []
    with page.expect_navigation():
        page.locator("button[value=save]").click()
    hazard = Hazard.objects.get()
    assert [f"{y:.5f},{x:.5f}" for x, y in hazard.geometry["coordinates"][0][:-1]] == moved
    assert EvidencePhoto.objects.count() == 1


def test_a_days_visits_lie_in_order_on_their_way(world, draw):
    me = departments.staff_by_username("roads.officer")
    for number, place in enumerate(("느티시장 입구", "새벗사거리", "한들도서관")):
        code = world.text(f"{place} 앞 길이 파였어요", sender=f"0100000050{number}")
        world.assign(code)
        visits.visit_plan(
            world.by("roads.officer"), code=code, visitor=me.id,
            planned_at=dt.date(2026, 11, 25), tell=False,
        )  # fmt: skip
    page = draw("roads.officer", "/visits/?day=2026-11-25")
    assert marks(page) == ["1", "2", "3"]
    way = page.evaluate(
        "document.querySelector('tl-map').view.layers.route().geometry.coordinates.length"
    )
    assert way == 3
    assert violations(page) == []


@pytest.mark.long  # its rules are tried without a browser, its page by the tests beside it
def test_an_alarm_lies_where_its_case_does(world, draw):
    code = world.text("느티로 21 지하에서 가스 냄새가 심해요")
    from townline.casework.alarms import api as alarms

    cases.case_retitle(world.by("clerk1"), code=code, title="느티로 21")
    alarms.case_mark_danger(world.by("clerk1"), code=code, danger=True)
    page = draw("clerk1", "/alarms/")
    assert page.locator("#live-alarms [data-map-kind=danger]").count() == 1
    assert marks(page) == [""]


def test_dongs_are_coloured_by_their_figures(world, draw):
    for number in range(3):
        world.text("느티동 길이 파였어요", sender=f"0100000060{number}")
    page = draw("mayor", "/figures/")
    row = page.locator("[data-map-area=느티동]")
    expect(row).to_have_attribute("data-map-step", "4")
    page.locator("tl-map canvas").focus()
    page.keyboard.press("PageDown")
    expect(page.locator("[data-map-area][aria-current=true]")).to_have_count(1)


@pytest.mark.parametrize(("language", "width"), ways([("ko", 1366), ("en", 390)]))
def test_the_public_map_is_there_for_everybody(world, reader, draw, language, width):
    reader.readings = {"구멍": reading(("roads", 0.97, ("구멍",)), sure=True)}
    code = world.text("느티로 21 앞 보도에 구멍이 났어요")
    world.wait(seconds=2)
    classification.readings_run(now=world.now)
    cases.case_assign(
        world.by("clerk1"), code=code, department="roads",
        service="roads",
    )  # fmt: skip
    # Nobody stands there any more when it is shown.
    world.wait(hours=48)
    page = draw(None, f"/open/map/matters?lang={language}", language=language, width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_case_that_is_opened_in_place_has_its_map_and_frees_the_one_before(world, draw, look):
    for number, place in enumerate(("느티로 21", "새벗사거리")):
        code = world.text(f"{place} 앞 길이 파였어요", sender=f"0100000070{number}")
        cases.case_retitle(world.by("clerk1"), code=code, title=f"도로 · {place}")
        world.wait(seconds=1)
    page = draw("clerk1", f"/cases/{code}/")
    page.evaluate("window.before = document.querySelector('tl-map')")
    page.locator("a[href^='/cases/']").filter(has_text="느티로 21").first.click()
    expect(page.locator("#place")).to_contain_text("느티로 21")
    expect(page.locator("tl-map")).to_have_attribute("data-state", "ready", timeout=60_000)
    assert page.evaluate("window.before === undefined || window.before.view === null")


WHERE = """(number) => {
  const { map } = document.querySelector("tl-map").view;
  const [lat, lng] = document.querySelector(`[data-map-id="${number}"]`).dataset.mapAt.split(",");
  const { x, y } = map.project([Number(lng), Number(lat)]);
  const { left, top } = map.getCanvas().getBoundingClientRect();
  return [x + left, y + top];
}"""


def test_a_visit_is_chosen_by_keyboard_and_carried_to_another_surveyor(world, draw):
    homes(6)
    people(2)
    day = world.now.date() + dt.timedelta(days=7)
    day -= dt.timedelta(days=day.weekday())
    run = run_request(days=3, actor=SERVER, now=world.now)
    run_carry_out(run, actor=SERVER, first=day, effort=AT_ONCE)
    one, two = Surveyor.objects.order_by("id")
    PlannedVisit.objects.update(day=day)
    assert {each.surveyor_id for each in PlannedVisit.objects.all()} == {one.id, two.id}
    page = draw("housing.head", f"/surveys/routes/?day={day}", width=1366)
    page.locator("tl-map canvas").first.focus()
    page.keyboard.press("PageDown")
    number = page.locator("#ro-list [aria-current=true]").get_attribute("data-map-id")
    expect(page.locator("#mo-home")).to_have_value(number)
    before = PlannedVisit.objects.get(home=number).surveyor_id
    page.evaluate("number => document.querySelector('tl-map').view.map.jumpTo({"
                  "center: document.querySelector(`[data-map-id='${number}']`).dataset.mapAt"
                  ".split(',').map(Number).reverse(), zoom: 17})", number)  # fmt: skip
    page.wait_for_timeout(500)
    x, y = page.evaluate(WHERE, number)
    to = page.locator(f"#ro-list section:not([data-surveyor='{before}']) h2").bounding_box()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 20)
    page.mouse.move(to["x"] + 10, to["y"] + 5)
    page.mouse.up()
    there = f"#ro-list section:not([data-surveyor='{before}']) [data-map-id='{number}']"
    expect(page.locator(there)).to_be_visible()
    expect(page.locator("form[action*='/undo']")).to_be_visible()
    moved = PlannedVisit.objects.get(home=number, done_at=None)
    assert (moved.fixed, moved.surveyor_id == before) == (True, False)
    page.locator("form[action*='/undo'] button").click()
    expect(page.locator("form[action*='/undo']")).to_have_count(0)
    assert PlannedVisit.objects.get(home=number, done_at=None).surveyor_id == before
