"""Incidents, surge mode and works on a desk and a phone: accessible, and nothing is cut off."""

import pytest
from django.apps import apps
from playwright.sync_api import expect

from tests.amount import ways
from tests.chromium import violations
from tests.pages.walking import WIDEST
from townline.platform.core.history import marks
from townline.prevention.incidents.surge import api as surge
from townline.prevention.incidents.surge.tests.making import come, helper, service, states
from townline.prevention.incidents.tests.making import (
    join,
    open_incident,
    receive_snow_texts,
    submit_update,
)
from townline.prevention.incidents.warnings import api as warnings
from townline.prevention.works.tests.things import decide_measures, propose_measures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = "document.documentElement.scrollWidth"
SIZES = {"ko": 1366, "en": 390}


def _places(world):
    codes = receive_snow_texts(world)
    incident = open_incident(world)
    join(world, incident, codes[:3])
    update = submit_update(world, incident)
    (row,) = decide_measures("1")
    propose_measures("2")
    own = f"/incidents/{incident.pk}/"
    resident = apps.get_model("conversations", "Resident").objects.first()
    subscription = {"kind": "ice", "dong": "느티동", "resident_id": resident.pk, "language": "ko"}
    warnings.subscription_put(**subscription, via="text", now=world.now)
    warning = warnings.warning_write(world.by("clerk1"), kind="ice")
    return [
        "/incidents/", "/incidents/new/", own, f"{own}join/", f"{own}board/",
        f"{own}updates/{update.pk}/", "/surge/", "/warnings/", "/warnings/new/",
        f"/warnings/{warning.pk}/", "/open/warnings", "/works/?view=all", "/works/new/",
        "/works/consents/", f"/works/objects/{row.object_id}/",
    ]  # fmt: skip


def test_the_banner_counts_on_while_a_page_is_open(world, look):
    counted = {"at": world.now, "state": "proposed", "minutes": 20, "calm": False}
    marks.mark_put(surge.SURGE_MARK, texts=9, **counted)
    page = look("clerk1", "/inbox/", width=1366)
    banner = page.locator("#banners")
    expect(banner).to_contain_text("최근 20분 9건")
    marks.mark_put(surge.SURGE_MARK, texts=14, **counted)
    # What the stream of events tells a page when a surge was counted again.
    page.evaluate("document.dispatchEvent(new CustomEvent('tl:surge'))")
    expect(banner).to_contain_text("최근 20분 14건")


@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_pages_are_accessible_and_nothing_is_cut_off(world, look, language):
    places = _places(world)
    page = look("mayor", "/surge/", width=SIZES[language], language=language)
    assert violations(page) == []
    surge.surge_begin(world.by("mayor"), about_ko="폭설", about_en="Heavy snow")
    world.wait(minutes=1)
    codes = come(world, 3, service())
    staff, _ = helper(world)
    places += ["/surge/helpers/", "/surge/texts/"]
    clerk = look("clerk1", "/", width=SIZES[language], language=language)
    officer = look("housing.officer", "/", width=SIZES[language], language=language)
    for place in places:
        seen = officer if place.startswith("/works/") else clerk
        answer = seen.goto(place)
        assert answer.status == 200, place
        assert violations(seen) == [], place
        assert seen.evaluate(WIDTH) <= SIZES[language], (place, seen.evaluate(WIDEST))
    # One key for the whole group, and one that takes it back.
    clerk.goto("/surge/texts/")
    with clerk.expect_navigation():
        clerk.keyboard.press("a")
    assert set(states(codes)) == {"with_department"}
    with clerk.expect_navigation():
        clerk.keyboard.press("z")
    assert set(states(codes)) == {"received"}
    bare = look(staff.username, "/surge/texts/", width=SIZES[language], language=language)
    assert violations(bare) == []
    assert bare.evaluate(WIDTH) <= SIZES[language], bare.evaluate(WIDEST)
    bare.keyboard.press("l")
    expect(bare.locator("#palette-box")).to_be_focused()
