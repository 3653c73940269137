"""A hole in the road, from the text of who saw it to the map and the answer: every page of it."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests import pictures
from tests.amount import ways
from tests.chromium import violations
from townline.platform.conversations import api as conversations
from townline.platform.conversations.models import OutgoingText
from townline.platform.core import media
from townline.prevention.hazards.explorations.models import Anomaly, Cavity, Line
from townline.prevention.hazards.models import Hazard
from townline.prevention.work_orders.models import EvidencePhoto, WorkOrder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("shelf"),
]
PHOTO = {"name": "one.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg((1200, 900))}
OTHER = PHOTO | {"buffer": pictures.jpeg((1000, 800))}


class Story:
    """One window of staff, that each page is opened in and looked at."""

    def __init__(self, world, look, language):
        self.world, self.language = world, language
        self._look = look
        self.page = look("clerk1", "/hazards/", language=language)

    def at(self, path):
        self.page.goto(path)
        assert violations(self.page) == [], path
        return self.page

    def press(self, form, within=""):
        """Press the button of the form that goes there, whatever it is called."""
        with self.page.expect_navigation():
            self.page.locator(f"form[action$='{form}']{within} button").first.click()
        assert violations(self.page) == [], form

    def stranger(self, path):
        page = self._look(None, path, language=self.language, width=390)
        assert violations(page) == [], path
        return page


def report_hazard(world):
    """Have a resident tell of it with a photo; give the case."""
    photo = media.keep(pictures.jpeg((800, 600)))
    world.deliver("느티시장 입구에 싱크홀이 생겼어요", attachments=(photo,))
    world.route()
    conversations.photos_look(limit=10, now=world.now)
    code = world.text("느티시장 입구입니다")
    world.assign(code)
    return code


def accept_hazard(story, code):
    """Accept what the words let propose; who told of it hears what to do."""
    assert Hazard.objects.get().state == "proposed"
    with story.at(f"/cases/{code}/").expect_navigation():
        story.page.locator("#hazard a[href^='/hazards/']").click()
    story.press("/accept")
    hazard = Hazard.objects.get()
    advice = OutgoingText.objects.filter(body__contains="멀리 떨어져 주세요").count()
    assert (hazard.kind, hazard.state, advice) == ("cavity", "reported", 1)
    return hazard


def cordon_hazard(story, hazard):
    """Make it safe on the spot, with a photo."""
    page = story.at(f"/hazards/{hazard.pk}/spot/")
    page.locator("input[name=step][value=make_safe]").check()
    page.locator("#f-photos").set_input_files([PHOTO])
    page.locator("#f-note").fill("둘레를 막고 안내판을 세웠습니다.")
    page.locator("form[data-field] button.primary").click()
    page.wait_for_url(re.compile(rf"/hazards/{hazard.pk}/(\?.*)?$"))
    assert Hazard.objects.get(id=hazard.pk).state == "made_safe"


def explore_street(story, hazard):
    """Bring the line of a campaign, find something under it, drill, and have it graded."""
    x, y = hazard.longitude, hazard.latitude
    line = {"type": "LineString", "coordinates": [[x - 0.001, y], [x + 0.001, y]]}
    line_properties = {
        "구분": "차도",
        "조사일": "2026-11-20",
        "주소": "느티로 31",
        "시점": "느티시장 입구",
        "종점": "새벗사거리",
        "사업명": "긴급 탐사",
    }
    file = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "geometry": line, "properties": line_properties}],
    }
    page = story.at("/explorations/import/")
    page.locator("#files").set_input_files(
        [{"name": "lines.geojson", "mimeType": "application/geo+json",
          "buffer": json.dumps(file).encode()}]
    )  # fmt: skip
    with page.expect_navigation():
        page.locator("button[name=do][value=import]").click()
    brought = Line.objects.get()
    page = story.at(f"/explorations/lines/{brought.pk}/")
    page.locator("#number").fill("A1")
    page.locator("#position_m").fill(f"{brought.length_m / 2:.1f}")
    page.locator("#found_on").fill("2026-11-20")
    with page.expect_navigation():
        page.locator(".xp-form button.primary").click()
    page = story.at(f"/explorations/anomalies/{Anomaly.objects.get().pk}/")
    page.locator("#checked_on").fill("2026-11-25")
    page.locator("#hollow").check()
    for name, size in (("asphalt_cm", 12), ("cover_cm", 22), ("width_m", 1.2), ("depth_m", 0.4)):
        page.locator(f"#{name}").fill(str(size))
    story.press("/check")
    cavity = Cavity.objects.get()
    assert cavity.grade == "priority"
    return cavity.hazard_id


def order_repair(story, spot):
    """Ask a firm to repair it; give the address of its page."""
    page = story.at(f"/hazards/{spot}/")
    page.locator("details:has(form[action$='/order']) > summary").click()
    page.locator("#o-firm").fill("한들건설")
    story.press("/order")
    return "/w/" + re.search(r"/w/([\w-]{16,})", page.content())[1]


def complete_repair(story, path):
    """Accept, repair and photograph it behind the link."""
    page = story.stranger(path)
    with page.expect_navigation():
        page.locator("button[name=do][value=accept]").click()
    for moment, photo, done in (("before", PHOTO, False), ("after", OTHER, True)):
        page.goto(path)
        assert violations(page) == []
        page.locator(f"input[name=moment][value={moment}]").check()
        page.locator("input[name=done]").set_checked(done)
        page.locator("#f-photos").set_input_files([photo])
        with page.expect_navigation():
            page.locator("form[data-field] > button").click()
        assert EvidencePhoto.objects.filter(moment=moment).exists()
    assert WorkOrder.objects.get().state == "done"


def release_spot(story, spot):
    """Let everybody see the spot, and its photos."""
    story.at(f"/hazards/{spot}/")
    story.press("/release")
    while story.page.locator("form[action$='/photo'] input[name=on]").count():
        story.press("/photo", ":has(input[name=on])")


def answer_resident(story, spot, code):
    """Put what was done into the answer; the mayor confirms it, and it goes out."""
    world = story.world
    story.at(f"/hazards/{spot}/")
    story.press(f"/hazards/{spot}/answer")
    assert f"/cases/{code}/" in story.page.url
    world.submit(code)
    world.confirm(code)
    world.wait(minutes=1)
    return OutgoingText.objects.get(kind="answer").body


def confirm_delivery(world):
    """Have the network take what waits, and the sender's telephone say that it came."""
    for job in world.send():
        world.receipt(job)
    assert OutgoingText.objects.get(kind="answer").state == "delivered"


def move_edge(public):
    """Move the edge between the two photos by a key; a screen reader hears how much is shown."""
    edge = public.locator("[data-compare] input")
    expect(edge).to_have_attribute("aria-valuetext", re.compile("50"))
    edge.press("ArrowRight")
    expect(edge).to_have_attribute("aria-valuetext", re.compile("51"))
    clip = "getComputedStyle(document.querySelector('[data-compare] .after img')).clipPath"
    assert public.evaluate(clip).endswith(" 51%)")


@pytest.mark.parametrize("language", ways(["en", "ko"]))
def test_a_hole_is_told_of_secured_explored_repaired_shown_and_answered(world, look, language):
    code = report_hazard(world)
    story = Story(world, look, language)
    first = accept_hazard(story, code)
    cordon_hazard(story, first)
    spot = explore_street(story, first)
    story.at(f"/hazards/{first.pk}/")
    story.press("/merge", f":has(input[value='{spot}'])")
    # The one that goes on has steps of its own.
    cordon_hazard(story, Hazard.objects.get(id=spot))
    path = order_repair(story, spot)
    complete_repair(story, path)
    story.at(f"/hazards/{spot}/")
    story.press("/approve")
    release_spot(story, spot)
    story.press("/step", ":has(input[value=recheck])")
    assert Hazard.objects.get(id=spot).state == "closed"
    public = story.stranger(f"/open/map?lang={language}&kind=repaired&item=p{spot}")
    expect(public.locator(f"#found > li[data-map-id=p{spot}]")).to_have_count(1)
    expect(public.locator("#chosen .photos img")).to_have_count(2)
    move_edge(public)
    assert "둘레를 막고" not in public.content()
    assert "보수를 마쳤습니다" in answer_resident(story, spot, code)
    confirm_delivery(world)
