"""``/healthz``: the process is up. ``/readyz``: it can do its work."""

import logging
from functools import cache

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from townline.adapters.sip import signs
from townline.conversations import api as conversations
from townline.core import clock

log = logging.getLogger(__name__)


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer without looking at anything (the live process answers this on the port itself)."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is there with all its tables, else 503 with what is wrong."""
    try:
        if _lacking():
            return _answer("migrations")
        # Told, but not a reason to turn visitors away: pages work while a network is down.
        links = {link.transport: link.state for link in conversations.links()}
        return _answer(None, links | _workers_of_calls())
    except Error:
        log.warning("not ready: the database cannot be reached")
        return _answer("database")


def _workers_of_calls() -> dict[str, str]:
    found = signs.signs(clock.now())
    return {f"calls {each.place}": "up" if each.alive else "down" for each in found}


def _answer(wrong: str | None, links: dict[str, str] | None = None) -> JsonResponse:
    body: dict[str, object] = {"status": "ok", "links": links or {}}
    if wrong is not None:
        body = {"status": "not ready", "wrong": wrong}
    response = JsonResponse(body, status=200 if wrong is None else 503)
    response["Cache-Control"] = "no-store"
    return response


def _lacking() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(_known()) - set(cursor.fetchall())


@cache
def _known() -> tuple[tuple[str, str], ...]:
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 -- slow, needed once

    return tuple(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
