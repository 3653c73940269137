"""What opens a page without a sign-in stands in no line of the log, whichever address it is."""

import io
import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from townline.platform.core import logs

SECRET = "Zm9vYmFyYmF6cXV4MTI4Yg"
# Names that the addresses give to what opens something; a sticker's code too.
OPENING = {"token"}
OTHERS = (f"/q/{SECRET}", f"/nowhere/?token={SECRET}&page=2", f"/nowhere/?next=%2Fc%2F{SECRET}")


def _patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _patterns(each, before + str(each.pattern))
        else:
            yield before + str(each.pattern), each


def _address(route: str) -> str:
    for kind in ("str", "slug", "int"):
        route = route.replace(f"<{kind}:token>", SECRET)
    parts = route.replace("<token>", SECRET).split("/")
    return "/".join("1" if part.startswith("<") else part for part in parts)


def addresses() -> list[str]:
    """Give every address of ours that opens something, with a known token in it."""
    found = [
        _address(route)
        for route, pattern in _patterns(get_resolver())
        if OPENING & set(pattern.pattern.converters)
    ]
    return [*found, *OTHERS]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Have the log of a process, as it stands on its stderr."""
    stream, root = io.StringIO(), logging.getLogger()
    # pytest's own handlers stay away meanwhile, and whole.
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(sys, "stderr", stream)
    for hook in ((sys, "excepthook"), (threading, "excepthook")):
        monkeypatch.setattr(*hook, getattr(*hook))
    logs.configure("test")

    def new() -> str:
        text = stream.getvalue()
        stream.seek(0)
        stream.truncate()
        return text

    return new


def _visit(address: str) -> None:
    Client(raise_request_exception=False).get(address)
    # And as servers write whom they answered, if somebody turns that on.
    logging.getLogger("uvicorn.access").info('%s - "GET %s HTTP/1.1" 200', "127.0.0.1", address)


def test_every_door_is_visited():
    visited = " ".join(addresses())
    ways = (
        "/c/",
        "/p/",
        "/n/t/",
        "/q/",
        "/q/r/",
        "/o/",
        "/way-in/1/",
        "/api/v1/tickets/",
        "/openrosa/",
        "/field/",
    )
    assert [way for way in ways if f"{way}{SECRET}" not in visited] == []


@pytest.mark.django_db
def test_no_address_is_logged_with_what_opens_it(written):
    for address in addresses():
        _visit(address)
        line = written()
        assert "***" in line, address
        assert SECRET not in line, address


@pytest.mark.django_db
def test_without_the_redaction_each_would_be_found(written, monkeypatch):
    monkeypatch.setattr(logs, "mask_message", lambda words: words)
    for address in addresses():
        _visit(address)
        assert SECRET in written(), address


def test_a_token_of_a_program_is_masked(written):
    logging.getLogger("townline.x").warning("Bearer tl_%s was sent", SECRET)
    assert "Bearer tl_*** was sent" in written()


@pytest.mark.django_db
def test_a_foreign_host_is_one_line_and_no_error(written):
    response = Client(raise_request_exception=False).get("/inbox/", headers={"Host": "evil.test"})
    assert response.status_code == 400
    (line,) = written().strip().splitlines()
    assert "not ours" in line
    assert "error" not in line
    assert "evil" not in line
