"""The secret that opens backups: a key file, or a passphrase in a file."""

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from townline.config.backup.problems import BackupProblem

_MARK = "townline-backup-key-1"
_KEY_BYTES = 32
_SHORTEST_PASSPHRASE = 16
# 32 MiB and a tenth of a second for each guess (RFC 7914).
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}


@dataclass(frozen=True, slots=True)
class Secret:
    """``kind`` is key or passphrase; ``value`` the bytes, ``place`` the file they came from."""

    kind: str
    value: bytes
    place: Path

    def file_key(self, salt: bytes) -> tuple[bytes, str]:
        """Give the key of one backup, and the name by which a wrong secret is noticed."""
        master = self.value
        if self.kind == "passphrase":
            master = Scrypt(salt=salt, length=_KEY_BYTES, **_SCRYPT).derive(self.value)
        key = HKDF(SHA256(), _KEY_BYTES, salt, b"townline backup").derive(master)
        return key, hmac.digest(key, b"name", hashlib.sha256)[:8].hex()


def create(path: Path) -> None:
    """Write a new key file that only its owner reads. Never overwrites one."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupProblem(f"{path} cannot be made: {error.strerror}") from error
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{_MARK} {b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Secret:
    """Read a key file, or a file with a passphrase. Raises BackupProblem."""
    try:
        words = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupProblem(f"the backups' key {path} cannot be read: {error}") from error
    mark, _, value = words.partition(" ")
    if mark != _MARK:
        return Secret("passphrase", _passphrase(words, path), path)
    try:
        key = b64decode(value, validate=True)
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise BackupProblem(f"the key file {path} is damaged; put it back from its copy")
    return Secret("key", key, path)


def _passphrase(words: str, path: Path) -> bytes:
    if len(words) < _SHORTEST_PASSPHRASE:
        raise BackupProblem(
            f"the passphrase in {path} is too short: {_SHORTEST_PASSPHRASE} characters at least, "
            "or make a key file: townline backup-key FILE"
        )
    return words.encode()
