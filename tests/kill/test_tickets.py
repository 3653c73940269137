"""A rush for tickets while processes are killed: no gap, no double, no told ticket is lost."""

import http.client
import json
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests import tables
from tests.amount import ALL, examples
from tests.kill import evidence, processes
from tests.kill.answers import is_again
from tests.kill.office import DISTRICT, Office

ALWAYS = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "opens": "00:00", "closes": "23:59", "holidays": True}
TAKERS, TAKES = 8, examples(500)  # of which the last kill comes at about half
DESKS, CALLS = 4, examples(500)
KILLS: tuple[str, ...] = ("live", "web", "[local]", "worker", "postmaster")
if ALL:
    KILLS = ("live", "web", "[local]", "live", *KILLS)
PATIENCE = 240
FIRST = 201


@pytest.fixture
def office() -> Iterator[tuple[Office, str]]:
    """An office whose passport queue is open at every hour, and a token that may call."""
    home = Path(tempfile.mkdtemp(prefix="tl-rush-", dir="/tmp"))
    home.chmod(0o755)
    folder = home / "district"
    shutil.copytree(DISTRICT, folder)
    queue_data = json.loads((folder / "queues.json").read_text())
    plan = {"hours": ALWAYS, "visit": "PT1S", "admission": {"hashes": 0}}
    queue_data["queues"][0]["plan"] = plan
    desk = queue_data["desks"][0] | {"queues": ["passport"], "breaks": []}
    queue_data["desks"] += [desk | {"code": f"rush-{n}"} for n in range(DESKS)]
    (folder / "queues.json").write_text(json.dumps(queue_data))
    made = Office(home, "")
    tables.lay(home, made.binaries)
    made.server.ensure()
    try:
        made.command("district", "load", str(folder))
        add = ("staff", "add", "caller", "--role", "clerk", "--password-stdin")
        made.command(*add, given="correct horse battery\n")
        token = made.command("token", "caller", "--scopes", "desks").split()[-1]
    finally:
        made.server.stop()
    made.start()
    try:
        yield made, token
    finally:
        made.clean_up()
    shutil.rmtree(home, ignore_errors=True)


class RetryingClient:
    """Asks until it is answered, as a browser's person would; keeps what was acknowledged."""

    def __init__(self, port: int, token: str = "") -> None:
        self.port = port
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self.link: http.client.HTTPConnection | None = None

    def ask(self, path: str, *good: int) -> tuple[int, dict[str, Any]]:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.link = self.link or http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=60
                )
                self.link.request("POST", path, b"{}", self.headers)
                answer = self.link.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException):
                self.close()
                time.sleep(0.1)
                continue
            if answer.status in {200, 201, *good}:
                return answer.status, json.loads(body)
            kind = answer.getheader("Content-Type", "")
            # Refused in a way that is not wanted here (409) may pass as well.
            assert is_again(answer.status, kind, f"{path}: {body!r}") or answer.status == 409
            time.sleep(0.1)
        raise AssertionError("never answered")

    def close(self) -> None:
        if self.link is not None:
            self.link.close()
        self.link = None


def _take(port: int, done: list[tuple[int, str]]) -> None:
    with closing(RetryingClient(port)) as door:
        for _ in range(TAKES):
            status, ticket = door.ask("/api/v1/queues/passport/tickets")
            assert status == 201, ticket
            done.append((int(ticket["number"]), ticket["token"]))


def _call(port: int, token: str, desk: int, done: list[int]) -> None:
    with closing(RetryingClient(port, token)) as door:
        door.ask(f"/api/v1/desks/rush-{desk}/open")
        for _ in range(CALLS):
            # A call whose answer was lost is refused when asked again (409): somebody is there.
            status, ticket = door.ask(f"/api/v1/desks/rush-{desk}/next", 409)
            if status != 409 and ticket["number"] is not None:
                done.append(int(ticket["number"]))
            door.ask(f"/api/v1/desks/rush-{desk}/done", 409)


def _kill(office: Office, name: str) -> None:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if name in {"[local]", "postmaster"}:
            found = processes.database(office.server.places.data)
            wanted = found[:1] if name == "postmaster" else [p for p in found if name in p.words]
        else:
            wanted = processes.processes_named(office.supervisor, name)
        if wanted and wanted[0].kill():
            return
        time.sleep(0.1)
    raise AssertionError(f"{name} did not come back")


@pytest.mark.kill
@pytest.mark.peer
def test_a_rush_while_processes_are_killed(office: tuple[Office, str]) -> None:
    house, token = office
    chance = Random(7)  # noqa: S311 -- to be repeated, not secret
    tickets: list[tuple[int, str]] = []
    called: list[int] = []
    with ThreadPoolExecutor(TAKERS + DESKS) as pool:
        works = [pool.submit(_take, house.port, tickets) for _ in range(TAKERS)]
        works += [pool.submit(_call, house.port, token, n, called) for n in range(DESKS)]
        over = threading.Event()
        for name in KILLS:
            # Each kill in the midst of the work: after some more tickets than the time before.
            more = len(tickets) + chance.randrange(TAKES // 5, TAKES * 4 // 5)
            while len(tickets) < min(more, TAKERS * TAKES - 50) and not over.is_set():
                time.sleep(0.02)
            _kill(house, name)
        for work in works:
            work.result()
    with closing(evidence.connect(house.server.dsn)) as link:
        rows = link.execute(
            "SELECT number, state, calls, desk_id FROM queues_ticket ORDER BY number"
        ).fetchall()
        day = link.execute("SELECT waiting, taken, number FROM queues_queueday").fetchall()
    numbers = [row[0] for row in rows]
    assert numbers == list(range(FIRST, FIRST + len(numbers)))
    acknowledged = [number for number, _ in tickets]
    assert len(acknowledged) == TAKERS * TAKES == len(set(acknowledged))
    assert set(acknowledged) <= set(numbers)
    assert len(called) == len(set(called))
    assert {row[2] for row in rows if row[1] != "waiting"} == {1}
    ours = [row for row in day if row[1]]
    waiting = sum(row[1] == "waiting" for row in rows)
    assert ours == [(waiting, len(numbers), numbers[-1])]
    at_desks = [row[3] for row in rows if row[1] == "called"]
    assert len(at_desks) == len(set(at_desks))
