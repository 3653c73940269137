"""Who may listen for an answer, and to what."""

import asyncio
from types import SimpleNamespace

import pytest

from townline.lines.safenumbers import api
from townline.lines.safenumbers.parking_pages.views import answer_stream

pytestmark = pytest.mark.django_db(transaction=True)


def ask(answers, token):
    scope = {"type": "http", "client": ("127.0.0.1", 1), "headers": []}
    request = SimpleNamespace(path_params={"token": token}, scope=scope)
    return answers.stream(request)


def test_a_page_that_is_over_or_one_too_many_is_sent_away(db, monkeypatch):
    answers = answer_stream.Answers()
    assert asyncio.run(ask(answers, "0" * 32)).status_code == 410
    monkeypatch.setattr(answer_stream, "MOST", 0)
    assert asyncio.run(ask(answers, "0" * 32)).status_code == 503


def test_only_the_request_that_moved_rings(monkeypatch):
    found = [SimpleNamespace(request="a", state="open"), SimpleNamespace(request="b", state="open")]
    requested = []

    async def page_request(token):
        requested.append(token)
        return found[int(token)]

    async def play():
        answers = answer_stream.Answers()
        streams = [answers._events(str(n), one) for n, one in enumerate(found)]
        for stream in streams:
            assert (await anext(stream)).startswith(b"retry")
            assert b"open" in await anext(stream)
        requested.clear()
        found[1].state = "answer-1"
        answers.changed("b")
        assert b"answer-1" in await anext(streams[1])
        assert requested == ["1"]
        for stream in streams:
            await stream.aclose()
        assert not answers._waiting

    monkeypatch.setattr(answer_stream, "_page_request", page_request)
    asyncio.run(play())


def test_what_travels_is_how_far_it_came():
    fields = dict.fromkeys(api.PageRequest.__dataclass_fields__)
    assert api.PageRequest(**fields | {"is_open": True}).state == "open"
    assert api.PageRequest(**fields | {"is_open": True, "quiet": True}).state == "quiet"
    assert api.PageRequest(**fields).state == "over"
    assert api.PageRequest(**fields | {"answer": 2}).state == "answer-2"
