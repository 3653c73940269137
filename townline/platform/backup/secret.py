"""The secret that opens backups: a key file as age makes them, or a passphrase in a file.

Key files from before (``townline-backup-key-1``) hold 32 bytes; these are an age key as well.
"""

import hashlib
import hmac
import os
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from townline.platform.backup.bech32 import encode
from townline.platform.backup.problems import BackupProblem, UnreadableBackup

_MARK = "townline-backup-key-1"
_KEY_BYTES = 32
_SHORTEST_PASSPHRASE = 16
# 32 MiB and a tenth of a second for each guess (RFC 7914).
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}
_AGE = "AGE-SECRET-KEY-1"
# age knows no salt of a file, so each guess costs more: 128 MiB.
_AGE_SCRYPT = {"n": 2**17, "r": 8, "p": 1}
_AGE_SALT = b"townline backup passphrase for age"


@dataclass(frozen=True, slots=True)
class Secret:
    """``kind`` is key or passphrase; ``value`` the bytes, ``place`` the file they came from.

    ``written``: the key as age writes it, where the file holds it so.
    """

    kind: str
    value: bytes
    place: Path
    written: str = ""

    def age(self) -> str:
        """Give the key as the ``age`` command wants it: ``AGE-SECRET-KEY-1…``."""
        return self.written or encode("age-secret-key-", self._age_bytes()).upper()

    def identity(self) -> pyrage.x25519.Identity:
        """Give the key that opens backups in age's format."""
        return pyrage.x25519.Identity.from_str(self.age())

    def _age_bytes(self) -> bytes:
        if self.kind == "key":
            return self.value
        return Scrypt(salt=_AGE_SALT, length=_KEY_BYTES, **_AGE_SCRYPT).derive(self.value)

    def file_key(self, salt: bytes) -> tuple[bytes, str]:
        """Give the key of one backup, and the name by which a wrong secret is noticed."""
        if self.written:
            raise UnreadableBackup(
                f"the key in {self.place} is not the key this backup was made with"
            )
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
        key = pyrage.x25519.Identity.generate()
        file.write(f"# public key: {key.to_public()}\n{key}\n")
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Secret:
    """Read a key file, or a file with a passphrase. Raises BackupProblem."""
    try:
        words = path.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BackupProblem(f"the backups' key {path} cannot be read: {error}") from error
    if _AGE in words:
        return _age(words, path)
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


def _age(words: str, path: Path) -> Secret:
    keys = [line.strip() for line in words.splitlines() if line.startswith(_AGE)]
    try:
        pyrage.x25519.Identity.from_str(keys[0])
    except (IndexError, pyrage.IdentityError) as error:
        raise BackupProblem(f"the key file {path} is damaged; put it back from its copy") from error
    return Secret("key", b"", path, keys[0])


def _passphrase(words: str, path: Path) -> bytes:
    if len(words) < _SHORTEST_PASSPHRASE:
        raise BackupProblem(
            f"the passphrase in {path} is too short: {_SHORTEST_PASSPHRASE} characters at least, "
            "or make a key file: townline backup-key FILE"
        )
    return words.encode()
