"""Making a data folder, and starting the server in it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from townline.platform.postgres import keeper
from townline.platform.postgres.account import Account
from townline.platform.postgres.binaries import Binaries, DatabaseUnavailable
from townline.platform.postgres.places import Places
from townline.platform.postgres.secrets_file import Passwords

ADMIN = "postgres"
# After a crash the server first replays its log; that may take long and must not be cut off.
START_SECONDS = 300
_LOG_BYTES = 5_000_000
# Texts and numbers must not reach the log: no failing statements, no values of a broken key.
_PRIVACY = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}


def become(account: Account) -> dict[str, Any]:
    """Give subprocess's arguments for running a program as the account."""
    # PG…: would change the programs' ways. TOWNLINE_…: secrets that are not the database's.
    others = [name for name in os.environ if not name.startswith(("PG", "TOWNLINE_"))]
    clean = {name: os.environ[name] for name in others}
    arguments: dict[str, Any] = {"cwd": "/", "env": clean | {"LC_ALL": "C.UTF-8"}}
    if account.switch:
        arguments |= {"user": account.uid, "group": account.gid, "extra_groups": []}
    return arguments


def initialise(places: Places, binaries: Binaries, passwords: Passwords) -> None:
    """Make the data folder: whole or not at all, so that a kill in between starts anew."""
    partial = places.root / "data.partial"
    subprocess.run(["/bin/rm", "-rf", str(partial)], check=True)  # noqa: S603 -- our own folder
    places.account.own_folder(partial)
    word = places.socket / "word"
    word.write_text(passwords.admin)
    word.chmod(0o600)
    if places.account.switch:
        os.chown(word, places.account.uid, places.account.gid)
    command = [str(binaries.program("initdb")), "-D", str(partial), "-U", ADMIN, f"--pwfile={word}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums"]
    command += ["--locale-provider=builtin", "--locale=C.UTF-8"]
    try:
        _run(command, places.account)
    finally:
        word.unlink()
    partial.rename(places.data)


def _run(command: list[str], account: Account) -> None:
    done = subprocess.run(  # noqa: S603 -- our own command line
        command, capture_output=True, text=True, check=False, **become(account)
    )
    if done.returncode != 0:
        raise DatabaseUnavailable(f"{Path(command[0]).name}: {done.stderr.strip()}")


def start(places: Places, binaries: Binaries) -> int:
    """Start the server under its keeper, and return the keeper's process id."""
    settings = _PRIVACY | {
        "listen_addresses": "",
        "unix_socket_directories": str(places.socket),
        "fsync": "on",
        # A recycled file of the log would keep erased words until it is written over.
        "wal_recycle": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    command = [str(binaries.program("postgres")), "-D", str(places.data)]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    order = {"command": command, "users_lock": str(places.users_lock)}
    identity = become(places.account)
    # Not in the order: everybody on the machine may read a command line, and the environment
    # holds the link's password.
    environment = identity.pop("env")
    return _spawn({**order, "become": identity}, environment, places.log)


def _spawn(order: dict[str, Any], environment: dict[str, str], log: Path) -> int:
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.rename(log.with_suffix(".log.1"))
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    script = str(Path(keeper.__file__))
    # Its own session: a signal to our process group is not the keeper's business.
    return os.posix_spawn(
        sys.executable,
        [sys.executable, "-I", "-S", script, json.dumps(order)],
        environment,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), flags, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )


def wait_ready(dsn: str, ended: Callable[[], bool], log: Path) -> None:
    """Wait until the server answers. Raises with the end of its log if it has ended."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(dsn):
        if ended() or time.monotonic() > deadline:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
            raise DatabaseUnavailable(f"the database did not start; the end of {log}:\n{tail}")
        time.sleep(0.02)


def answers(dsn: str) -> bool:
    """Say whether the server lets us in."""
    try:
        psycopg.connect(dsn, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True
