"""The supervisor's side of the fork server: asks it for processes; it may fail."""

import asyncio
import contextlib
import ctypes
import logging
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence

from townline.platform.processes import forkserver

# Longer than it takes to load all on a busy machine.
PATIENCE_SECONDS = 60.0
_PR_SET_CHILD_SUBREAPER = 36

log = logging.getLogger(__name__)


class Forks:
    """Gives forks of one process, which is started when the first is asked for.

    ``told`` is where can be read what that process itself writes, until ``close``.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._command, self._environment = command, environment
        self.told, self._telling = os.pipe()
        self._server: subprocess.Popen[bytes] | None = None
        self._link: socket.socket | None = None
        self._turn = asyncio.Lock()

    async def fork(self, name: str, output: int, predecessor: int | None = None) -> int:
        """Start the process ``name``, which writes to ``output``; give its number.

        ``predecessor``: the number of the one that ended before it (``TOWNLINE_PREDECESSOR``).
        Raises OSError where no fork is to be had; the next try begins with a new server.
        """
        async with self._turn:
            if self._server is not None and self._server.poll() is not None:
                self._end()
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    return await self._asked(f"{name} {predecessor or ''}", output)
            except BaseException:
                self._end()
                raise

    async def _asked(self, words: str, output: int) -> int:
        link = self._link or self._begin()
        with _adopting():
            socket.send_fds(link, [words.encode()], [output])
            answer = await asyncio.get_running_loop().sock_recv(link, forkserver.NUMBER.size)
        if len(answer) < forkserver.NUMBER.size:
            raise OSError("it has ended")
        (pid,) = forkserver.NUMBER.unpack(answer)
        if pid <= 0:
            raise OSError("it cannot fork")
        return int(pid)

    def _begin(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            environment = {**self._environment, forkserver.SOCKET: str(theirs.fileno())}
            self._server = subprocess.Popen(  # noqa: S603 -- the command is ours
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=self._telling,
                stderr=subprocess.STDOUT,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        ours.setblocking(False)
        self._link = ours
        log.debug("fork server started (pid %d)", self._server.pid)
        return ours

    def kill(self) -> None:
        """End the server at once: whoever waits for a fork hears of it. Its forks go on."""
        if self._server is not None:
            self._server.kill()

    def close(self) -> None:
        """End the server for good."""
        self._end()
        os.close(self._telling)

    def _end(self) -> None:
        self.kill()
        if self._server is not None:
            self._server.wait()
        if self._link is not None:
            self._link.close()
        self._link = self._server = None


@contextlib.contextmanager
def _adopting() -> Iterator[None]:
    """Be the parent of those who lose theirs, for the block."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    if prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    try:
        yield
    finally:
        prctl(_PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
