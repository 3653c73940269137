"""Putting a backup back: into an empty home, or into a server that is thrown away again."""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from townline.platform import postgres
from townline.platform.backup import archive
from townline.platform.backup.checksums import census, differences, holds_anything
from townline.platform.backup.manifest import Manifest, lacking
from townline.platform.backup.problems import BackupProblem, UnreadableBackup
from townline.platform.backup.secret import Secret
from townline.platform.core.keys.crypto import KeyRing

PROVIDERS_LEFT = "providers-without-secrets.json"


def check_keys(manifest: Manifest, ring: KeyRing, place: Path) -> None:
    """Refuse keys that would open none of the numbers. Raises BackupProblem."""
    missing = lacking(manifest.keys, ring)
    if missing:
        raise BackupProblem(
            f"the keys in {place} are not those of this backup ({', '.join(missing)} differ): name "
            "the keys file that belongs to it with --keys-file; nothing was written"
        )


def check_schema(dsn: str, district: str) -> None:
    """Refuse a schema that holds anything; the words say what to do. Raises BackupProblem."""
    with psycopg.connect(dsn, connect_timeout=10) as link:
        if holds_anything(link, district):
            raise BackupProblem(
                f"the database holds a district {district!r} already: restore into an empty "
                f"database, or move it away first (ALTER SCHEMA {district} RENAME TO "
                f"{district}_before); nothing was written"
            )


def put_back(path: Path, secret: Secret, *, dsn: str, home: Path) -> Manifest:
    """Restore the database in one transaction, then the photos; compare every table.

    Raises BackupProblem; the home stays empty then, but for what the database's server makes.
    """
    with _unpack_backup(path, secret, home) as (manifest, folder):
        check_schema(dsn, manifest.district)
        _restore_database(manifest, folder / archive.DATABASE, dsn)
        _compare(manifest, dsn)
        photos = Path(archive.MEDIA, manifest.district)
        if (folder / photos).exists():
            (home / archive.MEDIA).mkdir(exist_ok=True)
            (folder / photos).rename(home / photos)
            (home / photos).chmod(0o700)
        if (folder / archive.PROVIDERS).exists():
            (folder / archive.PROVIDERS).rename(home / PROVIDERS_LEFT)
        return manifest


def verify(path: Path, secret: Secret) -> Manifest:
    """Restore into a database server of its own, compare, and throw it away. Raises BackupProblem.

    The space for it is taken where TMPDIR says.
    """
    scratch = Path(tempfile.mkdtemp(prefix="townline-verify-"))
    # The database's account must be able to enter.
    scratch.chmod(0o755)
    server = postgres.EmbeddedPostgres(scratch, postgres.bundled_binaries())
    try:
        return put_back(path, secret, dsn=server.ensure(), home=scratch)
    except postgres.DatabaseUnavailable as error:
        raise BackupProblem(f"it cannot be tried: {error}") from error
    finally:
        server.stop()
        shutil.rmtree(server.places.root, ignore_errors=True)
        shutil.rmtree(scratch, ignore_errors=True)


# What processes said of themselves, by its table: of those of the copy none is alive here.
_STATES = {
    "conversations_linkstatus": "UPDATE {} SET state = 'stopped', detail = ''",
    "core_mark": "DELETE FROM {} WHERE name LIKE 'calls %%' OR name = 'jobs'",
}


def forget_processes(dsn: str, schema: str) -> None:
    """Take back what processes said of themselves before the backup: links bound, jobs run."""
    with psycopg.connect(dsn, connect_timeout=10) as link:
        for table, order in _STATES.items():
            name = sql.Identifier(schema, table)
            found = link.execute("SELECT to_regclass(%s)", [name.as_string(link)]).fetchone()
            if found and found[0]:
                link.execute(sql.SQL(order).format(name), [])


@contextmanager
def _unpack_backup(path: Path, secret: Secret, home: Path) -> Iterator[tuple[Manifest, Path]]:
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as name:
        folder = Path(name)
        with archive.reading(path, secret) as (manifest, tar):
            for member in archive.rest(tar):
                _unpack(tar, member, folder)
        yield manifest, folder


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    known = member.name in (archive.DATABASE, archive.PROVIDERS)
    target = folder / (member.name if known else archive.safe_name(member.name))
    file = tar.extractfile(member) if member.isfile() else None
    if file is None:
        raise UnreadableBackup(f"the backup's part {member.name} is no file")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        target.chmod(0o600)
        shutil.copyfileobj(file, out, 1 << 20)


def _restore_database(manifest: Manifest, dump: Path, dsn: str) -> None:
    try:
        with psycopg.connect(dsn, connect_timeout=10) as link:
            # The district's first start may have made it; the copy makes its own.
            link.execute(
                sql.SQL("DROP SCHEMA IF EXISTS {}").format(sql.Identifier(manifest.district))
            )
            for name, schema in manifest.extensions.items():
                order = sql.SQL("CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA {}")
                link.execute(order.format(sql.Identifier(name), sql.Identifier(schema)))
        postgres.restore(dsn, version=manifest.program, source=dump)
    except (psycopg.Error, postgres.ProgramFailed, postgres.DatabaseUnavailable) as error:
        words = str(error).split("\n", 1)[0]
        raise BackupProblem(f"the database cannot be restored: {words}") from error


def _compare(manifest: Manifest, dsn: str) -> None:
    with psycopg.connect(dsn, connect_timeout=10) as link:
        wrong = differences(manifest.tables, census(link, manifest.district))
    if wrong:
        raise BackupProblem("the copy is not what it was: " + "; ".join(wrong[:5]))
