"""Remembers in the database how the last backup went, for figures and alerts."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from townline.platform.backup.making import make
from townline.platform.backup.secret import Secret
from townline.platform.core.history import marks
from townline.platform.core.keys import crypto

DONE, FAILED = "backup", "backup_failed"


@dataclass
class Record:
    """One backup on its way."""

    now: dt.datetime
    path: Path | None = None
    verified: bool = False

    @property
    def district(self) -> str:
        name: str = settings.TOWNLINE_DISTRICT
        return name

    def make(self, *, home: Path, to: Path, secret: Secret) -> Path:
        """Write it. Raises BackupProblem."""
        self.path = make(
            dsn=os.environ["TOWNLINE_DATABASE_URL"],
            district=self.district,
            home=home,
            ring=crypto.ring(),
            secret=secret,
            to=to,
            now=self.now,
        )
        return self.path


@contextmanager
def record_backup(now: dt.datetime) -> Iterator[Record]:
    """Note at the end whether a backup was made."""
    record = Record(now)
    try:
        yield record
    except BaseException:
        marks.mark_put(FAILED, at=now)
        raise
    name = record.path.name if record.path else ""
    marks.mark_put(DONE, at=now, file=name, verified=record.verified)
    marks.mark_drop(FAILED)
