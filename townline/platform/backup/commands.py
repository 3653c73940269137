"""``townline backup``, ``backup verify``, ``backup-key`` and ``restore``."""

import datetime as dt
import os
import shutil
from argparse import Namespace
from pathlib import Path

from townline.platform.backup import archive, restoring, retention, secret
from townline.platform.backup.problems import BackupProblem
from townline.platform.core import clock, logs
from townline.platform.core.commands import CannotStart, ready, write_line
from townline.platform.core.keys import crypto
from townline.platform.core.outgoing import alerts
from townline.platform.postgres import DatabaseUnavailable, config_files, environment, serves


def backup_key(options: Namespace) -> int:
    """``townline backup-key FILE``; with ``--show`` it tells what ``age -i`` opens backups with."""
    if _in_home(options):
        environment.enter(options.home)
    try:
        if options.show:
            write_line(secret.read(options.file).age())
            return 0
        secret.create(options.file)
    except BackupProblem as error:
        raise CannotStart(str(error)) from error
    write_line(
        f"made {options.file}. Keep a copy apart from the backups: without it they open no more"
    )
    return 0


def _in_home(options: Namespace) -> bool:
    """Say whether the key lies in a home: its processes must be able to read it."""
    homes = [options.home] if options.home else config_files.homes()
    file = options.file.resolve()
    return any(home.resolve() in file.parents for home in homes)


def backup(options: Namespace) -> int:
    """``townline backup``; whoever is on duty is told when it fails."""
    if options.action == "verify":
        environment.enter(options.home)
        return _verify(options)
    home = environment.use_home(options.home)
    logs.configure("backup")
    if not environment.has_database(home):
        raise CannotStart(f"there is no database in {home} to copy")
    serves.check(home)
    try:
        words = _backup(options, home)
    except (BackupProblem, CannotStart) as error:
        alerts.send_alert("backup failed", f"{error}\n\nIn {home}. The last good backup stays.\n")
        raise CannotStart(str(error)) from error
    write_line(words)
    return 0


def _backup(options: Namespace, home: Path) -> str:
    to, key = _folder(options), _secret(options)
    with ready(options):
        from townline.platform.backup import recording  # noqa: PLC0415 -- needs Django

        now = clock.now()
        with recording.record_backup(now) as record:
            path = record.make(home=home, to=to, secret=key)
            if not options.no_verify:
                restoring.verify(path, key)
                record.verified = True
            if command := os.environ.get("TOWNLINE_BACKUP_COPY"):
                retention.copy_elsewhere(command, path)
            dropped = retention.drop_old(to, record.district, max(1, options.keep))
    tried = "written" if options.no_verify else "written and tried"
    old = f"; {len(dropped)} old ones removed" if dropped else ""
    return f"{tried}: {path} ({path.stat().st_size / 1e6:.1f} MB){old}"


def _verify(options: Namespace) -> int:
    if options.file is None:
        raise CannotStart("name the backup to try: townline backup verify FILE")
    try:
        manifest = restoring.verify(options.file, _secret(options))
    except BackupProblem as error:
        raise CannotStart(str(error)) from error
    write_line(_summary_line(manifest.district, manifest.made_at, manifest.rows, "is whole"))
    return 0


def _summary_line(district: str, made_at: str, rows: int, words: str) -> str:
    made = dt.datetime.fromisoformat(made_at).astimezone()
    return f"{words}: district {district} of {made:%Y-%m-%d %H:%M %Z}, {rows} rows"


def restore(options: Namespace) -> int:
    """``townline restore FILE --home NEW``: refuses before anything is written."""
    logs.configure("restore")
    if options.home is None:
        raise CannotStart("name the new home: townline restore FILE --home NEW")
    try:
        words = _restore(options)
    except (BackupProblem, crypto.KeysUnusable) as error:
        raise CannotStart(str(error)) from error
    write_line(words)
    return 0


def _restore(options: Namespace) -> str:
    environment.enter(options.home)
    key, keys_file = _secret(options), _keys_file(options)
    ring = crypto.load(keys_file)
    manifest = archive.look(options.file, key)
    restoring.check_keys(manifest, ring, keys_file)
    _check_district(manifest.district)
    _check_empty(options.home.absolute(), keys_file, key.place)
    home = environment.use_home(options.home)
    with environment.database(home):
        try:
            dsn = os.environ["TOWNLINE_DATABASE_URL"]
            restoring.check_schema(dsn, manifest.district)
            restoring.put_back(options.file, key, dsn=dsn, home=home)
            restoring.forget_processes(dsn, manifest.district)
        except DatabaseUnavailable as error:
            raise CannotStart(str(error)) from error
        serves.write(home)
    _take_keys(keys_file, home / "keys.json")
    return _summary_line(
        manifest.district, manifest.made_at, manifest.rows, f"restored into {home}"
    )


def _check_empty(home: Path, *ours: Path) -> None:
    """Refuse a home that holds anything but the keys that were named."""
    if home.exists() and not home.is_dir():
        raise BackupProblem(f"{home} is no folder: name an empty --home; nothing was written")
    there = sorted(home.iterdir()) if home.exists() else []
    held = [one.name for one in there if not any(one.samefile(key) for key in ours)]
    if held:
        raise BackupProblem(
            f"{home} is in use already, it holds {', '.join(held[:3])}: name an empty --home, or "
            "move what is there away first; nothing was written"
        )


def _check_district(district: str) -> None:
    wanted = os.environ.get("TOWNLINE_DISTRICT", "handeul")
    if district != wanted:
        raise BackupProblem(
            f"this is a backup of the district {district!r}: set TOWNLINE_DISTRICT={district} "
            "here and for the processes; nothing was written"
        )


def _take_keys(source: Path, target: Path) -> None:
    if not target.exists():
        shutil.copyfile(source, target)
        target.chmod(0o600)


def _folder(options: Namespace) -> Path:
    given = options.to or os.environ.get("TOWNLINE_BACKUP_TO")
    if not given:
        raise BackupProblem("name the folder for backups: --to DIR, or TOWNLINE_BACKUP_TO")
    return Path(given)


def _secret(options: Namespace) -> secret.Secret:
    given = options.key_file or os.environ.get("TOWNLINE_BACKUP_KEY_FILE")
    if not given:
        raise CannotStart(
            "backups are encrypted: name the key with --key-file or TOWNLINE_BACKUP_KEY_FILE; "
            "townline backup-key FILE makes one"
        )
    try:
        return secret.read(Path(given))
    except BackupProblem as error:
        raise CannotStart(str(error)) from error


def _keys_file(options: Namespace) -> Path:
    given = options.keys_file or os.environ.get("TOWNLINE_KEYS_FILE")
    if not given:
        raise CannotStart(
            "backups hold no keys: name the keys file of the district with --keys-file"
        )
    return Path(given)
