"""A session ends for one reason, which is in the log; nothing else ends it."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as conf
from django.contrib.sessions.models import Session
from django.utils import timezone

from townline.platform.core.history import audit
from townline.platform.departments import api, marks
from townline.platform.departments.models import Staff
from townline.platform.departments.tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
COOKIE = conf.SESSION_COOKIE_NAME


def person(username):
    return Staff.objects.get(username=username)


def is_in(client):
    return api.live_scope(client.cookies[COOKIE].value) is not None


def reasons(username):
    lines = audit.history(f"staff:{person(username).id}")
    return [line.data["why"] for line in lines if line.event == "staff:session:end"]


@pytest.fixture
def auditor(visit):
    them = person("auditor")
    them.set_password(PASSWORD)
    them.save()

    def sign_in():
        client = visit()
        client.post("/sign-in/", {"username": "auditor", "password": PASSWORD})
        return client

    return sign_in


def test_asking_again_who_sits_there_ends_nothing(visit, world):
    client = visit("admin")
    world.wait(minutes=17)
    response = client.get("/settings/people/")
    assert response.url == "/sign-in/again/?next=%2Fsettings%2Fpeople%2F"
    assert is_in(client)
    assert reasons("admin") == []


def test_the_password_alone_is_asked_again_and_the_session_goes_on(auditor, world):
    client = auditor()
    before = client.cookies[COOKIE].value
    world.wait(minutes=17)
    door = client.get("/my/sign-in/app/").url
    assert client.post(door, {"password": "wrong"}).status_code == 200
    assert client.get("/my/sign-in/app/").status_code == 302
    there = client.post(door, {"password": PASSWORD})
    assert there.url == "/my/sign-in/app/"
    assert client.get(there.url).status_code == 200
    assert client.cookies[COOKIE].value == before


def test_guessing_is_stopped_at_the_second_asking_too(auditor):
    client = auditor()
    for _ in range(10):
        client.post("/sign-in/again/", {"password": "wrong"})
    assert client.post("/sign-in/again/", {"password": PASSWORD}).status_code == 429


def test_who_stepped_in_at_the_demo_is_not_asked_for_a_password_nobody_has(visit, world, settings):
    settings.TOWNLINE_DEMO = True
    client = visit()
    client.post("/demo/sign-in/", {"username": "admin"})
    world.wait(minutes=17)
    assert client.get("/settings/people/").status_code == 200
    settings.TOWNLINE_DEMO = False
    session = client.session
    session[marks.FACTOR] = marks.PASSED
    session.save()
    assert client.get("/settings/people/").status_code == 302


def test_a_late_answer_takes_no_cookie_away(auditor):
    # The page beside asks under the key of before while this one signs in: its answer, which
    # comes last, would take the new cookie away if it said anything of a cookie.
    client = auditor()
    Session.objects.all().delete()
    late = client.get("/")
    assert COOKIE not in late.cookies


def test_signing_out_does_take_the_cookie_away(auditor):
    assert auditor().post("/sign-out/").cookies[COOKIE].value == ""


def test_what_was_done_is_told_though_the_session_ended_meanwhile(auditor, world, monkeypatch):
    client = auditor()
    world.wait(minutes=6)  # so that the session is written anew at the end of the request
    seen = api.session_seen

    def and_gone(**given):
        seen(**given)
        Session.objects.all().delete()

    monkeypatch.setattr(api, "session_seen", and_gone)
    assert client.get("/inbox/").status_code == 200
    assert not is_in(client)


def test_each_end_has_its_reason(auditor, visit, world):
    auditor().post("/sign-out/")
    assert reasons("auditor") == ["signed_out"]
    here, there = auditor(), auditor()
    here.post("/my/sign-in/sessions/", {"id": "others"})
    assert not is_in(there)
    assert reasons("auditor")[1:] == ["ended_elsewhere"]
    words = {"old": PASSWORD, "password": "another one to open"}
    auditor()
    here.post("/my/sign-in/password/", words)
    assert reasons("auditor")[2:] == ["password"]


def test_another_person_at_the_same_browser_is_a_reason(auditor, visit, settings):
    settings.TOWNLINE_DEMO = True
    client = auditor()
    client.post("/demo/sign-in/", {"username": "clerk1"})
    assert reasons("auditor") == ["replaced"]


def test_a_suspended_person_is_a_reason(auditor, visit, world):
    client = auditor()
    them = person("auditor")
    admin = api.viewer_of(person("admin")).actor
    api.person_active(staff_id=them.id, active=False, reason="쉼", actor=admin, now=world.now)
    assert not is_in(client)
    assert reasons("auditor") == ["suspended"]


def test_time_is_a_reason_and_is_written_down_once(auditor, caplog):
    client = auditor()
    Session.objects.update(expire_date=timezone.now())
    with caplog.at_level("INFO"):
        assert client.get("/inbox/").status_code == 302
        client.get("/inbox/")
    assert reasons("auditor") == ["timed_out"]
    assert caplog.text.count("ended: timed_out") == 1
    assert UserSession.objects.count() == 0


def test_what_timed_out_unnoticed_is_written_down_at_the_next_sign_in(auditor):
    auditor()
    Session.objects.update(expire_date=timezone.now())
    auditor()
    assert reasons("auditor") == ["timed_out"]


def test_a_session_that_somebody_took_from_the_table_is_written_down(auditor):
    client = auditor()
    Session.objects.all().delete()
    client.get("/inbox/")
    assert reasons("auditor") == ["taken_away"]


def test_new_keys_are_a_reason(auditor, world):
    auditor()
    assert api.sessions_end_all(now=world.now) == 1
    assert reasons("auditor") == ["keys"]


def test_a_person_page_says_why_a_session_ended(auditor, visit):
    auditor().post("/sign-out/")
    page = visit("admin").get(f"/settings/people/{person('auditor').id}/").content.decode()
    assert "로그아웃: 본인 로그아웃" in page
