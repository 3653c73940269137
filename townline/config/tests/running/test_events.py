"""Live events: to those who may see them, and never silently incomplete."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest

from townline.config.tests.running.installation import House, sign_in

PASSWORD = "correct horse 7"
CHANNEL = "townline_handeul"


@pytest.fixture(scope="module")
def officer(house: House) -> httpx.Cookies:
    """The cookie of an officer who sees one department only."""
    with house.client() as client:
        options = ("--role", "officer", "--department", "roads", "--password-stdin")
        done = house.command("staff", "add", "roads7", *options, words=f"{PASSWORD}\n")
        assert done.returncode == 0, done.stderr
        sign_in(client, "roads7", PASSWORD)
        return client.cookies


@contextmanager
def _events(house: House, cookies: httpx.Cookies) -> Iterator[Iterator[tuple[str, str]]]:
    with (
        house.client() as client,
        client.stream("GET", "/live/events", cookies=dict(cookies)) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = answer.iter_lines()
        # The first lines say that we are heard: what is sent from now on must arrive.
        assert next(lines).startswith("retry: ")
        yield _pairs(lines)


def _pairs(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    kind = ""
    for line in lines:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield kind, line.removeprefix("data: ")


def _notify(house: House, kind: str, id_: str, departments: list[str] | None) -> None:
    payload = json.dumps({"kind": kind, "id": id_, "departments": departments})
    with psycopg.connect(house.dsn()) as link:
        link.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def test_only_what_the_person_may_see_arrives(house: House, officer: httpx.Cookies) -> None:
    with _events(house, officer) as events:
        _notify(house, "case", "H7-0001", ["waste"])
        _notify(house, "case", "H7-0002", ["waste", "roads"])
        _notify(house, "district", "1", None)
        assert next(events) == ("case", '{"id": "H7-0002"}')
        assert next(events) == ("district", '{"id": "1"}')


def test_an_unreadable_notification_harms_nobody(house: House, officer: httpx.Cookies) -> None:
    with _events(house, officer) as events:
        with psycopg.connect(house.dsn()) as link:
            link.execute("SELECT pg_notify(%s, 'not json')", [CHANNEL])
        _notify(house, "case", "H7-0003", ["roads"])
        assert next(events) == ("case", '{"id": "H7-0003"}')


def test_a_lost_database_connection_makes_pages_load_anew(
    house: House, officer: httpx.Cookies
) -> None:
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'townline listens handeul'"
    )
    with _events(house, officer) as events, psycopg.connect(house.dsn()) as link:
        assert link.execute(cut).fetchall()
        assert next(events) == ("resync", "{}")
