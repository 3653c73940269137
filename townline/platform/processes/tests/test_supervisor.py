"""Children come back when they fall, and all are gone when the supervisor is."""

import asyncio
import contextlib
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from townline.platform.core.logs import Lines
from townline.platform.processes import supervisor as module
from townline.platform.processes.children import Child
from townline.platform.processes.supervisor import Supervisor

LINES = Lines("run", as_json=False)

# Notes each start in a file, with its pid; what it does next is said by its name.
SCRIPT = """
import os, signal, subprocess, sys, time
kind, notes = sys.argv[1], sys.argv[2]
child = None
if kind == "parent":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
if kind == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
with open(notes, "a") as file:
    before = os.environ.get("TOWNLINE_PREDECESSOR")
    file.write(f"{os.getpid()} {child.pid if child else 0} {before or 0}\\n")
print("010-0000-0042 is a number", flush=True)
if kind == "short":
    sys.exit(3)
time.sleep(600)
"""


def _command(notes: Path) -> Callable[[str], Sequence[str]]:
    return lambda name: (sys.executable, "-c", SCRIPT, name, str(notes))


def _supervisor(notes: Path, kind: str) -> Supervisor:
    child = Child(name=kind, entry="not:used", django=False)
    return Supervisor([child], os.environ, LINES, _command(notes))


def _read(notes: Path) -> list[tuple[int, int]]:
    lines = notes.read_text().splitlines() if notes.exists() else []
    return [(int(a), int(b)) for a, b, *_ in (line.split() for line in lines)]


async def _starts(notes: Path, count: int) -> list[tuple[int, int]]:
    while True:
        starts = _read(notes)
        if len(starts) >= count:
            return starts
        await asyncio.sleep(0.01)


def _has_ended(pid: int) -> bool:
    """Say whether a process ends soon: the kernel and init take a moment to clear it away."""
    end = time.monotonic() + 10
    while _alive(pid):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    # A zombie has ended; only its parent has not asked for it yet.
    return stat.rpartition(")")[2].split()[0] not in {"Z", "X"}


async def _run_until(supervisor: Supervisor, notes: Path, count: int) -> list[tuple[int, int]]:
    running = asyncio.create_task(supervisor.run())
    starts = await asyncio.wait_for(_starts(notes, count), 30)
    supervisor.stop()
    await asyncio.wait_for(running, 30)
    return starts


def test_a_child_that_ends_is_started_again(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    starts = asyncio.run(_run_until(_supervisor(notes, "short"), notes, 3))
    assert len({pid for pid, _ in starts}) >= 3


def test_a_child_killed_is_started_again_and_its_own_children_end(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    supervisor = _supervisor(notes, "parent")

    async def scene() -> list[tuple[int, int]]:
        running = asyncio.create_task(supervisor.run())
        first = (await _starts(notes, 1))[0]
        os.kill(first[0], signal.SIGKILL)
        starts = await asyncio.wait_for(_starts(notes, 2), 30)
        assert _has_ended(first[1])
        supervisor.stop()
        await asyncio.wait_for(running, 30)
        return starts

    starts = asyncio.run(scene())
    assert all(_has_ended(pid) for start in starts for pid in start if pid)


def test_a_child_deaf_to_sigterm_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STOP_SECONDS", 0.2)
    notes = tmp_path / "notes"
    starts = asyncio.run(_run_until(_supervisor(notes, "deaf"), notes, 1))
    assert _has_ended(starts[0][0])


def test_what_a_child_prints_is_masked_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    asyncio.run(_run_until(_supervisor(notes, "short"), notes, 2))
    assert "short      ***0042 is a number" in capsys.readouterr().err


# A fork server that has nothing to load; a fork does what the name says, as above.
FORKS = """
import sys
from townline.platform.processes import forkserver
name = forkserver.serve(lambda: None)
if name is None:
    sys.exit(0)
sys.argv[1:] = [name, sys.argv[2]]
""" + SCRIPT.replace("getpid()} {", "getpid()} {os.getppid()} {")


def _forking(notes: Path, kind: str, server: str = FORKS) -> Supervisor:
    child = Child(name=kind, entry="not:used")
    command = lambda name: (sys.executable, "-c", server, name, str(notes))  # noqa: E731 -- one word
    return Supervisor([child], os.environ, LINES, command)


def test_a_fork_is_a_child_of_the_supervisor_and_outlives_the_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    notes = tmp_path / "notes"
    supervisor = _forking(notes, "long")

    async def scene() -> list[tuple[int, int]]:
        running = asyncio.create_task(supervisor.run())
        await _starts(notes, 1)
        supervisor.forks.kill()
        supervisor.running["long"].signal(signal.SIGTERM)
        # It was the supervisor that heard of the end, and a new server that forked the next.
        starts = await asyncio.wait_for(_starts(notes, 2), 30)
        supervisor.stop()
        await asyncio.wait_for(running, 30)
        return starts

    starts = asyncio.run(scene())
    assert all(parent == os.getpid() and _has_ended(pid) for pid, parent in starts)
    assert "long       ***0042 is a number" in capsys.readouterr().err
    assert "long was killed (SIGTERM)" in caplog.text
    assert "no fork" not in caplog.text


@pytest.mark.parametrize("forked", [False, True])
def test_a_process_is_told_whose_successor_it_is(tmp_path: Path, *, forked: bool) -> None:
    notes = tmp_path / "notes"
    supervisor = _forking(notes, "short") if forked else _supervisor(notes, "short")
    asyncio.run(_run_until(supervisor, notes, 3))
    starts = [[int(word) for word in line.split()] for line in notes.read_text().splitlines()]
    assert [start[-1] for start in starts] == [0, *(start[0] for start in starts[:-1])]


def test_what_a_fork_ends_with_is_known(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    notes = tmp_path / "notes"
    asyncio.run(_run_until(_forking(notes, "short"), notes, 2))
    assert "short ended with code 3" in caplog.text


def test_without_a_fork_server_a_process_loads_all_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    notes = tmp_path / "notes"
    broken = SCRIPT.replace("child = None", 'child = None\nif kind == "forkserver": sys.exit("no")')
    asyncio.run(_run_until(_forking(notes, "short", broken), notes, 1))
    assert "no fork for short" in caplog.text
    assert "forkserver no" in capsys.readouterr().err


def test_a_stop_does_not_wait_for_a_server_that_loads(tmp_path: Path) -> None:
    slow = FORKS.replace("lambda: None", "lambda: __import__('time').sleep(60)")

    async def scene() -> None:
        supervisor = _forking(tmp_path / "notes", "long", slow)
        running = asyncio.create_task(supervisor.run())
        await asyncio.sleep(0.2)
        supervisor.stop()
        await asyncio.wait_for(running, 10)

    asyncio.run(scene())


_SUPERVISED = """
import sys, time
from townline.platform.processes.parent import die_with_supervisor
die_with_supervisor()
print("up", flush=True)
time.sleep(600)
"""
_SUPERVISOR = """
import os, subprocess, sys, time
environment = {**os.environ, "TOWNLINE_SUPERVISED": str(os.getpid())}
command = [sys.executable, "-c", sys.argv[1]]
child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.kill
def test_children_end_with_a_killed_supervisor() -> None:
    command = [sys.executable, "-c", _SUPERVISOR, _SUPERVISED]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:  # noqa: S603 -- as above
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        handle = os.pidfd_open(child)
        parent.kill()
    with contextlib.closing(os.fdopen(handle, "rb")) as ended:
        assert select.select([ended], [], [], 30)[0]
