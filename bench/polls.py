"""A city looks at one queue: 50,000 polls a minute of its snapshot, through nginx."""

import os
import shutil
import tempfile
import time
from pathlib import Path

from bench.load_client import ask_apart
from bench.office import Office, running
from bench.table import Figure, log_progress, rate
from townline.config.tests.running.front import run_nginx

POLLS, SECONDS, CONNECTIONS = 50_000, 60, 100
_PATH = "/api/v1/queues/passport"


def measure() -> list[Figure]:
    """Poll for a minute, and count what the program and nginx spent."""
    home = Path(tempfile.mkdtemp(prefix="tl-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        with running(home, demo=False, own_database=True) as office:
            time.sleep(10)  # until the children that wait at the start have loaded
            return _poll_figures(office)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _poll_figures(office: Office) -> list[Figure]:
    idle = _spent_in(office.pid, 10)
    with run_nginx(str(office.port)) as front:
        log_progress(f"{POLLS:,} polls in {SECONDS} s")
        before, nginx = _cpu_seconds(office.pid), _cpu_seconds(front.pid)
        seen = ask_apart(
            {"port": front.https, "tls": True, "path": _PATH, "method": "GET",
             "requests": POLLS, "connections": CONNECTIONS, "rate": POLLS / SECONDS,
             "headers": {"Host": "localhost"}}
        )  # fmt: skip
        spent, front_spent = _cpu_seconds(office.pid) - before, _cpu_seconds(front.pid) - nginx
    good = seen["statuses"].get("200", 0)
    share = spent / seen["seconds"]
    return [
        Figure(
            name="polls of a queue through nginx",
            value=rate(good / seen["seconds"], "polls"),
            aim=f"{good:,} of {POLLS:,} answered in {seen['seconds']:.0f} s",
        ),
        Figure(
            name="what they cost the program",
            value=f"{max(share - idle, 0):.1%} of a core (all of it {share:.1%}, idle {idle:.1%})",
            aim="under 5%",
        ),
        Figure(name="what they cost nginx", value=f"{front_spent / seen['seconds']:.1%} of a core"),
        Figure(name="a poll p99", value=f"{seen['p99'] * 1000:.1f} ms"),
    ]


def _spent_in(pid: int, seconds: float) -> float:
    before = _cpu_seconds(pid)
    time.sleep(seconds)
    return (_cpu_seconds(pid) - before) / seconds


def _cpu_seconds(pid: int) -> float:
    """Count the seconds of processor that a process and all below it have used."""
    parents: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        one = int(folder.name)
        parents.setdefault(int(fields[1]), []).append(one)
        ticks[one] = int(fields[11]) + int(fields[12])
    total, left = 0, [pid]
    while left:
        one = left.pop()
        total += ticks.get(one, 0)
        left += parents.get(one, [])
    return total / os.sysconf("SC_CLK_TCK")
