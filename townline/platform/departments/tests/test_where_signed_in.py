"""A person sees where they are signed in, and ends it."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from townline.platform.departments import agents, api
from townline.platform.departments.models import Staff
from townline.platform.departments.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


@pytest.fixture
def enter(visit, world):
    auditor = Staff.objects.get(username="auditor")
    auditor.set_password(PASSWORD)
    auditor.save()

    def sign_in(agent, address="192.0.2.7"):
        client = visit()
        client.defaults |= {"HTTP_USER_AGENT": agent, "HTTP_X_FORWARDED_FOR": address}
        client.post("/sign-in/", {"username": "auditor", "password": PASSWORD})
        return client

    return sign_in


def mine():
    return api.sessions_of(Staff.objects.get(username="auditor").id)


def is_in(client):
    return client.get("/inbox/").status_code == 200


def test_each_place_is_listed_with_device_and_address(enter):
    here = enter(DESK)
    enter(PHONE, "2001:db8::7")
    page = here.get("/my/sign-in/").content.decode()
    for words in ("Edge, Windows", "Chrome, Android", "192.0.2.7", "2001:db8::7", "현재 기기"):
        assert words in page


def test_one_is_ended_from_another(enter):
    here, there = enter(DESK), enter(PHONE)
    other = next(one for one in mine() if one.session_key == there.session.session_key)
    here.post("/my/sign-in/sessions/", {"id": other.id})
    assert is_in(here)
    assert not is_in(there)


def test_all_others_are_ended_at_once(enter):
    here, others = enter(DESK), [enter(PHONE), enter(PHONE)]
    here.post("/my/sign-in/sessions/", {"id": "others"})
    assert is_in(here)
    assert not any(is_in(one) for one in others)
    assert len(mine()) == 1


def test_nobody_ends_another_persons(enter, visit):
    there = enter(PHONE)
    visit("clerk1").post("/my/sign-in/sessions/", {"id": mine()[0].id})
    assert is_in(there)


def test_it_says_when_a_place_was_last_seen(enter, world):
    client = enter(DESK)
    began = mine()[0].last_seen_at
    world.wait(minutes=4)
    client.get("/inbox/")
    assert mine()[0].last_seen_at == began
    world.wait(minutes=1)
    client.get("/inbox/")
    assert mine()[0].last_seen_at == world.now


def test_who_went_out_is_no_longer_listed(enter):
    enter(DESK).post("/sign-out/")
    assert mine() == []


def test_what_nobody_used_for_long_is_forgotten(enter):
    enter(PHONE)
    Session.objects.update(expire_date=timezone.now())
    enter(DESK)
    assert UserSession.objects.count() == 1


def test_an_address_that_is_none_is_no_trouble(enter):
    assert is_in(enter(DESK, "unix:"))


@pytest.mark.parametrize(
    ("agent", "words"),
    [(PHONE, "Chrome, Android"), (DESK, "Edge, Windows"), ("", "?"), ("curl/8", "?")],
)
def test_a_browser_is_named(agent, words):
    assert agents.describe_agent(agent) == words
