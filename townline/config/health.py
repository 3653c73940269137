"""``/healthz``: the process is up. ``/readyz``: it can do its work."""

import logging
from functools import cache

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

log = logging.getLogger(__name__)


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer without looking at anything (the live process answers this on the port itself)."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is there with all its tables, else 503 with what is wrong."""
    try:
        lacking = _lacking()
    except Error:
        log.warning("not ready: the database cannot be reached")
        return _answer("database")
    return _answer("migrations") if lacking else _answer(None)


def _answer(wrong: str | None) -> JsonResponse:
    body = {"status": "ok"} if wrong is None else {"status": "not ready", "wrong": wrong}
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
