"""Starts the processes of one machine, starts them again when they fall, stops them together."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Iterable, Mapping

from townline.config import logs
from townline.config.backoff import Backoff
from townline.config.children import Child
from townline.config.redaction import masked

# Below the 10 s promised for all, so that the database has its share.
STOP_SECONDS = 6.5
_LINE_BYTES = 1 << 20

log = logging.getLogger(__name__)


class Supervisor:
    """Keeps children running until ``stop`` is called."""

    def __init__(
        self, children: Iterable[Child], environment: Mapping[str, str], lines: logs.Lines
    ) -> None:
        self.children = list(children)
        self.environment = {**environment, "TOWNLINE_SUPERVISED": str(os.getpid())}
        self.lines = lines
        self.stopping = asyncio.Event()
        self.running: dict[str, Process] = {}

    def stop(self) -> None:
        """Ask everything to end; ``run`` returns when it has."""
        if not self.stopping.is_set():
            log.info("stopping")
        self.stopping.set()

    async def run(self) -> None:
        """Run until stopped; every child and its own children are gone afterwards."""
        async with asyncio.TaskGroup() as group:
            for child in self.children:
                group.create_task(self._keep(child))
            await self.stopping.wait()
            for process in self.running.values():
                _signal(process, signal.SIGTERM)

    async def _keep(self, child: Child) -> None:
        backoff = Backoff()
        while not self.stopping.is_set():
            begun = time.monotonic()
            code = await self._run_once(child)
            if self.stopping.is_set():
                log.info("%s ended", child.name)
                return
            pause = backoff.after(time.monotonic() - begun)
            log.warning("%s %s; starting it again in %.1f s", child.name, _fate(code), pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause)

    async def _run_once(self, child: Child) -> int:
        process = await self._start(child)
        self.running[child.name] = process
        if self.stopping.is_set():
            _signal(process, signal.SIGTERM)
        log.info("%s started (pid %d)", child.name, process.pid)
        reading = asyncio.create_task(self._pass_on(child.name, process))
        try:
            return await self._ended(process)
        finally:
            del self.running[child.name]
            # What it had started must not go on without it.
            _kill_group(process.pid)
            await reading

    async def _start(self, child: Child) -> Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "townline", "process", child.name),
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**self.environment, "TOWNLINE_PROCESS": child.name},
            start_new_session=True,
            limit=_LINE_BYTES,
        )

    async def _ended(self, process: Process) -> int:
        ending = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self.stopping.wait())
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        done, _ = await asyncio.wait({ending}, timeout=STOP_SECONDS)
        if not done:
            _signal(process, signal.SIGKILL)
        return await ending

    async def _pass_on(self, name: str, process: Process) -> None:
        assert process.stdout is not None  # noqa: S101 -- it was opened as a pipe
        while True:
            try:
                raw = await process.stdout.readline()
            except ValueError:  # longer than any line of ours: left out, as it says nothing
                continue
            if not raw:
                return
            print(self._line(name, raw), file=sys.stderr, flush=True)  # noqa: T201 -- the log

    def _line(self, name: str, raw: bytes) -> str:
        line = raw.decode(errors="replace").rstrip()
        ready = line.removeprefix(logs.MARK)
        return ready if ready != line else self.lines.line(logging.INFO, masked(line), name)


def _signal(process: Process, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(number)


def _kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _fate(code: int) -> str:
    if code < 0:
        return f"was killed ({signal.Signals(-code).name})"
    return f"ended with code {code}"


def on_signals(handler: Callable[[], None]) -> None:
    """Call the handler on SIGTERM and SIGINT, in the running loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, handler)
