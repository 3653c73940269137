"""Every database process is killed with -9 in the middle of writes; no promise is broken."""

import contextlib
import os
import signal
import threading

import psycopg
import pytest

from townline.platform.postgres import EmbeddedPostgres, embedded

pytestmark = [pytest.mark.server, pytest.mark.kill]

REPEATS = 3
WRITERS = 4
ENOUGH = 200


class Writers:
    """Writes rows one transaction each, and remembers those whose COMMIT was acknowledged."""

    def __init__(self, dsn: str) -> None:
        self.dsn = dsn
        self.acknowledged: set[tuple[int, int]] = set()
        self.enough = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=(n,)) for n in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def _write(self, writer: int) -> None:
        with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.dsn) as link:
            while True:
                row = link.execute(
                    "INSERT INTO promise (writer) VALUES (%s) RETURNING writer, id", [writer]
                ).fetchone()
                link.commit()
                assert row is not None
                self.acknowledged.add((row[0], row[1]))
                if len(self.acknowledged) >= ENOUGH:
                    self.enough.set()

    def join(self) -> None:
        for thread in self.threads:
            thread.join(30)
            assert not thread.is_alive()


def _kill_all(server: EmbeddedPostgres) -> int:
    processes = embedded.server_processes(server.places.data)
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(processes)


def test_every_acknowledged_row_is_found_again(server: EmbeddedPostgres) -> None:
    promised: set[tuple[int, int]] = set()
    with psycopg.connect(server.ensure()) as link:
        link.execute("CREATE TABLE promise (id bigint GENERATED ALWAYS AS IDENTITY, writer int)")
    for _ in range(REPEATS):
        writers = Writers(server.ensure())
        assert writers.enough.wait(60)
        assert _kill_all(server) > WRITERS
        writers.join()
        promised |= writers.acknowledged
    with psycopg.connect(server.ensure()) as link:
        found = set(link.execute("SELECT writer, id FROM promise").fetchall())
    assert len(promised) >= REPEATS * ENOUGH
    assert promised <= found
