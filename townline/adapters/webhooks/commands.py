"""``townline webhooks list|replay``: what waits for receivers, and sending it once more."""

import datetime as dt
from argparse import Namespace
from typing import TYPE_CHECKING, Any

from townline.platform.core import clock
from townline.platform.core.commands import Add, CannotStart, ready, write_line

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEADINGS = "name,state,waiting,dead"


def add_to(add: Add) -> None:
    """Add this command to the command line."""
    made = add("webhooks", "webhooks list|replay: receivers, and sending messages again", command)
    made.add_argument("action", choices=["list", "replay"])
    made.add_argument("name", nargs="?", default="", help="the webhook whose messages go again")
    made.add_argument("--since", default="", help="from which moment (ISO 8601, with its offset)")


def command(given: Namespace) -> int:
    """List receivers, or replay to one. Raises CannotStart."""
    since = _since(given.since) if given.action == "replay" else None
    with ready(given):
        return list_endpoints() if since is None else replay_to(given.name, since)


def list_endpoints() -> int:
    """Print each receiver with how much waits and how much was given up."""
    from townline.adapters.webhooks.endpoints import endpoints_list  # noqa: PLC0415 -- needs Django to be ready

    rows: Iterable[Any] = endpoints_list()  # with their counts
    write_line(_HEADINGS)
    for each in rows:
        state = "gone" if each.gone else "paused" if each.paused_at else "sending"
        write_line(f"{each.name},{state},{each.waiting},{each.dead}")
    return 0


def replay_to(name: str, since: dt.datetime) -> int:
    """Send all since a moment again to the receiver of a name. Raises CannotStart."""
    from townline.adapters.webhooks import deliveries, endpoints  # noqa: PLC0415 -- needs Django to be ready
    from townline.adapters.webhooks.errors import EndpointNotFound  # noqa: PLC0415 -- the same
    from townline.platform.core.history import audit  # noqa: PLC0415 -- the same

    try:
        endpoint = endpoints.endpoint_named(name)
    except EndpointNotFound as error:
        raise CannotStart(f"{error}; see: townline webhooks list") from error
    count = deliveries.replay(endpoint, since=since, actor=audit.SERVER, now=clock.now())
    write_line(f"{count} messages go to {name} again")
    return 0


def _since(written: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError as error:
        raise CannotStart("--since takes a moment, as 2026-12-01T09:00+09:00") from error
    if moment.tzinfo is None:
        raise CannotStart("--since needs its offset, as 2026-12-01T09:00+09:00")
    return moment
