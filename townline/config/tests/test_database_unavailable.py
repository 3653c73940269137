"""A database that goes away in the middle of a page: asked once more, or said in plain words."""

import http.client
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings as conf
from django.db import Error, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from townline.config.urls import urlpatterns as ours
from townline.platform.core import district
from townline.platform.core.database import availability, listening
from townline.platform.web import views
from townline.platform.web.middleware import LANGUAGE_COOKIE

pytestmark = [
    pytest.mark.server,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("district"),
]
_CUTS = {"cuts": 0}


def _cut() -> None:
    """End this thread's connection from the server's side, as a restart or a failover does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    with psycopg.connect(**listening.direct(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def cutting(_request: HttpRequest) -> HttpResponse:
    """Lose the connection so often, then answer from the database."""
    if _CUTS["cuts"]:
        _CUTS["cuts"] -= 1
        _cut()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 41 + 1")
        return HttpResponse(str(cursor.fetchone()[0]))


urlpatterns = [path("cutting", cutting), path("api/cutting", cutting), *ours]
handler400 = "townline.platform.web.views.bad_request"
handler403 = "townline.platform.web.views.forbidden"
handler404 = "townline.platform.web.views.not_found"
handler500 = "townline.platform.web.views.server_error"


@pytest.fixture
def client() -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)
    _CUTS["cuts"] = 0


def _ask(client: Client, cuts: int, method: str = "get", place: str = "/cutting") -> Any:
    _CUTS["cuts"] = cuts
    return getattr(client, method)(place)


def test_a_page_is_asked_for_once_more(client: Client) -> None:
    answer = _ask(client, 1)
    assert (answer.status_code, answer.content) == (200, b"42")


def test_it_is_not_asked_for_a_third_time(client: Client) -> None:
    answer = _ask(client, 2)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "잠시 이용할 수 없습니다" in answer.content.decode()


def test_a_form_is_not_sent_again_and_its_page_says_what_to_look_for(client: Client) -> None:
    client.cookies[LANGUAGE_COOKIE] = "en"
    answer = _ask(client, 1, "post")
    assert answer.status_code == 503
    assert "saved before you send it again" in answer.content.decode()
    assert _ask(client, 0, "post").content == b"42"


def test_the_api_says_it_as_a_problem(client: Client) -> None:
    answer = _ask(client, 1, "post", "/api/cutting")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/problems/unavailable"
    assert _ask(client, 1, "get", "/api/cutting").content == b"42"


def test_a_page_of_trouble_asks_nothing(client: Client) -> None:
    def refuse(*_: Any) -> None:
        raise AssertionError("an error page asked the database")

    for status in (400, 403, 404, 409, 429, 500, 503):
        request = HttpRequest()
        request.META = {"SERVER_NAME": "testserver", "SERVER_PORT": "80"}
        district.forget()
        with connection.execute_wrapper(refuse):
            answer = views.problem_page(request, status)
        assert answer.status_code == status


def test_the_end_of_a_request_does_not_connect_to_look_at_a_dead_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection.ensure_connection()
    _cut()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    with monkeypatch.context() as patched:
        patched.setattr(connection, "connect", pytest.fail)
        connection.close_if_unusable_or_obsolete()
    assert connection.connection is None


def test_a_connection_that_broke_while_nobody_asked_is_made_anew() -> None:
    _cut()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    # No request ends here, as in the threads of jobs and links.
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_who_watches_hears_of_it_in_their_own_form(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def raise_disconnected(*_given: object) -> None:
        raise OperationalError("the server is away")

    district.current()  # read once, and too long ago by now
    monkeypatch.setattr(district, "_fresh", raise_disconnected)
    monkeypatch.setattr("townline.platform.processes.health._lacking", raise_disconnected)
    answer = client.get("/readyz")
    assert answer.status_code == http.client.SERVICE_UNAVAILABLE
    assert answer.json() == {"status": "not ready", "wrong": "database"}


def _failing(state: str) -> str:
    """Have the server fail with a state, as it says it by itself."""
    return f"DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '{state}'; END $$"


def failing(_request: HttpRequest) -> HttpResponse:
    """Find the disk full."""
    with connection.cursor() as cursor:
        cursor.execute(_failing("53100"))
    return HttpResponse()


urlpatterns.append(path("failing", failing))


def test_a_full_disk_is_said_to_staff_and_no_lost_connection(client: Client) -> None:
    client.cookies[conf.SESSION_COOKIE_NAME] = "known"
    page = client.post("/failing", headers={"Accept-Language": "en"})
    words = page.content.decode()
    assert page.status_code == http.client.SERVICE_UNAVAILABLE
    assert "disk of the server is full" in words
    assert "connection to the database was lost" not in words


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("SELECT pg_terminate_backend(pg_backend_pid())", True),
        ("SELECT 1 / 0", False),
        ("SELECT repeat(repeat('x', 1000000), 1000000)", False),
        (_failing("53100"), True),  # the disk is full
        (_failing("53300"), True),  # no place for one more connection
        (_failing("58030"), True),  # the disk does not answer
        ("SET TRANSACTION READ ONLY; CREATE TABLE none ()", True),  # as after a failover
        (_failing("53200"), False),  # a statement asked for too much memory
    ],
)
def test_what_is_wrong_with_the_work_is_not_taken_for_a_lost_connection(
    words: str, lost: bool
) -> None:
    with pytest.raises(Error) as caught, connection.cursor() as cursor:
        cursor.execute(words)
    assert availability.is_connection_lost(caught.value) is lost
