"""The file format of before, for reading: pieces, each encrypted and authenticated (AES-256-GCM).

``magic | header length 4 | header JSON | (piece length 4 | piece)...``; the nonce of a piece is
its number and whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizar), so that pieces cannot be left out, moved or cut off unnoticed.
"""

import json
import secrets
from base64 import b64decode, b64encode
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from townline.platform.backup.problems import UnreadableBackup
from townline.platform.backup.secret import Secret

MAGIC = b"townline backup 1\n"
PIECE = 1 << 20
_TAG = 16
_HEADER_LIMIT = 4096


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])


class Sealer:
    """Encrypts what is written to it; ``close`` writes the last piece."""

    def __init__(self, out: BinaryIO, secret: Secret) -> None:
        salt = secrets.token_bytes(32)
        key, name = secret.file_key(salt)
        fields = {"secret": secret.kind, "salt": b64encode(salt).decode(), "name": name}
        self._header = json.dumps(fields).encode()
        self._cipher = AESGCM(key)
        self._out, self._held, self._number = out, bytearray(), 0
        out.write(MAGIC + len(self._header).to_bytes(4) + self._header)

    def write(self, data: bytes) -> int:
        """Take more; a piece is kept back, since the last one is marked."""
        self._held += data
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(data)

    def close(self) -> None:
        """Write what is left as the last piece."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), piece, self._header)
        self._number += 1
        self._out.write(len(sealed).to_bytes(4) + sealed)


class Opener:
    """Reads what a Sealer wrote. Raises Unreadable, at the first piece with another secret."""

    def __init__(self, source: BinaryIO, secret: Secret) -> None:
        self._source = source
        self._header = self._read_header()
        self._cipher = AESGCM(self._key(secret))
        self._held, self._number, self._ended = bytearray(), 0, False

    def read(self, size: int) -> bytes:
        """Give up to ``size`` bytes; b"" after the last piece."""
        while len(self._held) < size and not self._ended:
            self._held += self._piece()
        data = bytes(self._held[:size])
        del self._held[:size]
        return data

    def close(self) -> None:
        """Let go; the file is closed by who opened it."""

    def _read_header(self) -> bytes:
        if self._source.read(len(MAGIC)) != MAGIC:
            raise UnreadableBackup("this is not a backup of Townline")
        size = int.from_bytes(self._source.read(4))
        if not 0 < size <= _HEADER_LIMIT:
            raise UnreadableBackup("the backup is damaged in its first bytes")
        return self._source.read(size)

    def _key(self, secret: Secret) -> bytes:
        try:
            fields = json.loads(self._header)
            salt, name, kind = b64decode(fields["salt"]), fields["name"], fields["secret"]
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableBackup("the backup is damaged in its first bytes") from error
        key, found = secret.file_key(salt)
        if (secret.kind, found) != (kind, name):
            raise UnreadableBackup(
                f"the {secret.kind} in {secret.place} is not the {kind} this backup was made with"
            )
        return key

    def _piece(self) -> bytes:
        size = int.from_bytes(self._source.read(4))
        if not _TAG <= size <= PIECE + _TAG:
            raise UnreadableBackup("the backup is cut short or damaged; take another one")
        sealed = self._source.read(size)
        # The last piece says so itself: nothing may be cut off behind a piece.
        for last in (False, True):
            try:
                data = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._header)
            except InvalidTag:
                continue
            self._number, self._ended = self._number + 1, last
            if last and self._source.read(1):
                raise UnreadableBackup("something was put behind the backup; take another one")
            return data
        raise UnreadableBackup("the backup is cut short or damaged; take another one")
