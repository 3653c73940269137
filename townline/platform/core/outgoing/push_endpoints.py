"""Which address a browser may name as the one of its push service, and what its keys look like.

Which addresses may be called at all says ``public_addresses.py``.
"""

from base64 import urlsafe_b64decode

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from townline.platform.core.outgoing.public_addresses import AddressRefused, check_address

_POINT, _SECRET = 65, 16  # bytes: an uncompressed P-256 point, RFC 8291's auth secret


class SubscriptionInvalid(ValueError):
    """What a browser gave is no subscription that may be used."""


def check_subscription(endpoint: str, p256dh: str, auth: str) -> None:
    """Look whether a subscription can be used. Raises SubscriptionInvalid."""
    _checked_endpoint(endpoint)
    _checked_point(decode_base64url(p256dh))
    if len(decode_base64url(auth)) != _SECRET:
        raise SubscriptionInvalid("auth is not 16 bytes of base64url")


def decode_base64url(value: str) -> bytes:
    """Read base64url with or without padding; empty bytes when it is none."""
    try:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except ValueError:
        return b""


def _checked_endpoint(endpoint: str) -> None:
    try:
        check_address(endpoint, anywhere=settings.TOWNLINE_PUSH_ANYWHERE)
    except AddressRefused as error:
        raise SubscriptionInvalid(f"the endpoint: {error}") from error


def _checked_point(point: bytes) -> None:
    if len(point) != _POINT:
        raise SubscriptionInvalid("p256dh is not 65 bytes of base64url")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise SubscriptionInvalid("p256dh is no point of P-256") from error
