"""Sends letters to the person on duty, over SMTP."""

from townline.adapters.mail.address import AddressInvalid, Relay, relay
from townline.adapters.mail.sending import MailFailed, MailUnsure, send

__all__ = ["AddressInvalid", "MailFailed", "MailUnsure", "Relay", "relay", "send"]
