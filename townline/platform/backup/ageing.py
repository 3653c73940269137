"""The file format of backups: age (age-encryption.org/v1), which any administrator can open.

``age -d -i backup.key FILE | tar x`` does without Townline. Every byte up to the last is
authenticated; what is cut off or put behind is refused. pyrage takes files to read from and write
to; a pipe and a thread make a stream of that, so that nothing lies on the disk unencrypted.
"""

import os
from collections.abc import Callable
from threading import Thread
from typing import BinaryIO

import pyrage

from townline.platform.backup.problems import UnreadableBackup
from townline.platform.backup.secret import Secret

MARK = b"age-encryption.org/v1\n"


class _Work(Thread):
    """Runs to its end beside the caller; ``failed`` says what went wrong."""

    def __init__(self, action: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._deed, self.failed = action, None
        self.start()

    failed: Exception | None

    def run(self) -> None:
        try:
            self._deed()
        except Exception as error:  # noqa: BLE001 -- raised again by whoever waits for the end
            self.failed = error


class Sealer:
    """Encrypts what is written to it; ``close`` writes the end. Raises OSError."""

    def __init__(self, out: BinaryIO, secret: Secret) -> None:
        recipient = secret.identity().to_public()
        ours, theirs = os.pipe()
        self._pipe = os.fdopen(theirs, "wb")

        def seal() -> None:
            with os.fdopen(ours, "rb") as source:
                pyrage.encrypt_io(source, out, [recipient])

        self._work = _Work(seal)

    def write(self, data: bytes) -> int:
        """Take more."""
        return self._pipe.write(data)

    def close(self) -> None:
        """Write what is left."""
        try:
            self._pipe.close()
        finally:
            self._work.join()
        if self._work.failed:
            raise OSError(str(self._work.failed))


class Opener:
    """Reads what age encrypted. Raises Unreadable, with another key before the first byte."""

    def __init__(self, source: BinaryIO, secret: Secret) -> None:
        identity = secret.identity()
        self._secret = secret
        ours, theirs = os.pipe()
        self._pipe = os.fdopen(ours, "rb")

        def open_() -> None:
            with os.fdopen(theirs, "wb") as target:
                pyrage.decrypt_io(source, target, [identity])

        self._work = _Work(open_)

    def read(self, size: int) -> bytes:
        """Give up to ``size`` bytes; b"" once the last byte was found to be right."""
        data = self._pipe.read(size)
        if len(data) < size:
            self._work.join()
            if self._work.failed:
                raise UnreadableBackup(self._words(self._work.failed))
        return data

    def close(self) -> None:
        """Let go, read to the end or not."""
        self._pipe.close()
        self._work.join()

    def _words(self, error: Exception) -> str:
        if isinstance(error, pyrage.DecryptError):
            kind, place = self._secret.kind, self._secret.place
            return f"the {kind} in {place} is not the {kind} this backup was made with"
        return "the backup is cut short or damaged, or something was put behind it; take another"
