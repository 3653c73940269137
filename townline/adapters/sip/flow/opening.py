"""Makes a worker's desk ready: rtpengine found, prompts made, replies listened for."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from townline.adapters.sip.flow.desk import Desk
from townline.adapters.sip.flow.notices import Notices
from townline.adapters.sip.flow.store import Store, Threads
from townline.adapters.sip.flow.worker_context import Dials, WorkerContext
from townline.adapters.sip.stack.media import Media, engine, prompts as speaking
from townline.adapters.sip.stack.media.prompts import Prompts
from townline.lines.safenumbers.settings import Prompts as SafePrompts
from townline.platform.core import clock, district

log: Final = logging.getLogger(__name__)
_START: Final = 30.0  # seconds that rtpengine may take to answer


class CallsOff(RuntimeError):
    """No calls can be served; the words say what is missing."""


@asynccontextmanager
async def open_desk(
    dialler: Dials, *, worker: str, store: Store, threads: Threads, secure: bool = False
) -> AsyncIterator[Desk]:
    """Have a desk for a while. ``secure``: the trunk we dial by wants SRTP. Raises CallsOff."""
    place = engine.address(os.environ)
    if place is None:
        raise CallsOff("TOWNLINE_RTPENGINE is not set: HOST:PORT of rtpengine's control")
    prompts = await threads.call(made_prompts)
    media = await Media.connect(*place)
    try:
        await _answering(media)
        house = WorkerContext(
            worker=worker, media=media, prompts=prompts, dialler=dialler, store=store,
            threads=threads, now=clock.now, secure=secure,
        )  # fmt: skip
        desk = Desk(house)
        listening = asyncio.create_task(Notices(desk).run())
        try:
            yield desk
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
    finally:
        await media.close_down()


async def _answering(media: Media) -> None:
    try:
        await asyncio.wait_for(media.keys.ready.wait(), _START)
    except TimeoutError:
        raise CallsOff("rtpengine does not answer at TOWNLINE_RTPENGINE") from None


def recordings() -> Path:
    """Give the folder of recorded prompts: ``ko/greeting.wav`` and so on."""
    return Path(settings.TOWNLINE_HOME) / "prompts" / "recorded"


def found_prompts() -> Prompts:
    """Find the district's prompts, whether they have sound or not."""
    folder = recordings()
    return Prompts(folder.parent, district.part(SafePrompts).spoken(), folder)


def made_prompts() -> Prompts:
    """Find the district's prompts, and make the sound of those that have none yet."""
    prompts = found_prompts()
    missing = len(prompts.missing())
    if missing and not speaking.can_speak():
        log.warning(
            "%d prompts have no sound: espeak-ng is not installed (Debian: apt-get install "
            "--no-install-recommends espeak-ng sox), and no recordings lie in %s",
            *(missing, recordings()),
        )
    elif missing:
        log.info("speaking %d prompts", missing)
        try:
            prompts.make()
        except OSError as error:
            log.warning("prompts could not be made: %s", error)
    return prompts
