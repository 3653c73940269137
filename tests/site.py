"""Pages for tests: files built once, a browserless visitor signed in by name."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import World
from townline.core import clock
from townline.departments import marks
from townline.departments.models import Staff
from townline.web.middleware import LANGUAGE_COOKIE

type Visit = Callable[..., Client]


def prove(client: Client, now: dt.datetime) -> None:
    """Make a client one whose person has just shown a second factor."""
    session = client.session
    session[marks.FACTOR], session[marks.PROVED] = marks.PASSED, now.timestamp()
    session.save()


@pytest.fixture(scope="session")
def built_files() -> None:
    """Build styles, messages and collected files when they are stale."""
    from townline.web import prepare

    prepare.build_and_run()


@pytest.fixture
def visit(world: World, built_files: None, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Give ``visit(username, language="ko")``: a client of that person, at the world's time."""
    monkeypatch.setattr(clock, "now", lambda: world.now)

    def sign_in(username: str | None = None, language: str = "ko") -> Client:
        client = Client(headers={"accept-language": language})
        client.cookies[LANGUAGE_COOKIE] = language
        if username is not None:
            client.force_login(Staff.objects.get(username=username))
            prove(client, world.now)
        return client

    return sign_in
