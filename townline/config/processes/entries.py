"""Where the processes of this house begin. Each runs until SIGTERM."""

import asyncio
import os
from pathlib import Path
from typing import Any

from townline.platform.core.sockets import claim_socket

_LONGEST_REQUEST = 60  # seconds; the proxy gives up then


def forkserver() -> None:
    """Fork processes for the supervisor; each fork goes on here as the process that it is."""
    from townline.config.preload import load  # noqa: PLC0415 -- each process loads only its own parts
    from townline.platform.processes import forkserver, process  # noqa: PLC0415 -- the same

    if name := forkserver.serve(load):
        process.run(name)


def web() -> None:
    """Serve the pages over a Unix socket (TOWNLINE_WEB_SOCKET), in TOWNLINE_WEB_WORKERS workers."""
    from granian.constants import Interfaces  # noqa: PLC0415 -- each process loads only its own parts
    from granian.log import LogLevels  # noqa: PLC0415 -- the same
    from granian.server import MPServer  # noqa: PLC0415 -- the same

    from townline.config.preload import preload  # noqa: PLC0415 -- the same
    from townline.platform.processes import memory  # noqa: PLC0415 -- the same

    # Granian removes it by name at its end: it must be this process's until then.
    socket = claim_socket(Path(os.environ["TOWNLINE_WEB_SOCKET"]))
    preload()

    class Server(MPServer):
        """A worker past its memory has the time of its longest request; at the end all have 3 s."""

        def _respawn_workers(self, *which: Any, **how: Any) -> None:  # noqa: ANN401 -- of the library
            stopping, self.workers_kill_timeout = self.workers_kill_timeout, _LONGEST_REQUEST
            try:
                super()._respawn_workers(*which, **how)
            finally:
                self.workers_kill_timeout = stopping

    server = Server(
        "townline.config.wsgi:application",
        uds=socket,
        uds_permissions=0o600,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("TOWNLINE_WEB_WORKERS", "2")),
        blocking_threads=int(os.environ.get("TOWNLINE_WEB_THREADS", "4")),
        websockets=False,
        respawn_failed_workers=True,
        workers_max_rss=memory.limit("web"),
        rss_sample_interval=int(memory.LOOK_SECONDS),
        process_name="townline process web",
        # Without it a worker can ignore SIGTERM for minutes.
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
        log_dictconfig={
            "version": 1,
            "disable_existing_loggers": False,
            "loggers": {"_granian": {"level": "WARNING", "handlers": [], "propagate": True}},
        },
    )
    server.serve()


def live() -> None:
    """Own the port: live events, and everything else passed on to the web process."""
    import uvicorn  # noqa: PLC0415 -- each process loads only its own parts

    from townline.platform.processes import memory  # noqa: PLC0415 -- the same

    memory.watch("live")
    uvicorn.run(
        "townline.config.processes.live:app",
        host=os.environ.get("TOWNLINE_HOST", "127.0.0.1"),
        port=int(os.environ["TOWNLINE_PORT"]),
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        # Open event streams never end by themselves.
        timeout_graceful_shutdown=2,
        ws="none",
        proxy_headers=False,
    )


def worker() -> None:
    """Do the jobs that were enqueued in transactions, and those of the clock."""
    from townline.config.processes.worker import reader, router, webhook_sender  # noqa: PLC0415 -- needs Django to be ready
    from townline.platform.processes import memory  # noqa: PLC0415 -- the same
    from townline.platform.processes.worker import work  # noqa: PLC0415 -- the same

    memory.watch("worker", end=memory.end_between_jobs)
    asyncio.run(work([router, reader, webhook_sender]))
