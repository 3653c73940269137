"""What a process does that has nothing to do on this machine."""

import logging
import signal
import threading


def wait_until_stopped(reason: str) -> None:
    """Wait for SIGTERM or SIGINT: systemd would start a unit that ends again and again."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    logging.getLogger(__name__).info(reason)
    stop.wait()
