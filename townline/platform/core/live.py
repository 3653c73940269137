"""Tells open pages that something changed: kind and id only, after COMMIT."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection


def channel(name: str = "") -> str:
    """Name the district's notification channel: channels are per database, not per schema."""
    base = f"townline_{settings.TOWNLINE_DISTRICT}"
    # A point, which no district's name holds: "a" and "a_inbox" must not hear one another.
    return f"{base}.{name}" if name else base


def publish(
    kind: str,
    id_: str,
    departments: Iterable[str] | None = None,
    *,
    people: Iterable[int] = (),
    only: Iterable[int] | None = None,
) -> None:
    """Notify pages inside the present transaction; PostgreSQL sends it at COMMIT.

    ``departments`` limits who may hear of it (codes); None means all staff. ``people`` (ids of
    staff) hear of it as well; where ``only`` is given these hear of it and nobody else.
    """
    scope = sorted(departments) if departments is not None else None
    payload: dict[str, object] = {"kind": kind, "id": id_, "departments": scope}
    if only is not None:
        payload |= {"departments": [], "only": sorted(only)}
    elif people := sorted(people):
        payload["people"] = people
    wake(channel(), json.dumps(payload))


_gathering: ContextVar[dict[tuple[str, str], None] | None] = ContextVar("gathering", default=None)


@contextmanager
def batch_notices() -> Iterator[None]:
    """Send all notifications of the block at its end, with one statement, each once."""
    notes: dict[tuple[str, str], None] = {}
    token = _gathering.set(notes)
    try:
        yield
    finally:
        _gathering.reset(token)
    if notes:
        _notify(list(notes))


def wake(channel_name: str, payload: str = "") -> None:
    """Send a bare notification on a channel, for example to wake the router."""
    gathering = _gathering.get()
    if gathering is not None:
        gathering[channel_name, payload] = None
        return
    _notify([(channel_name, payload)])


def _notify(notes: list[tuple[str, str]]) -> None:
    channels, payloads = zip(*notes, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(c, p) FROM unnest(%s::text[], %s::text[]) AS n (c, p)",
            [list(channels), list(payloads)],
        )
