"""The process ``telephones`` of the demo: a network of two, and the page that shows them."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import uvicorn

from townline.adapters.sip.demo.app import build
from townline.adapters.sip.demo.booth import Booth
from townline.adapters.sip.demo.ear import Ear
from townline.adapters.sip.flow.opening import found_prompts
from townline.adapters.sip.stack import options
from townline.lines.safenumbers import api
from townline.lines.safenumbers.settings import Prompts as SafePrompts
from townline.platform.core import district
from townline.platform.core.sockets import claim_socket
from townline.platform.core.text import msisdn

log: Final = logging.getLogger(__name__)
_CALLER: Final = "01000000003"
# Handsets of the text simulator whose owner may have a safe number, and their pages there.
_HANDSETS: Final = {"01000000002": "market", "01000000001": "neuti", "01000000005": "elder"}


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # Signals belong to this process, which has calls to end as well.
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        log.info("telephones ready")


def main() -> None:
    """Run until SIGTERM or SIGINT."""
    Path(os.environ["TOWNLINE_DEMO_CALLS"]).unlink(missing_ok=True)
    number, slug = _safe_number_on_offer()
    asyncio.run(_run(number, slug))


def _safe_number_on_offer() -> tuple[str, str]:
    """Find a safe number whose owner is one of the handsets; none is offered without."""
    for phone, slug in _HANDSETS.items():
        for lease in api.leases_of_phone(msisdn.parse(phone)):
            if lease.state is api.LeaseState.ACTIVE:
                return lease.number, slug
    return "", "market"


def _prompt_texts() -> dict[Path, str]:
    """Give the prompts' files with their words; the process of calls makes the files."""
    prompts, texts = found_prompts(), district.part(SafePrompts).spoken()
    found = ((prompts.files([key], language), texts[key].get(language, ""))
             for key in texts for language in ("ko", "en"))  # fmt: skip
    return {Path(files[0]): words for files, words in found if files and words}


async def _run(number: str, slug: str) -> None:
    given = options.read(os.environ)
    server, network = given.places[0], given.trunks[0]
    booth = Booth((server.host, server.port), caller=_CALLER, ear=Ear(_prompt_texts))
    await booth.open((network.host, network.port))
    hosts = os.environ.get("TOWNLINE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
    page = _Server(
        uvicorn.Config(
            build(booth, number=number, slug=slug, hosts=hosts),
            uds=str(claim_socket(Path(os.environ["TOWNLINE_DEMO_CALLS"]))),
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=1,
        )
    )
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, setattr, page, "should_exit", True)
    try:
        await page.serve()
    finally:
        await booth.close()
