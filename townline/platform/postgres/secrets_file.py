"""The database's passwords: made once, kept in a file only its owner reads."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from townline.platform.postgres.binaries import DatabaseUnavailable


@dataclass(frozen=True)
class Passwords:
    """``admin`` is PostgreSQL's superuser, ``application`` what the processes sign in with."""

    admin: str
    application: str


def load_or_create(path: Path) -> Passwords:
    """Read the passwords, or make them for a new database."""
    if not path.exists():
        _write(path, Passwords(secrets.token_urlsafe(24), secrets.token_urlsafe(24)))
    try:
        return Passwords(**json.loads(path.read_text()))
    except (ValueError, TypeError) as error:
        raise DatabaseUnavailable(f"{path} is damaged; put it back from a backup") from error


def _write(path: Path, passwords: Passwords) -> None:
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(asdict(passwords), file)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
