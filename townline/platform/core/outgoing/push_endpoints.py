"""Which address a browser may name as the one of its push service, and what its keys look like.

Whoever names an address makes our server call it, so only public ones are accepted: https, and
no host of the office's own network. What a name leads to is looked at again when it is called.
"""

import ipaddress
from base64 import urlsafe_b64decode
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

LONGEST = 1000
_POINT, _SECRET = 65, 16  # bytes: an uncompressed P-256 point, RFC 8291's auth secret
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


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


def is_public(address: Address) -> bool:
    """Say whether an address is one of the open internet, looking through IPv4 inside IPv6."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is None and address in _TRANSLATED:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(inner)
    return address.is_global and not address.is_multicast


def _checked_endpoint(endpoint: str) -> None:
    if len(endpoint) > LONGEST or not endpoint.isascii() or any(c <= " " for c in endpoint):
        raise SubscriptionInvalid("the endpoint is too long, or no address")
    try:
        parts = urlsplit(endpoint)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise SubscriptionInvalid("the endpoint is no address") from error
    if not host or parts.username is not None or parts.fragment:
        raise SubscriptionInvalid("the endpoint names no host alone")
    if settings.TOWNLINE_PUSH_ANYWHERE:
        return
    if parts.scheme != "https" or not _may_be_public(host):
        raise SubscriptionInvalid("the endpoint must be https and on the open internet")


def _may_be_public(host: str) -> bool:
    try:
        return is_public(ipaddress.ip_address(host))
    except ValueError:  # a name: what it leads to is seen when it is called
        last = host.rstrip(".").rpartition(".")
        return bool(last[0]) and last[2] not in {"localhost", "local", "internal", "lan"}


def _checked_point(point: bytes) -> None:
    if len(point) != _POINT:
        raise SubscriptionInvalid("p256dh is not 65 bytes of base64url")
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError as error:
        raise SubscriptionInvalid("p256dh is no point of P-256") from error
