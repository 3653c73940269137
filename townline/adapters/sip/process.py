"""The process ``calls``: SIP for a district, by TOWNLINE_SIP_LISTEN and TOWNLINE_SIP_TRUNKS."""

import asyncio
import logging
import os
import secrets
import signal
import socket
import sys
from typing import Final, cast

from django.db import connections

from townline.adapters.sip import signs
from townline.adapters.sip.flow import CallsOff, Store, Threads, open_desk
from townline.adapters.sip.stack import options as reading
from townline.adapters.sip.stack.endpoint import Endpoint, Options
from townline.adapters.sip.stack.leg import Leg
from townline.adapters.sip.worker import Duties, Keeper, Worker
from townline.lines.safenumbers import api
from townline.platform.core import clock
from townline.platform.core.idling import wait_until_stopped

log: Final = logging.getLogger(__name__)
# A thread that heard from the database waits at most so long for the thread of SIP to make room:
# with the usual 5 ms each statement of a call could cost its caller as much.
_TURN: Final = 0.0005
# The supervisor of one machine kills after a few seconds; a unit of its own waits for talks.
_SUPERVISED, _ALONE = 1.0, 600.0


def main() -> None:
    """Hold the line until SIGTERM or SIGINT. Exits with 2 if a variable is wrong."""
    if not os.environ.get("TOWNLINE_SIP_LISTEN"):
        wait_until_stopped("calls are off: TOWNLINE_SIP_LISTEN is not set")
        return
    # Each thread keeps one direct connection: a pool would only hand out dead ones after a
    # restart of the server.
    connections.settings["default"]["OPTIONS"].pop("pool", None)
    sys.setswitchinterval(_TURN)
    try:
        options = reading.read(os.environ)
        asyncio.run(hold(options))
    except (reading.OptionsUnusable, CallsOff) as error:
        sys.stderr.write(f"calls: {error}\n")
        raise SystemExit(2) from None


async def hold(options: Options) -> None:
    """Serve calls until a signal asks to stop. Raises CallsOff, OptionsUnusable."""
    threads = Threads()
    stop, hurry = _signals()
    name = _worker_of(os.getpid()) + secrets.token_hex(4)
    predecessor = os.environ.get("TOWNLINE_PREDECESSOR", "")

    # mypy does not look into a module that is made of others' names: hence the casts below.
    async def on_call(leg: Leg, dialled: str, caller: str | None) -> None:
        await desk.run(leg, dialled, caller)

    endpoint = Endpoint(options, on_call)
    secure = next(trunk.srtp for trunk in options.trunks if trunk.dial)
    try:
        async with open_desk(
            endpoint, worker=name, store=cast("Store", api), threads=threads, secure=secure
        ) as desk:
            await threads.warm()
            duties = Duties(
                name=name,
                keeper=cast("Keeper", api),
                threads=threads,
                free=desk.house.media.close,
                lost=api.CallOutcome.LOST,
                note=_note,
                now=clock.now,
                patience=_SUPERVISED if os.environ.get("TOWNLINE_SUPERVISED") else _ALONE,
            )
            worker = Worker(endpoint, desk, duties)
            await worker.begin(predecessor=_worker_of(int(predecessor)) if predecessor else "")
            await _listen(endpoint)
            await worker.run(stop, hurry)
            await threads.call(signs.take_back, _place(endpoint))
    finally:
        threads.close()
    log.info("calls stopped")


def _worker_of(pid: int) -> str:
    """Give the beginning of the name of each worker that a process of this machine was."""
    return f"{socket.gethostname()[:24]}-{pid}-"


async def _listen(endpoint: Endpoint) -> None:
    try:
        await endpoint.start()
    except OSError as error:
        words = error.strerror or "unusable"
        raise reading.OptionsUnusable(
            f"TOWNLINE_SIP_LISTEN: a place cannot be listened at ({words})"
        ) from None
    for place in endpoint.places:
        log.info("listening for calls at %s:%s", place.transport, place.place)


def _signals() -> tuple[asyncio.Event, asyncio.Event]:
    """Give what the first signal sets, and what the second one sets."""
    stop, hurry = asyncio.Event(), asyncio.Event()

    def on_signal() -> None:
        (hurry if stop.is_set() else stop).set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, on_signal)
    return stop, hurry


def _note(endpoint: Endpoint) -> None:
    """Tell the web's pages how it goes: counts only."""
    refused = dict(endpoint.refused)
    signs.give(_place(endpoint), live=endpoint.live, refused=refused, now=clock.now())


def _place(endpoint: Endpoint) -> str:
    first = endpoint.places[0]
    return f"{first.transport}:{first.place}"
