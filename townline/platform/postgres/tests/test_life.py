"""Start, attach, stop: the server lives exactly as long as somebody uses it."""

import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from townline.platform.postgres import (
    Binaries,
    DatabaseUnavailable,
    EmbeddedPostgres,
    embedded,
    launch,
)

pytestmark = pytest.mark.server

_USER = """
import sys, time
from pathlib import Path
from townline.platform.postgres import EmbeddedPostgres
EmbeddedPostgres(Path(sys.argv[1])).ensure()
print("up", flush=True)
time.sleep(600)
"""


def test_it_starts_with_the_promised_settings(server: EmbeddedPostgres, binaries: Binaries) -> None:
    names = ("fsync", "listen_addresses", "server_encoding", "data_checksums")
    with psycopg.connect(server.ensure()) as connection:
        values = [connection.execute(f"SHOW {name}").fetchone() for name in names]
        locale = connection.execute(
            "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        assert connection.info.server_version // 10_000 == binaries.version
    assert values == [("on",), ("",), ("UTF8",), ("on",)]
    assert locale == ("b", "C.UTF-8")


def test_a_wrong_password_is_refused(server: EmbeddedPostgres) -> None:
    wrong = server.ensure().replace("townline:", "townline:x")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_it_never_runs_as_root(server: EmbeddedPostgres) -> None:
    server.ensure()
    pid = embedded.postmaster(server.places.data)
    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_the_files_are_private(server: EmbeddedPostgres) -> None:
    server.ensure()
    places = server.places
    assert places.secrets.stat().st_mode & 0o777 == 0o600
    assert places.data.stat().st_mode & 0o777 == 0o700
    assert places.socket.stat().st_mode & 0o777 == 0o700


def test_the_first_user_leaves_and_the_second_keeps_the_server(
    server: EmbeddedPostgres, home: Path
) -> None:
    second = EmbeddedPostgres(home)
    dsn = server.ensure()
    assert second.ensure() == dsn
    server.stop()
    with psycopg.connect(dsn) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    second.stop()
    assert embedded.server_processes(server.places.data) == []


def test_data_survives_a_stop(server: EmbeddedPostgres, home: Path) -> None:
    with psycopg.connect(server.ensure()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS n")
    server.stop()
    again = EmbeddedPostgres(home)
    with psycopg.connect(again.ensure()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (42,)
    again.stop()


def test_the_server_ends_when_its_only_user_is_killed(home: Path) -> None:
    command = [sys.executable, "-c", _USER, str(home)]
    user = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603 -- the script above
    assert user.stdout is not None
    with user.stdout:
        assert user.stdout.readline() == b"up\n"
    data = EmbeddedPostgres(home).places.data
    pid = embedded.postmaster(data)
    assert pid is not None
    ended = os.pidfd_open(pid)
    user.send_signal(signal.SIGKILL)
    user.wait()
    # Readable when the process has ended; the keeper does it within a second.
    with os.fdopen(ended, "rb") as handle:
        assert select.select([handle], [], [], 30)[0]


def test_one_that_ends_just_as_it_begins_is_said_and_comes_back(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare = embedded._prepare

    def dying(admin: str, password: str) -> None:
        prepare(admin, password)
        pid = embedded.postmaster(server.places.data)
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        prepare(admin, password)

    monkeypatch.setattr(embedded, "_prepare", dying)
    with pytest.raises(DatabaseUnavailable, match="ended just as it began"):
        server.ensure()
    monkeypatch.undo()
    with psycopg.connect(server.ensure()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_who_gives_up_waits_for_it_no_longer(
    server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launch, "answers", lambda _dsn: False)  # as while it replays its log
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(server.ensure)
        with pytest.raises(TimeoutError):
            waiting.result(0.5)
        server.give_up()
        with pytest.raises(DatabaseUnavailable):
            waiting.result(30)
