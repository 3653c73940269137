"""The real program, started and watched as a person would."""

import contextlib
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.scratch import ROOT

_PATIENCE = 120


@dataclass(frozen=True)
class Office:
    """``seconds`` from the command to the line that says it serves."""

    pid: int
    port: int
    seconds: float


@contextlib.contextmanager
def running(home: Path, *, demo: bool, own_database: bool) -> Iterator[Office]:
    """Have ``townline run`` serve a home."""
    port = _free_port()
    command = [str(ROOT / "bin" / "townline"), "run", "--home", str(home), "--port", str(port)]
    command.append("--demo" if demo else "--no-demo")
    environment = dict(os.environ)
    if own_database:
        environment = {k: v for k, v in environment.items() if not k.startswith("TOWNLINE_")}
    environment["TOWNLINE_SAMPLE"] = "" if demo else "1"
    begun = time.monotonic()
    with (home / "bench.log").open("a") as log:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment
        )
    try:
        assert process.stdout is not None
        there = select.select([process.stdout], [], [], _PATIENCE)[0]
        first_line = process.stdout.readline() if there else ""
        if not first_line.startswith("ready "):
            sys.exit(f"it did not start:\n{(home / 'bench.log').read_text()[-3000:]}")
        yield Office(process.pid, port, time.monotonic() - begun)
    finally:
        process.terminate()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
