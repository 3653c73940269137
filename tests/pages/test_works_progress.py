"""The way of a measure, from the order to accepted work, as each person presses it."""

import io
import re

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import expect

from tests import pictures
from tests.amount import ways
from tests.chromium import violations
from tests.pages.test_hazards import OFFLINE_READY, ONLINE, WIDTH, until
from tests.pages.walking import WIDEST
from townline.prevention.works.models import Measure
from townline.prevention.works.progress.tests.working import HERE, ready

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("progress/", "orders/", "orders/new/", "payments/", "checks/", "gallery/", "effect/")


def photo(name):
    return {"name": name, "mimeType": "image/jpeg", "buffer": pictures.jpeg((800, 600))}


def large(name):
    """Give a photo of 10 MB, taken with the phone on its side; most of it is behind its end."""
    whole = pictures.jpeg((800, 600), orientation=6) + bytes(10_000_000)
    return {"name": name, "mimeType": "image/jpeg", "buffer": whole}


def made_smaller(page):
    """See that the page itself made the chosen photo smaller, upright, with its place."""
    chosen = "document.querySelector('input[type=file]').files[0]"
    until(lambda: page.evaluate(f"{chosen}.size < 1e6"), page)
    read = f"{chosen}.arrayBuffer().then((whole) => [...new Uint8Array(whole)])"
    whole = page.evaluate(read)
    made = Image.open(io.BytesIO(bytes(whole)))
    exif = made.getexif()
    assert (made.size, exif[ExifTags.Base.Orientation]) == ((600, 800), 1)
    assert exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"


@pytest.mark.parametrize("language", ways(["en", "ko"]))
def test_from_the_order_to_accepted_work(world, look, language):
    number, other = ready(world, "1", "2")
    clerk = look("clerk1", "/works/orders/new/", language=language)
    assert violations(clerk) == []
    for box in clerk.locator("input[name=measures]").all():
        box.check()
    clerk.locator("#o-firm").fill("다온건설")
    clerk.locator("button.large.primary").click()
    clerk.wait_for_url(re.compile(r"/works/orders/\d+/$"))
    link = re.search(r"/w/[0-9a-f]{32}", clerk.content())
    assert link
    assert violations(clerk) == []

    firm = look(None, f"{link[0]}?lang={language}", width=390)
    assert violations(firm) == []
    firm.locator("button[value=accept]").click()
    firm.goto(f"{link[0]}/{number}")
    firm.wait_for_selector(OFFLINE_READY)
    assert violations(firm) == []
    firm.context.grant_permissions(["geolocation"])
    firm.context.set_geolocation({"latitude": HERE[0], "longitude": HERE[1], "accuracy": 9})
    firm.context.set_offline(True)
    # The first photo of a place is taken before the work; finished is what is shown afterwards.
    expect(firm.locator("[name=moment][value=before]")).to_be_checked()
    firm.locator("[name=done]").check()
    expect(firm.locator("[name=moment][value=after]")).to_be_checked()
    firm.locator("input[type=file]").set_input_files([photo("after.jpg")])
    firm.locator("[data-field] button:not([type])").click()
    expect(firm.locator("[data-queue]")).to_be_visible()
    firm.context.set_offline(False)
    firm.evaluate(ONLINE)
    until(lambda: Measure.objects.get(id=number).state == "done", firm)
    assert Measure.objects.get(id=other).state == "ordered"

    spot = look("clerk1", f"/works/spot/{number}/", width=320, language=language)
    assert violations(spot) == []
    assert spot.evaluate(WIDTH) <= 320, spot.evaluate(WIDEST)
    spot.locator("input[type=file]").set_input_files([large("seen.jpg")])
    made_smaller(spot)
    spot.locator("[data-field] button:not([type])").click()
    until(lambda: Measure.objects.get(id=number).state == "accepted", spot)
    for place in PAGES:
        clerk.goto(f"/works/{place}")
        clerk.set_viewport_size({"width": 320, "height": 844})
        assert clerk.evaluate(WIDTH) <= 320, (place, clerk.evaluate(WIDEST))
        assert violations(clerk) == [], place
