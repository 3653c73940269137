"""One started process: its end, and the lines it writes."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import AsyncIterator

_LINE_BYTES = 1 << 20


class Spawned:
    """A process in a group of its own, with its output as lines.

    asyncio's own subprocess is not used: its ``wait`` returns only when every copy of the output
    pipe is closed, so a child's orphans would hide the child's death.

    ``output`` is where what it writes is read; it is closed with the last line.
    """

    def __init__(self, pid: int, output: int) -> None:
        self.pid = pid
        self.begun = time.monotonic()
        self._output = output
        self._ended: int | None = None

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
        return self._reaped()

    def _reaped(self) -> int:
        if self._ended is None:
            self._ended = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._ended

    def lines(self) -> AsyncIterator[bytes]:
        """Give each line until nobody holds the output any more."""
        return lines_of(self._output)

    def signal(self, number: int) -> None:
        """Send a signal to the process, if it is still there."""
        if self._ended is None:  # or its number may be another one's by now
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill_group(self) -> None:
        """End whatever it had started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


async def lines_of(output: int) -> AsyncIterator[bytes]:
    """Give each line of what can be read there, until its last writer is gone; close it."""
    loop, reader = asyncio.get_running_loop(), asyncio.StreamReader(limit=_LINE_BYTES)
    transport, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(output, "rb")
    )
    with contextlib.closing(transport):
        while not reader.at_eof():
            try:
                line = await reader.readline()
            except ValueError:  # longer than any line of ours: it says nothing
                continue
            if line:
                yield line
