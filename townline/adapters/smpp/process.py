"""The process ``texts``: all links of a district, from TOWNLINE_SMPP_URL."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.db import connections

from townline.adapters.smpp import address
from townline.adapters.smpp.address import Address
from townline.adapters.smpp.doorbell import Doorbell
from townline.adapters.smpp.link import Link
from townline.adapters.smpp.settings import Codings
from townline.adapters.smpp.store import Store
from townline.adapters.smpp.timing import Timing
from townline.platform.conversations import api
from townline.platform.core import district
from townline.platform.core.idling import wait_until_stopped
from townline.platform.core.settings import Office

log: Final = logging.getLogger(__name__)


def main() -> None:
    """Hold the links until SIGTERM or SIGINT. Exits with 2 if an address is wrong."""
    if not settings.TOWNLINE_SMPP_URL.strip():
        wait_until_stopped("no texts by SMPP: TOWNLINE_SMPP_URL is not set")
        return
    # Each thread keeps one direct connection: a pool would only hand out dead ones after a
    # restart of the server.
    connections.settings["default"]["OPTIONS"].pop("pool", None)
    try:
        addresses = address.read_all(settings.TOWNLINE_SMPP_URL, _codings())
    except address.AddressError as error:
        sys.stderr.write(f"TOWNLINE_SMPP_URL: {error}\n")
        raise SystemExit(2) from None
    with asyncio.Runner() as runner:
        if not runner.run(hold(addresses, line_number=_line_number())):
            # A database that blocks keeps its threads, and they would keep us. Leaving like a
            # killed process loses nothing: what was not committed was not acknowledged.
            logging.shutdown()
            os._exit(1)


def _codings() -> Mapping[str, str]:
    return district.part(Codings).data_codings


def _line_number() -> str:
    number = settings.TOWNLINE_LINE_NUMBER or district.part(Office).line_number
    return "".join(char for char in number if char.isascii() and char.isdigit())


async def hold(
    addresses: list[Address],
    *,
    line_number: str,
    store: Store = api,
    timing: Timing | None = None,
) -> bool:
    """Run the links until a signal asks to stop; say whether they ended in time (5 seconds)."""
    timing = timing or Timing()
    doorbell = Doorbell()
    links = [
        Link(each, store=store, line_number=line_number, doorbell=doorbell, timing=timing)
        for each in addresses
    ]
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    listening = asyncio.create_task(doorbell.run())
    stopping = asyncio.create_task(stop.wait())
    running = [asyncio.create_task(link.run()) for link in links]
    # A link ends by itself only by a fault of ours: then all begin again, under the supervisor.
    await asyncio.wait([stopping, *running], return_when=asyncio.FIRST_COMPLETED)
    for link in links:
        link.stop()
    done, pending = await asyncio.wait(running, timeout=timing.stop_all)
    for task in (listening, stopping):
        task.cancel()
    for task in done:
        task.result()
    log.info("texts stopped%s", f", {len(pending)} links in haste" if pending else "")
    return not pending
