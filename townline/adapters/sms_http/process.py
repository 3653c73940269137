"""The process ``texts-http``: a sender for each provider of the file, which it keeps an eye on."""

import logging
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from townline.platform.core import django_setup

if TYPE_CHECKING:
    from townline.adapters.sms_http.worker_context import WorkerContext

log: Final = logging.getLogger(__name__)
_LOOK_SECONDS: Final = 2.0


def main() -> None:
    """Send by the providers until SIGTERM or SIGINT.

    Without a providers file there is nothing to do: the process then stays as small as it
    starts, and loads the rest once somebody has paired a phone.
    """
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if not _place().exists():
        log.info("no providers file; waiting for one")
    while not stop.is_set() and not _place().exists():
        stop.wait(_LOOK_SECONDS)
    if stop.is_set():
        return
    context = _context()
    context.look()
    while not stop.wait(_LOOK_SECONDS):
        context.look()
    begun = time.monotonic()
    if not context.close():
        # A provider that does not answer keeps its thread. Leaving like a killed process: what
        # was not reported is held as unknown when its lease ends, and never sent twice.
        log.warning("texts-http stops in haste after %.1f s", time.monotonic() - begun)
        logging.shutdown()
        os._exit(1)


def _place() -> Path:
    home = Path(os.environ.get("TOWNLINE_HOME", "."))
    return Path(os.environ.get("TOWNLINE_PROVIDERS_FILE") or home / "providers.json")


def _context() -> "WorkerContext":
    django_setup.set_up()
    from django.db import connections  # noqa: PLC0415 -- needs Django

    from townline.adapters.sms_http.worker_context import WorkerContext  # noqa: PLC0415 -- the same

    # Each thread keeps one direct connection: a pool would only hand out dead ones after a
    # restart of the server.
    connections.settings["default"]["OPTIONS"].pop("pool", None)
    return WorkerContext()
