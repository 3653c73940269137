"""The pages on one port for all tests: what a browser keeps of their files holds for the next."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler

from tests.chromium import Server

PATIENCE = 10  # seconds for an answer that a closed page no longer reads

type Start = Callable[..., Any]


class Doorway:
    """Counts what is being answered; between two tests it answers nobody.

    Pages may be kept for minutes by who reads them, and another test has other rows at the same
    address: only the files are kept.
    """

    def __init__(self) -> None:
        self._application: Any = None
        self._answering = 0
        self._changed = threading.Condition()

    def open(self) -> None:
        """Begin with what the settings of this test say."""
        self._application = WSGIHandler()

    def close(self) -> None:
        """Wait for what is still answered: the tables are emptied next."""
        self._application = None
        with self._changed:
            self._changed.wait_for(lambda: not self._answering, PATIENCE)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        application = self._application
        if application is None:
            start("503 Service Unavailable", [("Content-Length", "0")])
            return []
        is_static = environ["PATH_INFO"].startswith("/static/")
        return self._answer(application, environ, start if is_static else _unkept(start))

    def _answer(self, application: Any, environ: dict[str, Any], start: Start) -> Iterator[bytes]:
        self._count(1)
        try:
            with closing(application(environ, start)) as answer:
                yield from answer
        finally:
            self._count(-1)

    def _count(self, by: int) -> None:
        with self._changed:
            self._answering += by
            self._changed.notify_all()


def _unkept(start: Start) -> Start:
    def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        no_cache_headers = [
            (name, "no-cache" if "max-age" in value else value) for name, value in headers
        ]
        return start(status, no_cache_headers, *more)

    return begin


@pytest.fixture(scope="session")
def doorway(built_files: None) -> Iterator[tuple[Doorway, str]]:
    """Listen on a free port; give who answers there, and its address."""
    door = Doorway()
    server = Server("127.0.0.1", static_handler=lambda _: door)  # type: ignore[arg-type]  # called, not subclassed
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield door, f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def pages(transactional_db: None, doorway: tuple[Doorway, str]) -> Iterator[str]:
    """Serve the pages, files as in operation; give the address."""
    door, address = doorway
    door.open()
    yield address
    door.close()
