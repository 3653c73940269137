"""A message that only the browser it is for can read (RFC 8291, in the coding of RFC 8188)."""

import hashlib
import hmac
import os
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096  # bytes: all push services take a message of one such record
MOST = RECORD - 16 - 1 - 86  # what is left of it for words: tag, delimiter, header
_POINT = 65


def seal_message(
    data: bytes,
    *,
    point: bytes,
    auth: bytes,
    ours: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Seal a message for the browser with this public point (65 bytes) and secret (16 bytes).

    ``ours`` and ``salt`` are new for each message; only a test names them. Raises ValueError
    for a message over MOST bytes.
    """
    if len(data) > MOST:
        raise ValueError(f"a push holds at most {MOST} bytes")
    ours = ours or ec.generate_private_key(ec.SECP256R1())
    salt = salt or os.urandom(16)
    mine = public_point(ours.public_key())
    shared = ours.exchange(ec.ECDH(), _point(point))
    key, nonce = _derive_keys(shared, auth=auth, browser=point, sender=mine, salt=salt)
    header = salt + struct.pack("!IB", RECORD, len(mine)) + mine
    # \x02 marks the last record (RFC 8188, 2); there is only one.
    return header + AESGCM(key).encrypt(nonce, data + b"\x02", None)


def open_sealed(body: bytes, *, browser: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """Read a sealed message as the browser does. Raises ValueError and InvalidTag."""
    salt, sender = body[:16], body[21 : 21 + _POINT]
    if len(sender) != _POINT or body[20] != _POINT:
        raise ValueError("the header names no public key of the sender")
    point = public_point(browser.public_key())
    shared = browser.exchange(ec.ECDH(), _point(sender))
    key, nonce = _derive_keys(shared, auth=auth, browser=point, sender=sender, salt=salt)
    padded = AESGCM(key).decrypt(nonce, body[21 + _POINT :], None).rstrip(b"\x00")
    if not padded.endswith(b"\x02"):
        raise ValueError("the record is not the last one")
    return padded[:-1]


def public_point(key: ec.EllipticCurvePublicKey) -> bytes:
    """Give a public key as its uncompressed point, 65 bytes."""
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _point(data: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data)


def _derive_keys(
    shared: bytes, *, auth: bytes, browser: bytes, sender: bytes, salt: bytes
) -> tuple[bytes, bytes]:
    both = _mac(_mac(auth, shared), b"WebPush: info\x00" + browser + sender + b"\x01")
    base = _mac(salt, both)
    key = _mac(base, b"Content-Encoding: aes128gcm\x00\x01")[:16]
    return key, _mac(base, b"Content-Encoding: nonce\x00\x01")[:12]


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, data, hashlib.sha256)
