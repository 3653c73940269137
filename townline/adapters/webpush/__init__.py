"""Hands messages to push services: RFC 8030, encrypted by RFC 8291, signed by RFC 8292."""

from townline.adapters.webpush.sealing import open_sealed, seal_message
from townline.adapters.webpush.sending import Browser, PushGone, PushLater, PushRefused, send
from townline.adapters.webpush.vapid import Identity, identity

__all__ = [
    "Browser", "Identity", "PushGone", "PushLater", "PushRefused", "identity", "open_sealed",
    "seal_message", "send",
]  # fmt: skip
