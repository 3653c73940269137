"""Keeping an owner's page open for who uses it."""

import datetime as dt

from townline.lines.safenumbers.models import OwnerLink
from townline.lines.safenumbers.rules.tokens import token_hash
from townline.lines.safenumbers.selectors.settings import numbers_settings


def owner_link_keep(*, token: str, now: dt.datetime) -> None:
    """Let a link that is used go on for the district's time from now."""
    until = now + numbers_settings().owner_link
    OwnerLink.objects.filter(token_hash=token_hash(token)).update(expires_at=until)
