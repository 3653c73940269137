"""The manager's view and the figures: nothing for axe to find, on a desk and on a phone."""

import datetime as dt

import pytest

from tests.amount import ways
from tests.chromium import violations
from townline.lines.queues import api
from townline.lines.queues.tests.halls import Office
from townline.platform.core import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def hall(world, monkeypatch):
    """Give a morning with a short desk and somebody waiting."""
    office = Office()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    office.open("hall-1", "health-1")
    office.take(count=12)
    office.take("test", count=3)
    for _ in range(3):
        office.wait(minutes=5)
        office.next()
    day = office.now.date() - dt.timedelta(days=1)
    counts = api.Counts(taken=40, called=36, missed=3, left=1, waited=36 * 600, waits={2: 36})
    api.figures_import([api.HourFigure("papers", day, at, counts) for at in range(9, 18)])
    return office


@pytest.mark.parametrize(("language", "width"), ways([("ko", 1440), ("en", 320)]))
def test_whoever_leads_a_hall_sees_what_to_do(hall, look, language, width):
    page = look("clerk1", "/halls/", language=language, width=width)
    for path in ("/halls/", "/halls/figures/"):
        page.goto(page.url.split("/halls/")[0] + path)
        page.wait_for_selector("table")
        for details in page.locator("main details").all():
            details.evaluate("each => { each.open = true }")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
