"""Finding the processes of one office in /proc, so that only ours are ever killed."""

import contextlib
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from townline.platform.postgres.embedded import server_processes


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    words: str  # the command line, or the title it gave itself

    def kill(self) -> bool:
        """End it with -9; False when it had ended by itself."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


def _read(entry: Path) -> Process | None:
    with contextlib.suppress(OSError):
        # The name in brackets may hold anything; what follows it does not.
        parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        return Process(int(entry.name), parent, words.strip())
    return None


def _all() -> Iterator[Process]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (process := _read(entry)):
            yield process


def below(pid: int) -> list[Process]:
    """List everything that ``pid`` started, and what those started."""
    known = list(_all())
    found, parents = [], {pid}
    while parents:
        children = [each for each in known if each.parent in parents]
        found += children
        parents = {each.pid for each in children}
    return found


def processes_named(supervisor: int, name: str) -> list[Process]:
    """List the processes of one kind: itself first, then the workers it started."""
    for child in below(supervisor):
        if child.parent == supervisor and child.words.endswith(f"townline process {name}"):
            return [child, *below(child.pid)]
    return []


def database(data: Path) -> list[Process]:
    """List the server processes of one data folder."""
    found = (_read(Path("/proc") / str(pid)) for pid in server_processes(data))
    return [process for process in found if process]
