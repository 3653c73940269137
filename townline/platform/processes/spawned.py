"""One started process: its end, and the lines it writes."""

import asyncio
import contextlib
import os
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Mapping, Sequence

_LINE_BYTES = 1 << 20


class Spawned:
    """A process in a group of its own, with its output as lines.

    asyncio's own subprocess is not used: its ``wait`` returns only when every copy of the output
    pipe is closed, so a child's orphans would hide the child's death.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._popen = subprocess.Popen(  # noqa: S603 -- the commands are ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        self.pid = self._popen.pid
        self.begun = time.monotonic()

    async def wait(self) -> int:
        """Wait for the process itself to end; return its exit code (negative: the signal)."""
        loop = asyncio.get_running_loop()
        ended = asyncio.Event()
        handle = os.pidfd_open(self.pid)
        loop.add_reader(handle, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(handle)
            os.close(handle)
        return self._popen.wait()

    async def lines(self) -> AsyncIterator[bytes]:
        """Give each line until nobody holds the output any more."""
        loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=_LINE_BYTES)
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), self._popen.stdout
        )
        with contextlib.closing(transport):
            while not reader.at_eof():
                try:
                    line = await reader.readline()
                except ValueError:  # longer than any line of ours: it says nothing
                    continue
                if line:
                    yield line

    def signal(self, number: int) -> None:
        """Send a signal to the process, if it is still there."""
        self._popen.send_signal(number)

    def kill_group(self) -> None:
        """End whatever it had started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
