"""Copies of a schema: written with pg_dump, put back with pg_restore."""

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from townline.platform.postgres.binaries import SUPPORTED, DatabaseUnavailable, bundled_binaries

_DEBIAN = Path("/usr/lib/postgresql")
_MAJOR = 10_000  # server_version_num is 170006 for 17.6


class ProgramFailed(RuntimeError):
    """One of PostgreSQL's programs ended with an error; the words are the last of its own."""


def dump(dsn: str, *, schema: str, snapshot: str, to: Path) -> int:
    """Write a schema as it is in an exported snapshot, in pg_dump's custom format.

    Returns the version of the program: pg_restore must not be older. Raises ProgramFailed, and
    DatabaseUnavailable when no program is new enough for the server.
    """
    version, program = _program("pg_dump", at_least=_server_version(dsn))
    words = ["--format=custom", f'--schema="{schema}"', f"--snapshot={snapshot}", f"--file={to}"]
    _run([str(program), "--no-owner", "--no-privileges", *words], dsn)
    return version


def restore(dsn: str, *, version: int, source: Path) -> None:
    """Put a schema back, in one transaction; ``version`` is that of the program that wrote it."""
    _, program = _program("pg_restore", at_least=max(version, _server_version(dsn)))
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    name = urlsplit(dsn).path.lstrip("/")
    _run([str(program), *options, f"--dbname={name}", str(source)], dsn)


def _server_version(dsn: str) -> int:
    with psycopg.connect(dsn, connect_timeout=10) as link:
        return link.info.server_version // _MAJOR


def _program(name: str, *, at_least: int) -> tuple[int, Path]:
    ours = bundled_binaries()
    places = [(version, _DEBIAN / str(version) / "bin") for version in sorted(SUPPORTED)]
    for version, folder in [*places, (ours.version, ours.folder)]:
        if version >= at_least and (folder / name).exists():
            return version, folder / name
    raise DatabaseUnavailable(
        f"{name} of PostgreSQL {at_least} is missing; apt-get install postgresql-client-{at_least}"
    )


def _run(command: list[str], dsn: str) -> None:
    done = subprocess.run(  # noqa: S603 -- our own command line
        command, env=_environment(dsn), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        # The last line only: those before it may show rows.
        words = (done.stderr.strip().splitlines() or ["no words"])[-1]
        raise ProgramFailed(f"{Path(command[0]).name}: {words}")


def _environment(dsn: str) -> dict[str, str]:
    """Name the server in variables: everybody on the machine may read a command line."""
    parts = urlsplit(dsn)
    inherited = {key: v for key, v in os.environ.items() if not key.startswith(("PG", "TOWNLINE_"))}
    host, _, port = parts.netloc.rpartition("@")[2].partition(":")
    named = {
        "PGHOST": unquote(host),
        "PGPORT": port,
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": parts.path.lstrip("/"),
    }
    return inherited | {key: value for key, value in named.items() if value}
