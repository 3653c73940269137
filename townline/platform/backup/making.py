"""Making a backup: one moment of the database, and the photos it names."""

import datetime as dt
import json
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

from townline.platform import postgres
from townline.platform.backup import archive
from townline.platform.backup.checksums import census, extensions, has_schema
from townline.platform.backup.manifest import Manifest, key_marks
from townline.platform.backup.problems import BackupProblem
from townline.platform.backup.secret import Secret
from townline.platform.core.keys.crypto import KeyRing

SUFFIX, SUFFIX_BEFORE = ".tar.age", ".tlb"


def name_of(district: str, now: dt.datetime) -> str:
    """Name a backup; names sort by time."""
    return f"townline-{district}-{now:%Y%m%dT%H%M%SZ}{SUFFIX}"


def make(
    *,
    dsn: str,
    district: str,
    home: Path,
    ring: KeyRing,
    secret: Secret,
    to: Path,
    now: dt.datetime,
) -> Path:
    """Write a backup into the folder ``to`` and return its path. Raises BackupProblem.

    The database goes on working; what it holds at the first moment is what is copied.
    """
    out = to / name_of(district, now)
    try:
        to.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as folder:
            dump = Path(folder) / "database.dump"
            manifest = _database(dsn, district, ring, dump, now)
            archive.write(out, secret, lambda tar: _fill(tar, manifest, dump, home))
    except OSError as error:
        raise BackupProblem(f"the backup cannot be written: {error}") from error
    except (postgres.ProgramFailed, postgres.DatabaseUnavailable, psycopg.Error) as error:
        words = str(error).split("\n", 1)[0]
        raise BackupProblem(f"the database cannot be copied: {words}") from error
    return out


def _database(dsn: str, district: str, ring: KeyRing, dump: Path, now: dt.datetime) -> Manifest:
    with psycopg.connect(dsn, connect_timeout=10) as link:
        link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        link.read_only = True
        if not has_schema(link, district):
            raise BackupProblem(f"the database holds no district {district!r}")
        # Counted and copied in one snapshot: the sums are those of the copy.
        (snapshot,) = link.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        tables = census(link, district)
        program = postgres.dump(dsn, schema=district, snapshot=snapshot, to=dump)
        return Manifest(
            district=district,
            made_at=now.isoformat(),
            program=program,
            tables=tables,
            extensions=extensions(link),
            keys=key_marks(ring),
        )


def _fill(tar: tarfile.TarFile, manifest: Manifest, dump: Path, home: Path) -> None:
    archive.add(tar, archive.MANIFEST, manifest.to_bytes())
    archive.add_file(tar, archive.DATABASE, dump)
    if (providers := home / archive.PROVIDERS).exists():
        archive.add(tar, archive.PROVIDERS, _without_secrets(providers))
    for path in _photos(home / archive.MEDIA / manifest.district):
        archive.add_file(tar, str(path.relative_to(home)), path)


def _photos(folder: Path) -> Iterator[Path]:
    # Photos are written beside their place and renamed into it: a hidden file is not one yet.
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.parts):
            yield path


def _without_secrets(path: Path) -> bytes:
    try:
        entries = json.loads(path.read_text())
    except ValueError:
        return b"[]"
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("settings"), dict):
            entry["settings"] = dict.fromkeys(entry["settings"], "")
    return json.dumps(entries, indent=1, ensure_ascii=False).encode()
