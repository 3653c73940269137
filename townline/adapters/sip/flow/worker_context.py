"""What every call of a worker shares."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from townline.adapters.sip.flow.store import Store, Threads
from townline.adapters.sip.stack.leg import Leg
from townline.adapters.sip.stack.media import Media
from townline.adapters.sip.stack.media.prompts import Prompts


class Dials(Protocol):
    """The part of the endpoint that a call needs."""

    async def dial(self, *, target: str, from_number: str, sdp: bytes) -> Leg: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerContext:
    """``worker`` names this process; ``secure``: the trunk we dial by wants SRTP."""

    worker: str
    media: Media
    prompts: Prompts
    dialler: Dials
    store: Store
    threads: Threads
    now: Callable[[], dt.datetime]
    secure: bool = False
