"""A rush for tickets at the running program: takes, calls, listeners; and the honesty of waits."""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psycopg

from bench.load_client import ask_apart
from bench.office import Office, running
from bench.scratch import ROOT
from bench.table import Figure, log_progress, rate
from townline.lines.queues.tests.simulating import Hall, SimulatedTicket, days
from townline.platform.postgres import EmbeddedPostgres

REQUESTS, CONNECTIONS = 100_000, 100
DESKS, LISTENERS = 50, 3000
_ALWAYS = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": "00:00", "closes": "23:59", "holidays": True}
_MINUTE = 60
_TAKE = "/api/v1/queues/rush/tickets"


def measure() -> list[Figure]:
    """Measure at a server of its own with the live door, then simulate days."""
    home = Path(tempfile.mkdtemp(prefix="tl-bench-", dir="/tmp"))
    home.chmod(0o755)
    try:
        with running(home, demo=False, own_database=True) as office:
            _district(home)
            alone = _alone(home)
            return [*_takes(office, alone), *_calls(office, home), *_listeners(office), *_waits()]
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _townline(home: Path, *words: str, stdin: str = "") -> str:
    command = [str(ROOT / "bin" / "townline"), *words, "--home", str(home)]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home)}
    done = subprocess.run(
        command, input=stdin, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr}")
    return done.stdout


def _district(home: Path) -> None:
    """Load the demo's district with one queue for the rush, open at every hour, and 50 desks."""
    folder = home / "handeul"
    shutil.copytree(ROOT / "townline" / "data" / "districts" / "demo", folder)
    queue_data = json.loads((folder / "queues.json").read_text())
    # Without work: a crowd of one address would do it all on this machine.
    plan = {"hours": _ALWAYS, "visit": "PT1S", "admission": {"hashes": 0}}
    rush = queue_data["queues"][0] | {"code": "rush", "group": "rush", "plan": plan}
    desk = queue_data["desks"][0] | {"queues": ["rush"], "breaks": []}
    queue_data["queues"].append(rush)
    queue_data["desks"] += [desk | {"code": f"rush-{n}"} for n in range(DESKS)]
    (folder / "queues.json").write_text(json.dumps(queue_data))
    _townline(home, "district", "load", str(folder))


def _alone(home: Path) -> float:
    """Count a hot counter and one row, locked by each alone: the baseline, on one connection."""
    with psycopg.connect(EmbeddedPostgres(home).dsn, autocommit=True) as link:
        link.execute("CREATE TABLE bench_counter AS SELECT 1 AS n")
        link.execute("CREATE TABLE bench_ticket (n int PRIMARY KEY)")
        done, end = 0, time.monotonic() + 2
        while time.monotonic() < end:
            with link.transaction():
                row = link.execute("UPDATE bench_counter SET n = n + 1 RETURNING n").fetchone()
                link.execute("INSERT INTO bench_ticket VALUES (%s)", row)
            done += 1
        link.execute("DROP TABLE bench_counter, bench_ticket")
    return done / 2


def _takes(office: Office, alone: float) -> list[Figure]:
    log_progress(f"{REQUESTS:,} people want a ticket")
    options = {"port": office.port, "path": _TAKE}
    seen = ask_apart(options | {"requests": REQUESTS, "connections": CONNECTIONS})
    given = seen["statuses"].get("201", 0)
    words = f"{given:,} tickets, {seen['gaps']} gaps, {seen['doubles']} doubles"
    return [
        Figure(
            name="tickets taken by HTTP",
            value=rate(given / seen["seconds"], "tickets"),
            ratio=given / seen["seconds"] / alone,
            to="takes that lock the counter alone, one connection",
            aim=f"100,000 requests in 90 s: {seen['seconds']:.0f} s; {words}",
        ),
        Figure(name="taking a ticket p99", value=f"{seen['p99'] * 1000:.0f} ms"),
    ]


def _calls(office: Office, home: Path) -> list[Figure]:
    log_progress(f"{DESKS} desks call at once")
    add = ("staff", "add", "caller", "--role", "clerk", "--password-stdin")
    _townline(home, *add, stdin="correct horse 7\n")
    token = _townline(home, "token", "caller", "--scopes", "desks").split()[-1]
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{office.port}", headers=headers) as client:
        for n in range(DESKS):
            client.post(f"/api/v1/desks/rush-{n}/open")
    command = [sys.executable, "-m", "bench.load_client"]
    begun = time.perf_counter()
    crowds = [
        subprocess.Popen(
            [*command, json.dumps({"port": office.port, "path": f"/api/v1/desks/rush-{n}/next",
                                   "then": f"/api/v1/desks/rush-{n}/done",
                                   "requests": 20, "connections": 1, "headers": headers})],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for n in range(DESKS)
    ]  # fmt: skip
    seen = [json.loads(process.communicate()[0]) for process in crowds]
    took = time.perf_counter() - begun
    with psycopg.connect(EmbeddedPostgres(home).dsn) as link:
        link.execute("SET search_path TO handeul")
        query = "SELECT count(*), count(*) FILTER (WHERE calls > 1) FROM queues_ticket"
        called, twice = link.execute(f"{query} WHERE called_at IS NOT NULL").fetchone() or (0, 0)
    good = sum(each["statuses"].get("200", 0) for each in seen)
    return [
        Figure(
            name=f"{DESKS} desks calling at once",
            value=rate(good / 2 / took, "calls"),
            aim=f"each called and done with: {called} called, {twice} twice",
        )
    ]


def _listeners(office: Office) -> list[Figure]:
    log_progress(f"{LISTENERS:,} pages listen")
    options = {"port": office.port, "path": "/api/v1/queues/rush/events", "listeners": LISTENERS}
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.load_client", json.dumps(options)],
        stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(2)
    with httpx.Client(base_url=f"http://127.0.0.1:{office.port}") as client:
        client.post(_TAKE, json={})
    at = time.time()
    delays = sorted(each - at for each in json.loads(process.communicate()[0])["heard"])
    return [
        Figure(
            name=f"a change to {LISTENERS:,} listeners, p50 / p99",
            value=f"{statistics.median(delays) * 1000:.0f} / "
            f"{delays[int(len(delays) * 0.99)] * 1000:.0f} ms",
            aim="p99 under 250 ms",
        )
    ]


def _waits() -> list[Figure]:
    log_progress("simulating days")
    found = []
    for name, hall in (("a surge", Hall()), ("200 at opening", Hall(crowd=200)),
                       ("an ordinary day", Hall(crowd=5, surge=1.0))):  # fmt: skip
        seen = days(hall, 10)
        inside = sum(each.low <= each.waited <= each.high for each in seen) / len(seen)
        widths = [(each.high - each.low) / each.waited for each in seen if each.waited > _MINUTE]
        best = min(_error(seen, each) for each in ("by_length", "by_last", "by_head"))
        found.append(
            Figure(
                name=f"waits foreseen, {name}",
                value=f"{inside:.1%} within, width {statistics.median(widths):.2f} of the wait, "
                f"off by {_error(seen, 'likely') / _MINUTE:.1f} min",
                ratio=_error(seen, "likely") / best,
                to="the best of three textbook estimators' error",
                aim="90%, under 0.40",
            )
        )
    return found


def _error(seen: list[SimulatedTicket], name: str) -> float:
    return statistics.fmean(abs(each.waited - getattr(each, name)) for each in seen)
