"""``/healthz``: the process is up. ``/readyz``: it can do its work."""

import datetime as dt
import logging
from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, JsonResponse

from townline.platform.conversations import api as conversations
from townline.platform.core import clock
from townline.platform.core.checks import disk
from townline.platform.processes import liveness

log = logging.getLogger(__name__)


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer without looking at anything (the live process answers this on the port itself)."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database is there with all its tables, jobs run and can write, else 503.

    ``stuck`` names processes that live and do not work. That of links and calls is told, but no
    reason to turn visitors away: pages work while a network is down.
    """
    now = clock.now()
    try:
        if _lacking():
            return _answer("migrations")
        if disk.is_full(settings.TOWNLINE_HOME):
            return _answer("disk")
        stuck = liveness.judge(now).stuck
        links = {link.transport: liveness.link_state(link, now) for link in conversations.links()}
        return _answer(_worst(stuck), links | _workers_of_calls(now), stuck)
    except Error:
        log.warning("not ready: the database cannot be reached")
        return _answer("database")


def _worst(stuck: Iterable[liveness.Stuck]) -> str | None:
    return next((each.wrong for each in stuck if each.process == "worker"), None)


def _workers_of_calls(now: dt.datetime) -> dict[str, str]:
    found = liveness.CALLS.value(now)
    return {f"calls {place}": "up" if alive else "down" for place, alive in found.items()}


def _answer(
    wrong: str | None,
    links: dict[str, str] | None = None,
    stuck: Iterable[liveness.Stuck] = (),
) -> JsonResponse:
    body: dict[str, object] = {"status": "ok" if wrong is None else "not ready"}
    if wrong is not None:
        body["wrong"] = wrong
    if links is not None:
        body["links"] = links
    if stuck_words := {each.process: each.words for each in stuck}:
        body["stuck"] = stuck_words
    response = JsonResponse(body, status=200 if wrong is None else 503)
    response["Cache-Control"] = "no-store"
    return response


def _lacking() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(_known_migrations()) - set(cursor.fetchall())


@cache
def _known_migrations() -> tuple[tuple[str, str], ...]:
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 -- slow, needed once

    return tuple(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
