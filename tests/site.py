"""Pages for tests: files built once, a browserless visitor signed in by name."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import World
from townline.core import clock
from townline.departments.models import Staff
from townline.web.middleware import LANGUAGE_COOKIE

type Visit = Callable[..., Client]


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
        return client

    return sign_in
