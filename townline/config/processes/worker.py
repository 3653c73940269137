"""The `worker` process: routes incoming texts, has them read, and runs jobs.

All may run in many processes: routing locks by sender, reading and jobs by row.
"""

import logging

from townline.adapters.webhooks.publishing import WAKE as WEBHOOKS
from townline.casework.classification import api as classification
from townline.config.wiring import CLAIMERS
from townline.platform.conversations import api as conversations
from townline.platform.core import clock, district
from townline.platform.core.database import availability
from townline.platform.processes.worker import Fallen, Follower

BATCH = 100

log = logging.getLogger("townline.worker")


def router(fallen: Fallen) -> Follower:
    """Give what offers each new text to the rooms."""
    return Follower("router", "inbox", _route, fallen)


def reader(fallen: Fallen) -> Follower:
    """Give what has each text of a case read."""
    return Follower("reader", classification.WAKE, _read, fallen)


def webhook_sender(fallen: Fallen) -> Follower:
    """Give what sends messages to other systems, each receiver in a thread of its own."""
    # The HTTP client is loaded where it is needed.
    from townline.adapters.webhooks.dispatching import Dispatcher  # noqa: PLC0415 -- as just said

    return Follower("webhooks", WEBHOOKS, Dispatcher().run, fallen)


def _route() -> int:
    return conversations.route_batch(claimers=CLAIMERS, limit=BATCH, now=clock.now())


def _read() -> int:
    try:
        return classification.readings_run(now=clock.now()).read
    except district.DistrictMissing:
        return 0
    except availability.ERRORS:
        raise
    except Exception as error:  # noqa: BLE001 -- texts that come later must be read in any case
        log.error("reading went wrong, trying again: %s", type(error).__name__)  # noqa: TRY400 -- a trace may hold a resident's words
        return 0
