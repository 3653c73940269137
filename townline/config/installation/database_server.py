"""Role and database on a PostgreSQL server, made with its administrator's rights, once."""

import contextlib
import os
import pwd
import secrets
import socket
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

import psycopg
from psycopg import conninfo, sql

from townline.platform.core.commands import CannotStart
from townline.platform.postgres.serves import Database

LOCAL = "postgresql://postgres@%2Fvar%2Frun%2Fpostgresql/postgres"
_OLDEST = 17
# What the nightly rewriting of erased rows needs (docs/run/backup.md).
_GRANTS = (
    "GRANT pg_checkpoint TO {}",
    "GRANT pg_monitor TO {}",
    "GRANT EXECUTE ON FUNCTION pg_switch_wal() TO {}",
    "GRANT MAINTAIN ON pg_catalog.pg_statistic TO {}",
)


def new_url(admin_url: str, district: str) -> str:
    """Give the application's address on the server, with a new password. Raises CannotStart.

    Raises it where role or database are there: they belong to another installation.
    """
    name = f"townline_{district}"
    with connect(admin_url) as link:
        _check_version(link)
        roles = link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
        bases = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if roles or bases:
            raise CannotStart(
                f"the server has a role or database {name} already: two installations cannot have "
                "one schema. Choose another --district, or give the address of that database "
                "with --database-url"
            )
        host = _reachable_host(link)
        port = link.info.port
    return f"postgresql://{name}:{secrets.token_urlsafe(24)}@{quote(host, safe='')}:{port}/{name}"


def create(admin_url: str, url: str) -> None:
    """Make role and database of an address, or what is missing of them."""
    wanted = Database.of(url)
    password = unquote(urlsplit(url).password or "")
    role, base = sql.Identifier(wanted.user), sql.Identifier(wanted.name)
    with connect(admin_url) as link:
        known = link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [wanted.user]).fetchone()
        order = "ALTER ROLE {} LOGIN PASSWORD {}" if known else "CREATE ROLE {} LOGIN PASSWORD {}"
        link.execute(sql.SQL(order).format(role, sql.Literal(password)))
        found = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [wanted.name])
        if found.fetchone() is None:
            link.execute(_CREATE.format(base, role))
    with connect(admin_url, wanted.name) as link:
        for order in _GRANTS:
            link.execute(sql.SQL(order).format(role))


_CREATE = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0")


def problem(url: str) -> str:
    """Give why the application cannot use its database, or nothing."""
    try:
        with psycopg.connect(url, connect_timeout=5) as link:
            _check_version(link)
    except psycopg.OperationalError as error:
        return str(error).strip().splitlines()[-1]
    return ""


def is_schema_free(url: str, schema: str) -> bool:
    """Say whether the database holds nothing under this name yet."""
    with psycopg.connect(url, connect_timeout=5) as link:
        rows = link.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return rows.fetchone() is None


@contextlib.contextmanager
def connect(admin_url: str, name: str = "") -> Iterator["psycopg.Connection[tuple[int]]"]:
    """Connect as the administrator; on a Unix socket, root acts as the account of that role."""
    url = LOCAL if admin_url == "local" else admin_url
    address = conninfo.make_conninfo(url, dbname=name or None)
    try:
        with _acting_as(url):
            link = psycopg.connect(address, autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[-1]
        raise CannotStart(
            f"the database server cannot be reached as its administrator: {reason}. Start it, or "
            "correct --admin-database"
        ) from error
    try:
        with link:
            yield link
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise CannotStart(f"role and database cannot be made: {reason}") from error


@contextlib.contextmanager
def _acting_as(url: str) -> Iterator[None]:
    """Let the server see the role's own account on its socket, where no password is given."""
    account, database = None, Database.of(url)
    peer = database.host.startswith("/") and not urlsplit(url).password
    if os.geteuid() == 0 and peer:
        with contextlib.suppress(KeyError):
            account = pwd.getpwnam(database.user)
    if account is None:
        yield
        return
    os.seteuid(account.pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def _check_version(link: "psycopg.Connection[tuple[int]]") -> None:
    version = link.info.server_version // 10_000
    if version < _OLDEST:
        raise CannotStart(f"PostgreSQL {version} is too old: 17 and 18 are supported")


def _reachable_host(link: "psycopg.Connection[tuple[int]]") -> str:
    """Choose how processes reach the server: by loopback rather than by its socket."""
    host = link.info.host
    if not host.startswith("/"):
        return host
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", link.info.port), 3):
        return "127.0.0.1"
    return host
