"""A day of surveyors as staff plan it: moved, asked; accessible in both languages."""

import datetime as dt

import pytest

from tests.amount import ways
from tests.chromium import violations
from tests.pages.walking import WIDEST
from townline.platform.core.history.audit import SERVER
from townline.prevention.surveys.models import Home, PlannedVisit, Surveyor
from townline.prevention.surveys.routes.services.runs import run_carry_out, run_request
from townline.prevention.surveys.routes.tests.town import AT_ONCE, homes, people
from townline.prevention.surveys.services.households import household_set

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTH = "document.documentElement.scrollWidth"
URL = "/surveys/routes/"


@pytest.mark.parametrize("language", ways(["ko", "en"]))
def test_a_day_is_shown_a_visit_moved_and_its_household_asked(look, world, language):
    homes(12)
    people(2)
    day = world.now.date() + dt.timedelta(days=7)
    day -= dt.timedelta(days=day.weekday())
    run = run_request(days=3, actor=SERVER, now=world.now)
    run_carry_out(run, actor=SERVER, first=day, effort=AT_ONCE)
    home = Home.objects.get(id=PlannedVisit.objects.filter(day=day).first().home_id)
    household_set(home_id=home.id, phone="01000000077", source="staff", actor=SERVER, now=world.now)
    page = look("housing.head", f"{URL}?day={day}", width=320, language=language)
    who = Surveyor.objects.order_by("id").first()
    places = (f"?day={day}", f"homes/{home.id}/", f"surveyors/{who.id}/", f"sheet?day={day}")
    for place in places:
        page.goto(f"{URL}{place}")
        assert page.evaluate(WIDTH) <= 320, (place, page.evaluate(WIDEST))
        assert violations(page) == [], place
    page.goto(f"{URL}homes/{home.id}/")
    page.locator("#mv-from").fill("13:00")
    page.locator("#mv-to").fill("15:00")
    page.locator("form[action$='/move'] button").click()
    page.get_by_text("13:00~15:00").first.wait_for()
    page.goto(f"{URL}homes/{home.id}/")
    page.locator("form[action$='/ask'] button").click()
    page.locator("[aria-labelledby=ro-appointment] ol li").nth(2).wait_for()
    assert violations(page) == []
