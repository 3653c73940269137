"""Loads the program once; the supervisor's processes are forks of it.

To load all rooms takes two seconds of a processor. Ten processes that each do so keep two
processors busy for ten seconds at a start, keep everything in memory ten times, and one that fell
comes back two seconds later than it could. So they are forks of one process that has loaded all
and does nothing else.

A fork is forked twice, and its first half ends at once: the kernel gives it to the supervisor,
which says just then that it takes in whom their parents leave (``PR_SET_CHILD_SUBREAPER``). So it
is the supervisor's own child like any other, and does not need this process any more.
"""

import gc
import os
import socket
import struct
import time
from collections.abc import Callable

import setproctitle

from townline.platform.processes.parent import end_with_parent

NAME = "forkserver"
# An open socket to the supervisor. A message is a process's name and the number of the one that
# ended before it (or nothing), with its output; the answer is its number, or 0.
SOCKET = "TOWNLINE_FORK_SOCKET"
PREDECESSOR = "TOWNLINE_PREDECESSOR"
NUMBER = struct.Struct("=i")
MOST_BYTES = 200
_ADOPTED_SECONDS = 10.0


def serve(load: Callable[[], object]) -> str | None:
    """Fork whenever asked to, until the supervisor goes.

    Returns in each fork as well, with the name of the process that it is to be.
    ``load`` may open no connection and begin no thread: neither lives on in a fork.
    """
    end_with_parent()
    with socket.socket(fileno=int(os.environ.pop(SOCKET))) as link:
        load()
        gc.collect()
        gc.freeze()  # or the collector would write to pages that all of them share
        while True:
            words, files, *_ = socket.recv_fds(link, MOST_BYTES, 1)
            if not words:
                return None
            (output,) = files
            name, _, predecessor = words.decode().partition(" ")
            if (pid := _fork()) == 0:
                os.environ[PREDECESSOR] = predecessor
                _become(name, output)
                return name
            os.close(output)
            link.sendall(NUMBER.pack(pid))


def _fork() -> int:
    """Fork a child for the supervisor; give its number here (0: it could not), and 0 in it."""
    read_end, telling = os.pipe()
    try:
        between = os.fork()
    except OSError:
        return -1
    if between == 0:
        os.close(read_end)
        child = os.fork()
        if child == 0:
            os.close(telling)
            return 0
        os.write(telling, NUMBER.pack(child))
        os._exit(0)
    os.close(telling)
    with os.fdopen(read_end, "rb") as file:
        found = file.read(NUMBER.size)
    os.waitpid(between, 0)
    return int(NUMBER.unpack(found)[0]) if found else -1


def _become(name: str, output: int) -> None:
    os.setsid()
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    os.environ["TOWNLINE_PROCESS"] = name
    setproctitle.setproctitle(f"townline process {name}")
    supervisor = int(os.environ["TOWNLINE_SUPERVISED"])
    end = time.monotonic() + _ADOPTED_SECONDS
    while os.getppid() != supervisor and time.monotonic() < end:
        time.sleep(0.001)
