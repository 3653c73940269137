"""Tells open pages that something changed: kind and id only, after COMMIT."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.db import connection


def channel(name: str = "") -> str:
    """Name the district's notification channel: channels are per database, not per schema."""
    base = f"townline_{settings.TOWNLINE_DISTRICT}"
    return f"{base}_{name}" if name else base


def publish(kind: str, id_: str, departments: Iterable[str] | None = None) -> None:
    """Notify pages inside the present transaction; PostgreSQL sends it at COMMIT.

    ``departments`` limits who may hear of it (codes); None means all staff.
    """
    scope = sorted(departments) if departments is not None else None
    payload = json.dumps({"kind": kind, "id": id_, "departments": scope})
    wake(channel(), payload)


def wake(channel_name: str, payload: str = "") -> None:
    """Send a bare notification on a channel, for example to wake the router."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [channel_name, payload])
