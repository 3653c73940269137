"""The demo's parked car can be tried from both sides; outside the demo there is none."""

import pytest
from django.conf import settings

from townline.demo.cars.car_page import car, tail
from townline.lines.safenumbers.tests.outside_pages import ask, key_of, page, someone, text_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(world, visit, monkeypatch):
    monkeypatch.setattr(settings, "TOWNLINE_DEMO", True)
    car(world.now)


def test_both_sides_are_one_press_away(world, demo):
    html = page(someone(), "/demo/car/")
    qr = html.partition('href="/q/')[2].partition('"')[0]
    ask(someone(), f"/q/{qr}", plate=tail())
    owner = someone()
    opened = owner.post("/demo/car/", {"key": key_of(html)})
    assert owner.get(opened.url).url == "/o/"
    assert "차를 옮겨 달라고 합니다" in page(owner, "/o/")


def test_the_demo_texts_nobody_by_itself(world, demo):
    assert text_to(world, "") == ""


def test_elsewhere_there_is_no_such_page(world, visit):
    assert someone().get("/demo/car/").status_code == 404
