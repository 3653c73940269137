"""One router as in the worker process, until SIGTERM: ``python -m bench.router``."""

import signal
import threading

import django


def main() -> None:
    """Route what waits."""
    django.setup()
    from townline.config.processes.worker import router

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    follower = router(stop.set)
    follower.start()
    print("routing", flush=True)
    stop.wait()
    follower.stop()


if __name__ == "__main__":
    main()
