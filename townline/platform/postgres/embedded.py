"""The embedded PostgreSQL of one home: started when first needed, stopped after its last user."""

import contextlib
import fcntl
import os
import signal
import threading
import time
from collections.abc import Iterator
from io import BufferedRandom
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from townline.platform.postgres import launch
from townline.platform.postgres.binaries import Binaries, DatabaseUnavailable, choose
from townline.platform.postgres.places import SOCKET_NAME, Places, find, reachable
from townline.platform.postgres.secrets_file import load_or_create

# Removing what a killed server left behind.
_WAIT_SECONDS = 5.0


def server_processes(data: Path) -> list[int]:
    """List this data folder's server processes: all of them have it as their cwd."""
    return [int(entry.name) for entry in Path("/proc").iterdir() if _serves(entry, data)]


def _serves(entry: Path, data: Path) -> bool:
    if not entry.name.isdigit():
        return False
    with contextlib.suppress(OSError):
        # The name too: a person's shell may stand in the folder.
        return (entry / "comm").read_text() == "postgres\n" and (entry / "cwd").readlink() == data
    return False


def postmaster(data: Path) -> int | None:
    """Return the running server's process id; a stale or reused id in its file is not one."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _serves(Path("/proc") / str(pid), data) else None


def clear(data: Path, socket: Path) -> None:
    """Make a start possible after a kill -9: no orphans, no stale lock files.

    The server would refuse to start while an orphan still holds its shared memory, or while
    the process id in a lock file belongs to any other process of the same account, or that file
    is empty because the kill came between its making and its filling. What was acknowledged is in
    the write-ahead log, so ending the orphans loses nothing. Nobody else uses these folders.
    """
    deadline = time.monotonic() + _WAIT_SECONDS
    while orphans := server_processes(data):
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    for left in (data / "postmaster.pid", socket / SOCKET_NAME, socket / f"{SOCKET_NAME}.lock"):
        left.unlink(missing_ok=True)


NAME = "townline"
# All of Townline stops within 10 s, and the processes before the database need some of it.
_FAST_STOP_SECONDS = 2.5
_REWRITING = (
    "GRANT pg_checkpoint TO {}",
    "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {}",
    "GRANT MAINTAIN ON pg_catalog.pg_statistic TO {}",
)


class EmbeddedPostgres:
    """A PostgreSQL server of our own in ``home``, on a private Unix socket.

    Several processes may use one home at once: each calls ``ensure`` and ``stop``. Raises
    DatabaseUnavailable, whose words say what to do.
    """

    def __init__(self, home: Path, binaries: Binaries | None = None) -> None:
        """Use ``binaries`` for a new data folder; an existing one's PG_VERSION decides."""
        self.places: Places = find(home)
        self._wanted = binaries
        self._users: BufferedRandom | None = None
        self._keeper: int | None = None
        self._given_up = threading.Event()

    @property
    def dsn(self) -> str:
        """Return the address for the application's role (libpq URI)."""
        passwords = load_or_create(self.places.secrets)
        return self._dsn(NAME, passwords.application, NAME)

    @property
    def alive(self) -> bool:
        """Say whether the server's main process is there (cheap; asks no question to it)."""
        return postmaster(self.places.data) is not None

    def ensure(self) -> str:
        """Make, start or attach to the server; return the dsn. May be called again at any time."""
        self._join_users()
        try:
            return self._ensure()
        except BaseException:
            self.stop()
            raise

    def give_up(self) -> None:
        """Let ``ensure`` in another thread wait no longer for the server: it raises."""
        self._given_up.set()

    def _ensure(self) -> str:
        passwords = load_or_create(self.places.secrets)
        admin = self._dsn(launch.ADMIN, passwords.admin, "postgres")
        with self._alone():
            self._bring_up(admin)
            try:
                _prepare(admin, passwords.application)
                _grant_rewrite(self._dsn(launch.ADMIN, passwords.admin, NAME))
            except psycopg.OperationalError as error:
                raise DatabaseUnavailable(
                    f"the database ended just as it began: {error}"
                ) from error
        return self.dsn

    def _bring_up(self, admin: str) -> None:
        if self.alive:
            with contextlib.suppress(DatabaseUnavailable):
                launch.wait_ready(admin, self._ended, self.places.log)
                return
            # It was dying when we looked: start it anew.
        self._start()
        launch.wait_ready(admin, self._ended, self.places.log)

    def stop(self) -> None:
        """Stop using the server; if nobody else uses it, end it and wait until it has ended."""
        if self._users is None:
            return
        with self._users as lock:
            if _alone_on(lock):
                self._end()
        self._users = None
        self._reap()

    def _dsn(self, user: str, password: str, database: str) -> str:
        return (
            f"postgresql://{user}:{password}@{quote(str(self.places.socket), safe='')}/{database}"
        )

    def _join_users(self) -> None:
        if self._users is None:
            self._users = self.places.users_lock.open("a+b")
            # Waits while the last user before us is stopping the server.
            fcntl.flock(self._users, fcntl.LOCK_SH)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with self.places.start_lock.open("a+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _start(self) -> None:
        data = self.places.data
        clear(data, self.places.socket)
        self._wait_for_keeper()
        made = (data / "PG_VERSION").exists()
        chosen = choose(data) if made or self._wanted is None else self._wanted
        binaries = reachable(chosen, self.places.account)
        self.places.account.own_folder(self.places.socket)
        if not made:
            launch.initialise(self.places, binaries, load_or_create(self.places.secrets))
        self._keeper = launch.start(self.places, binaries)

    def _ended(self) -> bool:
        self._reap()
        if self._given_up.is_set():
            return True
        return self._keeper is None and postmaster(self.places.data) is None

    def _end(self) -> None:
        deadline = time.monotonic() + _FAST_STOP_SECONDS
        ask = signal.SIGINT
        # One that has only just been started may not have told its number yet.
        while (pid := postmaster(self.places.data)) is not None or self._keeper:
            if pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, ask)
            # A fast stop writes a checkpoint; past its time an immediate one loses nothing either.
            ask = signal.SIGQUIT if time.monotonic() > deadline else signal.SIGINT
            time.sleep(0.05)
            self._reap()

    def _wait_for_keeper(self) -> None:
        # It ends right after its server.
        if self._keeper is not None:
            os.waitpid(self._keeper, 0)
            self._keeper = None

    def _reap(self) -> None:
        if self._keeper is not None and os.waitpid(self._keeper, os.WNOHANG)[0]:
            self._keeper = None


def _alone_on(lock: BufferedRandom) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _prepare(admin: str, password: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        role, word = sql.Identifier(NAME), sql.Literal(password)
        exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone()
        if not exists:
            make = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {} IN ROLE pg_monitor")
            connection.execute(make.format(role, word))
        exists = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
        ).fetchone()
        if not exists:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(role, role))


def _grant_rewrite(admin: str) -> None:
    """Let the application take erased words from the disk: of the log, and of the statistics."""
    role = sql.Identifier(NAME)
    with psycopg.connect(admin, autocommit=True) as connection:
        for order in _REWRITING:
            connection.execute(sql.SQL(order).format(role))
