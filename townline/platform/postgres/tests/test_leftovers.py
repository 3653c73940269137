"""What a kill leaves behind does not prevent the next start."""

import os
import signal
from pathlib import Path

import psycopg
import pytest

from townline.platform.postgres import DatabaseUnavailable, EmbeddedPostgres, embedded
from townline.platform.postgres.places import SOCKET_NAME

pytestmark = pytest.mark.server


def _kill_postmaster(server: EmbeddedPostgres) -> None:
    pid = embedded.postmaster(server.places.data)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_orphans_and_their_shared_memory(server: EmbeddedPostgres) -> None:
    # A stopped backend cannot notice that the postmaster is gone: it keeps the shared memory.
    with psycopg.connect(server.ensure()) as link:
        backend = link.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        _kill_postmaster(server)
        assert backend in embedded.server_processes(server.places.data)
        with psycopg.connect(server.ensure()) as again:
            assert again.execute("SELECT 1").fetchone() == (1,)
        assert backend not in embedded.server_processes(server.places.data)
        with pytest.raises(psycopg.OperationalError):
            link.execute("SELECT 1")


def test_a_lock_file_with_a_reused_process_id(server: EmbeddedPostgres) -> None:
    server.ensure()
    lock = server.places.data / "postmaster.pid"
    written = lock.read_text().split("\n", 1)[1]
    server.stop()
    # Process 1 always exists and is never the database.
    lock.write_text(f"1\n{written}")
    with psycopg.connect(server.ensure()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


def test_lock_files_that_were_not_filled(server: EmbeddedPostgres) -> None:
    server.ensure()
    server.stop()
    for lock in (
        server.places.socket / f"{SOCKET_NAME}.lock",
        server.places.data / "postmaster.pid",
    ):
        lock.touch()
        os.chown(lock, server.places.account.uid, server.places.account.gid)
    with psycopg.connect(server.ensure()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


def test_a_half_made_data_folder(server: EmbeddedPostgres) -> None:
    half = server.places.root / "data.partial"
    half.mkdir()
    (half / "base").write_text("half made")
    with psycopg.connect(server.ensure()) as link:
        assert link.execute("SELECT 1").fetchone() == (1,)


def test_a_version_nobody_supports_is_said(home: Path) -> None:
    data = EmbeddedPostgres(home).places.data
    data.mkdir()
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(DatabaseUnavailable, match="PostgreSQL 15; 17 and 18 are supported"):
        EmbeddedPostgres(home).ensure()


def test_a_damaged_configuration_shows_the_log(server: EmbeddedPostgres) -> None:
    server.ensure()
    server.stop()
    with (server.places.data / "postgresql.conf").open("a") as file:
        file.write("shared_buffers = nonsense\n")
    with pytest.raises(DatabaseUnavailable, match="shared_buffers"):
        server.ensure()
