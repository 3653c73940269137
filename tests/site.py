"""Pages for tests: files built once, a browserless visitor signed in by name."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from whitenoise.base import WhiteNoise  # type: ignore[import-untyped]  # publishes no types

from tests.scenes import STAGE
from tests.world import World
from townline.platform.core import clock
from townline.platform.departments import marks
from townline.platform.departments.models import Staff
from townline.platform.web.middleware import LANGUAGE_COOKIE

type Visit = Callable[..., Client]
type Found = dict[str, Any]


def prove(client: Client, now: dt.datetime) -> None:
    """Make a client one whose person has just shown a second factor."""
    session = client.session
    session[marks.FACTOR], session[marks.PROVED] = marks.PASSED, now.timestamp()
    session.save()


@pytest.fixture(scope="session")
def built_files() -> None:
    """Build styles, messages and collected files when they are stale."""
    from townline.platform.web import prepare

    prepare.build_and_run()


@pytest.fixture(scope="session", autouse=True)
def files_known() -> Iterator[None]:
    """Look through the collected files once: each client would anew, for longer than its page."""
    known: dict[tuple[str, str, int], Found] = {}
    look = WhiteNoise.update_files_dictionary

    def look_once(self: WhiteNoise, root: str, prefix: str) -> None:
        key = root, prefix, Path(root).stat().st_mtime_ns
        if key not in known:
            look(self, root, prefix)
            known[key] = dict(self.files)
        self.files |= known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoise, "update_files_dictionary", look_once)
        yield


@pytest.fixture
def visit(world: World, built_files: None, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Give ``visit(username, language="ko")``: a client of that person, at the world's time."""
    with STAGE.stay("its clock"):
        monkeypatch.setattr(clock, "now", lambda: world.now)

    def sign_in(username: str | None = None, language: str = "ko") -> Client:
        client = Client(headers={"accept-language": language})
        client.cookies[LANGUAGE_COOKIE] = language
        if username is not None:
            with STAGE.stay(f"signed in as {username}"):
                client.force_login(Staff.objects.get(username=username))
                prove(client, world.now)
        return client

    return sign_in
