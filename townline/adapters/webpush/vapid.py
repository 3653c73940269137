"""Saying who we are to a push service (VAPID, RFC 8292)."""

import datetime as dt
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from townline.adapters.webpush.sealing import public_point

_VALID = dt.timedelta(hours=12)  # RFC 8292 allows 24; clocks differ


@dataclass(frozen=True, slots=True)
class Identity:
    """``contact`` is a mailto: or https: address that an operator of a push service may use."""

    key: ec.EllipticCurvePrivateKey = field(repr=False)
    contact: str

    @property
    def public(self) -> str:
        """Our public key as browsers want it (``applicationServerKey``), in base64url."""
        return _text(public_point(self.key.public_key()))

    def header(self, endpoint: str, now: dt.datetime) -> str:
        """Make the Authorization header for one endpoint."""
        parts = urlsplit(endpoint)
        claims = {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int((now + _VALID).timestamp()),
            "sub": self.contact,
        }
        signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
        r, s = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"vapid t={signed}.{_text(r.to_bytes(32) + s.to_bytes(32))}, k={self.public}"


def identity(secret: bytes, contact: str) -> Identity:
    """Read our key from the 32 bytes in the keys file. Raises ValueError."""
    if len(secret) != 32:  # noqa: PLR2004 -- the length of a P-256 scalar
        raise ValueError("the keys file holds no key for web push")
    return Identity(ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1()), contact)


def _json(value: object) -> str:
    return _text(json.dumps(value, separators=(",", ":")).encode())


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
