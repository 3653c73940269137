"""Starts the processes of one machine, starts them again when they fall, stops them together."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence

from townline.platform.core import logs
from townline.platform.core.backoff import Backoff
from townline.platform.core.redaction import mask_message
from townline.platform.processes import forkserver
from townline.platform.processes.children import Child
from townline.platform.processes.forking import Forks
from townline.platform.processes.spawned import Spawned, lines_of

# Below the 10 s promised for all, so that the database has its share.
STOP_SECONDS = 6.5
# One that hangs is given so long to end in good order.
RENEW_SECONDS = 5.0

log = logging.getLogger(__name__)


def _command(name: str) -> Sequence[str]:
    return (sys.executable, "-m", "townline", "process", name)


class Supervisor:
    """Keeps children running until ``stop`` is called."""

    def __init__(
        self,
        children: Iterable[Child],
        environment: Mapping[str, str],
        lines: logs.Lines,
        command: Callable[[str], Sequence[str]] = _command,
    ) -> None:
        self.command = command
        self.children = list(children)
        self.environment = {**environment, "TOWNLINE_SUPERVISED": str(os.getpid())}
        self.forks = Forks(command(forkserver.NAME), self.environment)
        self.lines = lines
        self.stopping = asyncio.Event()
        self.running: dict[str, Spawned] = {}
        # What a dead process held, its successor may take up at once: it is told whose it was.
        self.ended: dict[str, int] = {}

    def stop(self) -> None:
        """Ask everything to end; ``run`` returns when it has."""
        if not self.stopping.is_set():
            log.info("stopping")
        self.stopping.set()

    def age(self, name: str) -> float:
        """Give for how many seconds a process has run; 0 when it does not."""
        process = self.running.get(name)
        return time.monotonic() - process.begun if process else 0.0

    async def renew(self, name: str, words: str) -> None:
        """End a process that lives and does not work; it is started anew as if it had fallen."""
        process = self.running.get(name)
        if process is None:
            return
        log.warning("%s lives and does not work (%s); ending it", name, words)
        process.signal(signal.SIGTERM)
        await asyncio.sleep(RENEW_SECONDS)
        if self.running.get(name) is process:
            process.signal(signal.SIGKILL)

    async def run(self) -> None:
        """Run until stopped; every child and its own children are gone afterwards."""
        log_task = asyncio.create_task(self._pass_on(forkserver.NAME, lines_of(self.forks.told)))
        async with asyncio.TaskGroup() as group:
            for child in self.children:
                group.create_task(self._keep(child))
            await self.stopping.wait()
            self.forks.kill()  # whoever waits for one need not any more
            for process in self.running.values():
                process.signal(signal.SIGTERM)
        self.forks.close()
        await log_task

    async def _keep(self, child: Child) -> None:
        backoff = Backoff()
        await self._wait(child.pause)
        while not self.stopping.is_set():
            begun = time.monotonic()
            code = await self._run_once(child)
            if self.stopping.is_set():
                log.info("%s ended", child.name)
                return
            pause = backoff.after(time.monotonic() - begun)
            log.warning("%s %s; starting it again in %.1f s", child.name, _fate(code), pause)
            await self._wait(pause)

    async def _wait(self, seconds: float) -> None:
        """Wait so long, or until all is to stop."""
        if seconds:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), seconds)

    async def _run_once(self, child: Child) -> int:
        process = await self._started(child)
        if process is None:
            return 0
        self.running[child.name] = process
        log.info("%s started (pid %d)", child.name, process.pid)
        reading = asyncio.create_task(self._pass_on(child.name, process.lines()))
        try:
            return await self._ended(process)
        finally:
            del self.running[child.name]
            self.ended[child.name] = process.pid
            # What it had started must not go on without it.
            process.kill_group()
            await reading

    async def _started(self, child: Child) -> Spawned | None:
        """Start a process; None when all was to stop before it was there."""
        reading, writing = os.pipe()
        try:
            if child.django:
                try:
                    pid = await self.forks.fork(child.name, writing, self.ended.get(child.name))
                    return Spawned(pid, reading)
                except OSError as error:
                    if self.stopping.is_set():
                        os.close(reading)
                        return None
                    log.warning("no fork for %s (%s): it loads all itself", child.name, error)
            before = str(self.ended.get(child.name, ""))
            environment = {
                **self.environment,
                "TOWNLINE_PROCESS": child.name,
                forkserver.PREDECESSOR: before,
            }
            return Spawned(_spawn(self.command(child.name), environment, writing), reading)
        finally:
            os.close(writing)

    async def _ended(self, process: Spawned) -> int:
        ending = asyncio.create_task(process.wait())
        stopping = asyncio.create_task(self.stopping.wait())
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        done, _ = await asyncio.wait({ending}, timeout=STOP_SECONDS)
        if not done:
            process.signal(signal.SIGKILL)
        return await ending

    async def _pass_on(self, name: str, lines: AsyncIterator[bytes]) -> None:
        async for raw in lines:
            print(self._line(name, raw), file=sys.stderr, flush=True)  # noqa: T201 -- the log

    def _line(self, name: str, raw: bytes) -> str:
        line = raw.decode(errors="replace").rstrip()
        ready = line.removeprefix(logs.MARK)
        return ready if ready != line else self.lines.line(logging.INFO, mask_message(line), name)


def _spawn(command: Sequence[str], environment: Mapping[str, str], output: int) -> int:
    """Start a command in a group of its own; give its number."""
    null = os.open(os.devnull, os.O_RDONLY)
    try:
        return os.posix_spawn(
            command[0],
            tuple(command),
            environment,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, null, 0),
                (os.POSIX_SPAWN_DUP2, output, 1),
                (os.POSIX_SPAWN_DUP2, output, 2),
            ],
            setsid=True,
        )
    finally:
        os.close(null)


def _fate(code: int) -> str:
    if code < 0:
        return f"was killed ({signal.Signals(-code).name})"
    return f"ended with code {code}"


def on_signals(handler: Callable[[], None]) -> None:
    """Call the handler on SIGTERM and SIGINT, in the running loop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, handler)
