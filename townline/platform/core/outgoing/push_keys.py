"""The public half of the key by which push services know us."""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from townline.platform.core.keys import crypto


def public_key() -> str:
    """Give it as browsers want it (``applicationServerKey``): 65 bytes in base64url, or ""."""
    secret = crypto.ring().vapid
    if not secret:
        return ""
    key = ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()
