"""A session begins anew at each sign-in, and ends when its person may no longer be in."""

import pytest
from django.conf import settings as conf

from townline.platform.departments import api
from townline.platform.departments.models import Staff

pytestmark = pytest.mark.django_db
PASSWORD = "long enough to open"


@pytest.fixture
def auditor(world):
    person = Staff.objects.get(username="auditor")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, username="auditor", password=PASSWORD):
    return client.post("/sign-in/", {"username": username, "password": password})


def key_of(client):
    return client.cookies[conf.SESSION_COOKIE_NAME].value


def is_in(client):
    """Say whether the pages and the live events let this session in; both must agree."""
    page = client.get("/inbox/").status_code == 200
    assert (api.live_scope(key_of(client)) is not None) is page
    return page


def test_a_session_known_before_the_sign_in_is_of_no_use_after_it(visit, auditor):
    client = visit()
    client.get("/sign-in/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies[conf.SESSION_COOKIE_NAME] = before = session.session_key
    sign_in(client)
    assert is_in(client)
    assert key_of(client) != before
    assert api.live_scope(before) is None


def test_a_person_who_is_sent_away_is_out_at_once(visit, auditor):
    client = visit()
    sign_in(client)
    assert is_in(client)
    Staff.objects.filter(id=auditor.id).update(is_active=False)
    assert not is_in(client)
    assert sign_in(client).status_code == 200
    assert not is_in(client)


def test_another_password_ends_the_sessions_of_the_old_one(visit, auditor):
    old = visit()
    sign_in(old)
    auditor.set_password("another one to open")
    auditor.save()
    assert not is_in(old)
    new = visit()
    sign_in(new, password="another one to open")
    assert is_in(new)


def test_an_unknown_session_hears_nothing(db):
    for key in ("", "x", "0" * 32, "\x00"):
        assert api.live_scope(key) is None
