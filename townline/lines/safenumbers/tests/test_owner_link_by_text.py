"""A word by text brings an owner a new link to each of their numbers; nobody else gets any."""

import re

import pytest
from django.conf import settings

from townline.lines.safenumbers.models import OwnerLink
from townline.lines.safenumbers.tests.number_plates import issue
from townline.lines.safenumbers.tests.outside_pages import page, someone, text_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reached(monkeypatch, visit):
    monkeypatch.setattr(settings, "TOWNLINE_PUBLIC_URL", "https://line.example")


@pytest.fixture
def lease(world):
    lease = issue(world.now, language="en")
    world.send()
    return lease


@pytest.mark.parametrize("word", ["주차", " 주차 ", "안심 번호", "Parking", "PARKING!"])
def test_the_word_brings_a_link_that_opens(world, lease, word):
    assert world.text(word) == ""  # no case: nobody need read it
    path = re.search(r"https://line\.example(/o/\w{32})", text_to(world, "0042"))[1]
    client = someone()
    assert client.get(path).status_code == 302
    assert "12가 **56" in page(client, "/o/")


def test_each_car_has_its_line(world, lease):
    issue(world.now, "34나5678")
    world.send()
    world.text("주차")
    assert len(re.findall("/o/", text_to(world, "0042"))) == 2


@pytest.mark.parametrize(
    ("body", "sender"), [("주차", "01000000077"), ("주차가 불편해요", "01000000042")]
)
def test_other_texts_are_read_by_people(world, lease, body, sender):
    links = OwnerLink.objects.count()
    assert world.text(body, sender) != ""
    assert OwnerLink.objects.count() == links


def test_who_asks_often_gets_few_texts(world, lease):
    for _ in range(14):
        world.deliver("주차")
    world.route()
    assert 5 <= len(re.findall("/o/", text_to(world, "0042"))) <= 10
