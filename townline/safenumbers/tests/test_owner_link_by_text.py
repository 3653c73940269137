"""A word by text brings an owner a new link to each of their numbers; nobody else gets any."""

import re

import pytest
from django.conf import settings

from townline.cases.models import Case
from townline.conversations.models import OutgoingText
from townline.safenumbers.models import OwnerLink
from townline.safenumbers.tests.number_plates import issue
from townline.safenumbers.tests.outside_pages import page, someone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reached(monkeypatch, visit):
    monkeypatch.setattr(settings, "TOWNLINE_PUBLIC_URL", "https://line.example")


def text(world, body, sender="01000000042"):
    OutgoingText.objects.all().delete()
    world.deliver(body, sender)
    world.route()
    return OutgoingText.objects.order_by("-id").first()


@pytest.mark.parametrize("word", ["주차", " 주차 ", "안심 번호", "Parking", "PARKING!"])
def test_the_word_brings_a_link_that_opens(world, word):
    issue(world.now, language="en")
    body = text(world, word).body
    path = re.search(r"https://line\.example(/o/\w{32})", body)[1]
    client = someone()
    assert client.get(path).status_code == 302
    assert "12가 **56" in page(client, "/o/")
    assert Case.objects.count() == 0


def test_each_car_has_its_line(world):
    issue(world.now)
    issue(world.now, "34나5678")
    body = text(world, "주차").body
    assert len(re.findall("/o/", body)) == 2


@pytest.mark.parametrize(
    ("body", "sender"), [("주차", "01000000077"), ("주차가 불편해요", "01000000042")]
)
def test_other_texts_are_read_by_people(world, body, sender):
    issue(world.now)
    links = OwnerLink.objects.count()
    text(world, body, sender)
    assert Case.objects.count() == 1
    assert OwnerLink.objects.count() == links


def test_who_asks_often_gets_few_texts(world):
    issue(world.now)
    OutgoingText.objects.all().delete()
    for _ in range(9):
        world.deliver("주차")
    world.route()
    assert OutgoingText.objects.count() <= 5
